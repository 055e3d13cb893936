// Package class writes the grades of a class: a table that other programs read, and a page for the teacher.
package class

import (
	"cmp"
	"embed"
	"encoding/csv"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// CSV writes a row for each submission: its name, its sum, its mark for each part, how many parts were not graded, and why. What was
// not graded has an empty cell, not 0. A spreadsheet runs what begins like a formula, so that such a text begins with an apostrophe.
func CSV(w io.Writer, grades []reports.Grade) error {
	head := []string{"submission", "score", "points"}
	if len(grades) > 0 {
		for _, m := range grades[0].Parts {
			head = append(head, tame(m.Title))
		}
	}
	rows := [][]string{append(head, "not graded", "trouble")}
	for _, g := range grades {
		row := []string{tame(g.Submission), sum(g, false), strconv.Itoa(g.Points())}
		for _, m := range g.Parts {
			row = append(row, mark(m))
		}
		rows = append(rows, append(row, strconv.Itoa(g.Unjudged()), tame(strings.Join(slices.Concat(g.Trouble, g.Advice), "; "))))
	}
	return table(w, rows)
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

//go:embed class.html
var files embed.FS

var page = template.Must(template.New("class.html").Funcs(template.FuncMap{
	"line":   func(s string) string { return reports.Line(s, 300) },
	"symbol": func(m reports.Mark) string { return symbols[m.Outcome] },
	"mark":   mark,
	"sum":    func(g reports.Grade) string { return sum(g, false) },
}).ParseFS(files, "class.html"))

// symbols say an outcome to those who see no colours.
var symbols = map[string]string{reports.Pass: "", reports.Fail: "failed", reports.Inconclusive: "not graded"}

// column is a part, and for how many of the class it failed.
type column struct {
	Title                    string
	Points, Failed, Unjudged int
}

// HTML writes one page: who, marks, which part failed for how many. A submission's name leads to its feedback.
func HTML(w io.Writer, grades []reports.Grade) error {
	view := struct {
		Assignment string
		Columns    []column
		Grades     []reports.Grade
		Graded     int // submissions of which at least one part was
		Mean       string
	}{Grades: grades, Mean: "0"}
	total := 0
	for i, g := range grades {
		view.Assignment = cmp.Or(view.Assignment, g.Assignment)
		if g.Graded() {
			total, view.Graded = total+g.Score(), view.Graded+1
		}
		for j, m := range g.Parts {
			if i == 0 {
				view.Columns = append(view.Columns, column{Title: m.Title, Points: m.Points})
			}
			if j < len(view.Columns) {
				switch m.Outcome {
				case reports.Fail:
					view.Columns[j].Failed++
				case reports.Inconclusive:
					view.Columns[j].Unjudged++
				}
			}
		}
	}
	if view.Graded > 0 {
		view.Mean = strconv.FormatFloat(float64(total)/float64(view.Graded), 'f', 1, 64)
	}
	if err := page.Execute(w, view); err != nil {
		return fmt.Errorf("cannot write the page of the class: %w", err)
	}
	return nil
}
