// Package class writes the grades of a class: a table that other programs read, the tables that Moodle and Canvas import, and a page
// for the teacher.
package class

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// notHandedIn is what is said of students without a submission.
const notHandedIn = "not handed in"

// CSV writes a row for each submission: its name, its sum, its mark for each part, how many parts were not graded, and why; last what
// the teacher gave by hand, and the teacher's comments. With a roster it says whose the submission is, and has a row for each student
// who handed in nothing. What was not graded or not handed in has empty cells, not 0. A spreadsheet runs what begins like a formula,
// so that such a text begins with an apostrophe.
func CSV(w io.Writer, c reports.Class) error {
	head := []string{"submission"}
	if c.Students != nil {
		head = append(head, "student", "email", "number")
	}
	head = append(head, "score", "points")
	var parts []reports.Mark
	if len(c.Grades) > 0 {
		parts = c.Grades[0].Parts
	}
	for _, m := range parts {
		head = append(head, tame(m.Title))
	}
	rows := [][]string{append(head, "not graded", "trouble", "by hand", "comment")}
	for _, g := range c.Grades {
		row := append([]string{tame(g.Submission)}, who(c, c.Owner(g.Submission))...)
		row = append(row, sum(g, false), strconv.Itoa(g.Points()))
		for _, m := range g.Parts {
			row = append(row, mark(m))
		}
		rows = append(rows, append(row, strconv.Itoa(g.Unjudged()), tame(strings.Join(slices.Concat(g.Trouble, g.Advice), "; ")), tame(byHand(g)), tame(comments(g))))
	}
	for _, s := range c.Missing() {
		row := append([]string{""}, who(c, &s)...)
		row = append(row, make([]string, 2+len(parts)+1)...)
		rows = append(rows, append(row, notHandedIn, "", ""))
	}
	return table(w, rows)
}

// who are the cells about a student; nil: it is nobody on the roster.
func who(c reports.Class, s *reports.Student) []string {
	switch {
	case c.Students == nil:
		return nil
	case s == nil:
		return []string{"", "", ""}
	}
	return []string{tame(s.Name), tame(s.Email), tame(s.Number)}
}

// byHand names the parts that the teacher gave points for, and the sum.
func byHand(g reports.Grade) string {
	var parts []string
	for _, m := range g.Parts {
		if m.ByHand {
			parts = append(parts, m.Title)
		}
	}
	if g.Total != nil {
		parts = append(parts, "score")
	}
	return strings.Join(parts, "; ")
}

// comments are the teacher's.
func comments(g reports.Grade) string {
	var all []string
	if g.Comment != "" {
		all = append(all, g.Comment)
	}
	for _, m := range g.Parts {
		if m.Comment != "" {
			all = append(all, m.Title+": "+m.Comment)
		}
	}
	return strings.Join(all, "; ")
}

func table(w io.Writer, rows [][]string) error {
	if err := csv.NewWriter(w).WriteAll(rows); err != nil {
		return fmt.Errorf("cannot write the class as CSV: %w", err)
	}
	return nil
}

// sum is the sum of a submission's marks, empty where nothing was graded; whole: also where a part was not.
func sum(g reports.Grade, whole bool) string {
	if !g.Graded() || whole && g.Unjudged() > 0 {
		return ""
	}
	return strconv.Itoa(g.Score())
}

func mark(m reports.Mark) string {
	if m.Outcome == reports.Inconclusive {
		return ""
	}
	return strconv.Itoa(m.Score)
}

// tame makes a text that no spreadsheet takes for a formula.
func tame(s string) string {
	s = reports.Line(s, 1000)
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
