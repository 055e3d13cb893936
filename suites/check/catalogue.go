package check

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Catalogue is a list of checks in the order in which they are listed, run and reported.
type Catalogue []Check

// Find returns the check of an id. The error is an [*Misnamed].
func (l Catalogue) Find(id string) (Check, error) {
	for _, c := range l {
		if c.ID == id {
			return c, nil
		}
	}
	return Check{}, &Misnamed{"check", id, nearest(id, l.ids())}
}

// Select narrows the list to what only names (all, when it names nothing), less what skip names. A name is an id, an area,
// or a glob over ids. The error is an [*Misnamed] about a name that stands for no check.
func (l Catalogue) Select(only, skip []string) (Catalogue, error) {
	wanted, err := l.named(only)
	if err != nil {
		return nil, err
	}
	unwanted, err := l.named(skip)
	if err != nil {
		return nil, err
	}
	var selected Catalogue
	for _, c := range l {
		if (len(only) == 0 || wanted[c.ID]) && !unwanted[c.ID] {
			selected = append(selected, c)
		}
	}
	return selected, nil
}

// named returns the ids that any of the names stands for.
func (l Catalogue) named(names []string) (map[string]bool, error) {
	ids := map[string]bool{}
	for _, name := range names {
		found := false
		for _, c := range l {
			if c.ID == name || c.Area() == name || Glob(name, c.ID) {
				ids[c.ID], found = true, true
			}
		}
		if !found {
			return nil, &Misnamed{"check or area", name, nearest(name, append(l.Areas(), l.ids()...))}
		}
	}
	return ids, nil
}

// Needs returns all parts of a recording that the checks read, needed or not.
func (l Catalogue) Needs() recording.Stage {
	var parts recording.Stage
	for _, c := range l {
		parts |= c.Needs | c.Reads
	}
	return parts
}

// Areas returns the areas in the order of the list.
func (l Catalogue) Areas() []string {
	var areas []string
	for _, c := range l {
		if !slices.Contains(areas, c.Area()) {
			areas = append(areas, c.Area())
		}
	}
	return areas
}

var idForm = regexp.MustCompile(`^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$`)

// Validate returns everything that is wrong with the list itself: an id twice or not of the form area/name, a text, a
// citation, a need or a function that is missing.
func (l Catalogue) Validate() error {
	var errs []error
	seen := map[string]bool{}
	for i, c := range l {
		wrong := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf("check %d (%s): %s", i+1, c.ID, fmt.Sprintf(format, args...)))
		}
		if !idForm.MatchString(c.ID) {
			wrong("the id is not of the form area/name")
		}
		if seen[c.ID] {
			wrong("the id is taken")
		}
		seen[c.ID] = true
		for name, text := range map[string]string{
			"Title": c.Title, "Failure": c.Failure, "Explain.Rule": c.Explain.Rule, "Explain.Reason": c.Explain.Reason,
			"Explain.Fails": c.Explain.Fails, "the fix in Django": c.Explain.FixIn("Django"), "the fix in Go": c.Explain.FixIn("Go"),
			"Explain.Limits": c.Explain.Limits,
		} {
			if strings.TrimSpace(text) == "" {
				wrong("%s is empty", name)
			}
		}
		for _, f := range c.Explain.Fixes {
			if strings.Contains(f.Lines, "…") || strings.Contains(f.Lines, " ... ") {
				wrong("the fix in %s is not whole", f.In)
			}
		}
		if c.Severity < Info || c.Severity > Critical {
			wrong("the severity is none")
		}
		if len(c.Cites) == 0 {
			wrong("no citation")
		}
		if c.Needs == 0 {
			wrong("it needs no stage")
		}
		if c.Subjects == nil || c.Judge == nil {
			wrong("Subjects or Judge is missing")
		}
	}
	return errors.Join(errs...)
}

func (l Catalogue) ids() []string {
	ids := make([]string, len(l))
	for i, c := range l {
		ids[i] = c.ID
	}
	return ids
}
