package check

import (
	"errors"
	"fmt"
	"strings"
)

// Misnamed is the error for a name that no check has.
type Misnamed struct {
	What string // that was looked for: "check", "check or area"
	Name string
	Near string // what was probably meant; empty: nothing is like it
}

func (e *Misnamed) Error() string {
	text := e.Problem()
	if e.Near != "" {
		text += "; " + e.Hint()
	}
	return text
}

// Problem is the error without what to do.
func (e *Misnamed) Problem() string { return fmt.Sprintf("no %s is called %q", e.What, e.Name) }

// Hint says what to do.
func (e *Misnamed) Hint() string {
	if e.Near == "" {
		return "cookiespec list shows what there is"
	}
	return "did you mean " + e.Near + "?"
}

// Meant is the hint of an [*Misnamed], or empty where err is none.
func Meant(err error) string {
	if unknown := (*Misnamed)(nil); errors.As(err, &unknown) {
		return unknown.Hint()
	}
	return ""
}

// nearest returns the candidate that takes the fewest edits to reach from name, or "" when all are too far to be meant.
// A name without its area counts as whole: "on-time" is near "expiry/on-time".
func nearest(name string, candidates []string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "-") // no id has others
	best, fewest := "", len(name)/2+1
	for _, candidate := range candidates {
		edits := Distance(name, candidate)
		if _, short, found := strings.Cut(candidate, "/"); found && !strings.Contains(name, "/") {
			edits = min(edits, Distance(name, short))
		}
		if edits < fewest {
			best, fewest = candidate, edits
		}
	}
	return best
}

// Distance counts the bytes to insert, delete or replace.
func Distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
