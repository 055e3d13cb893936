package grade

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// NoneStarted says why not one submission of a class was graded: a class of zeros is handed out to nobody. It is empty where one
// was, and where a single submission fails by its own fault.
func NoneStarted(grades []reports.Grade) string {
	var reasons []string
	of := map[string][]string{}
	graded := false
	for _, g := range grades {
		if g.NotStarted == "" {
			return ""
		}
		graded = graded || g.Graded()
		reason := alike(g.NotStarted, g.Submission)
		if of[reason] == nil {
			reasons = append(reasons, reason)
		}
		of[reason] = append(of[reason], g.Submission)
	}
	if len(grades) == 0 || graded && (len(reasons) > 1 || len(grades) == 1) {
		return ""
	}
	var said []string
	for _, reason := range reasons {
		who := fmt.Sprintf("%d of %d submissions", len(of[reason]), len(grades))
		switch {
		case len(grades) == 1:
			who = of[reason][0]
		case len(of[reason]) == len(grades):
			who = fmt.Sprintf("all %d submissions", len(grades))
		}
		said = append(said, who+" could not be started: "+reason)
	}
	return strings.Join(said, "; ")
}

var numbers = regexp.MustCompile(`\d{4}/\d\d/\d\d \d\d:\d\d:\d\d `)

// alike is a reason without what differs between submissions.
func alike(reason, submission string) string {
	return numbers.ReplaceAllString(strings.ReplaceAll(reason, submission, "…"), "")
}

// Withdraw takes back the marks of a class of which nothing was started, and writes that.
func (c Class) Withdraw(grades []reports.Grade, why string) []reports.Grade {
	grades = slices.Clone(grades)
	for i := range grades {
		if g := &grades[i]; g.Graded() {
			g.Parts = unjudged(c.Rubric, reports.Inconclusive, "no application of the class could be started")
			g.Trouble = append(slices.Clone(g.Trouble), why)
			_ = c.rewrite(*g) // the class is not graded: its files say so as well
		}
	}
	return grades
}

// Real is a path that is absolute and has no links in it.
func Real(path string) (string, error) {
	full, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	return filepath.Abs(full)
}
