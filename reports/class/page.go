package class

import (
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"

	"github.com/cookiespec/cookiespec/reports"
)

//go:embed class.html
var files embed.FS

var page = template.Must(template.New("class.html").Funcs(template.FuncMap{
	"line":        func(s string) string { return reports.Line(s, 300) },
	"symbol":      func(m reports.Mark) string { return symbols[m.Outcome] },
	"style":       func(m reports.Mark) string { return styles[m.Outcome] },
	"mark":        mark,
	"comments":    comments,
	"sum":         func(g reports.Grade) string { return sum(g, false) },
	"notHandedIn": func() string { return notHandedIn },
}).ParseFS(files, "class.html"))

// symbols say an outcome to those who see no colours.
var symbols = map[string]string{reports.Pass: "", reports.Fail: "failed", reports.Inconclusive: "not graded"}

// styles are the classes of cells.
var styles = map[string]string{reports.Fail: "failed", reports.Inconclusive: "open"}

// column is a part, and for how many of the class it failed.
type column struct {
	Title                    string
	Points, Failed, Unjudged int
}

// row is a submission, and whose it is.
type row struct {
	reports.Grade
	Owner    *reports.Student
	Stranger bool // nobody's on the roster
}

// HTML writes one page: who, marks, which part failed for how many, those that failed most first. A submission's name leads to its
// feedback.
func HTML(w io.Writer, c reports.Class) error {
	view := struct {
		Assignment   string
		Columns      []column // in the order of the rubric
		Hardest      []column // the same by how many failed
		Rows         []row
		Missing      []reports.Student
		Graded       int // submissions of which at least one part was
		Mean, Median string
		Roster       bool
	}{Assignment: c.Assignment, Missing: c.Missing(), Roster: c.Students != nil}
	var scores []int
	for i, g := range c.Grades {
		owner := c.Owner(g.Submission)
		view.Rows = append(view.Rows, row{g, owner, view.Roster && owner == nil})
		if g.Graded() {
			scores = append(scores, g.Score())
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
	view.Graded, view.Mean, view.Median = len(scores), mean(scores), median(scores)
	view.Hardest = slices.SortedStableFunc(slices.Values(view.Columns), func(a, b column) int { return cmp.Compare(b.Failed, a.Failed) })
	if err := page.Execute(w, view); err != nil {
		return fmt.Errorf("cannot write the page of the class: %w", err)
	}
	return nil
}

// mean of some scores, with one decimal; 0 of none.
func mean(scores []int) string {
	total := 0
	for _, s := range scores {
		total += s
	}
	return decimal(total, max(1, len(scores)))
}

// median of some scores: of an even number of them the mean of the two in the middle.
func median(scores []int) string {
	if len(scores) == 0 {
		return decimal(0, 1)
	}
	sorted := slices.Sorted(slices.Values(scores))
	return decimal(sorted[(len(sorted)-1)/2]+sorted[len(sorted)/2], 2)
}

func decimal(sum, of int) string { return strconv.FormatFloat(float64(sum)/float64(of), 'f', 1, 64) }
