// Package class writes the grades of a class: a table that other programs read, and a page for the teacher.
package class

import (
	"cmp"
	"embed"
	"encoding/csv"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// CSV writes a line for each submission: its name, its sum, its mark for each part, how many parts could not be judged, and why.
// A spreadsheet runs what begins like a formula, so that such a text begins with an apostrophe.
func CSV(w io.Writer, grades []reports.Grade) error {
	c := csv.NewWriter(w)
	head := []string{"submission", "score", "points"}
	if len(grades) > 0 {
		for _, m := range grades[0].Parts {
			head = append(head, tame(m.Title))
		}
	}
	c.Write(append(head, "not judged", "trouble"))
	for _, g := range grades {
		line := []string{tame(g.Submission), strconv.Itoa(g.Score()), strconv.Itoa(g.Points())}
		for _, m := range g.Parts {
			line = append(line, strconv.Itoa(m.Score))
		}
		c.Write(append(line, strconv.Itoa(g.Unjudged()), tame(strings.Join(g.Trouble, "; "))))
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("cannot write the class as CSV: %w", err)
	}
	return nil
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
}).ParseFS(files, "class.html"))

// symbols say an outcome to those who see no colours.
var symbols = map[string]string{reports.Pass: "", reports.Fail: "failed", reports.Inconclusive: "not judged"}

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
		Mean       string
	}{Grades: grades, Mean: "0"}
	sum := 0
	for i, g := range grades {
		view.Assignment = cmp.Or(view.Assignment, g.Assignment)
		sum += g.Score()
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
	if len(grades) > 0 {
		view.Mean = strconv.FormatFloat(float64(sum)/float64(len(grades)), 'f', 1, 64)
	}
	if err := page.Execute(w, view); err != nil {
		return fmt.Errorf("cannot write the page of the class: %w", err)
	}
	return nil
}
