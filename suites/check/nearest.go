package check

import "strings"

// nearest returns the candidate that takes the fewest edits to reach from name, or "" when all are too far to be meant.
// A name without its area counts as whole: "on-time" is near "expiry/on-time".
func nearest(name string, candidates []string) string {
	best, fewest := "", len(name)/2+1
	for _, candidate := range candidates {
		edits := distance(name, candidate)
		if _, short, found := strings.Cut(candidate, "/"); found && !strings.Contains(name, "/") {
			edits = min(edits, distance(name, short))
		}
		if edits < fewest {
			best, fewest = candidate, edits
		}
	}
	return best
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return "; did you mean " + name + "?"
}

// distance counts the octets to insert, delete or replace.
func distance(a, b string) int {
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
