package class

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/frame"
)

//go:embed class.html
var text string

//go:embed class.css
var style string

var page = template.Must(frame.Template(template.FuncMap{
	"line":        func(s string) string { return reports.Line(s, 300) },
	"symbol":      func(m reports.Mark) string { return lookOf(m).symbol },
	"style":       func(m reports.Mark) string { return lookOf(m).style },
	"mark":        mark,
	"comments":    comments,
	"sum":         func(g reports.Grade) string { return sum(g, false) },
	"notHandedIn": func() string { return notHandedIn },
}).Parse(text))

// look is how an outcome is shown: in words to those who see no colours, and as the class of a cell.
type look struct{ symbol, style string }

func lookOf(m reports.Mark) look {
	switch {
	case m.Outcome == reports.Fail && m.Score > 0:
		return look{"partly failed", "partly"}
	case m.Outcome == reports.Fail:
		return look{"failed", "failed"}
	case m.Outcome == reports.Inconclusive:
		return look{"not graded", "open"}
	}
	return look{}
}

// column is a part, for how many of the class it failed, and the points that those got for whom it was graded.
type column struct {
	Title                    string
	Points, Failed, Unjudged int
	scores                   []int
}

// Mean is of the points; empty where nothing was graded.
func (c column) Mean() string {
	if len(c.scores) == 0 {
		return ""
	}
	return mean(c.scores)
}

// lost is the share of the points that were not given, from 0 to 1.
func (c column) lost() float64 {
	if len(c.scores) == 0 {
		return 0
	}
	got := 0
	for _, s := range c.scores {
		got += s
	}
	return 1 - float64(got)/float64(len(c.scores)*c.Points)
}

func (c *column) count(m reports.Mark) {
	if m.Outcome == reports.Inconclusive {
		c.Unjudged++
		return
	}
	c.scores = append(c.scores, m.Score)
	if m.Outcome == reports.Fail {
		c.Failed++
	}
}

// row is a submission, and whose it is.
type row struct {
	reports.Grade
	Owner    string // of another name; may be empty
	Stranger bool   // nobody's on the roster
}

// HTML writes one page: who, marks, which part failed for how many, those that cost most of their points first. A submission's name leads to its
// feedback.
func HTML(w io.Writer, c reports.Class) error {
	view := struct {
		frame.Frame
		Assignment   string
		Columns      []column // in the order of the rubric
		Hardest      []column // the same by the points that were lost
		Rows         []row
		Missing      []reports.Student
		Graded       int // submissions of which at least one part was
		Mean, Median string
		Roster       bool
	}{Frame: frame.New(reports.Line(c.Assignment, 300), "the marks", style), Assignment: c.Assignment, Missing: c.Missing(), Roster: c.Students != nil}
	var scores []int
	for i, g := range c.Grades {
		r := row{Grade: g, Stranger: view.Roster}
		if owner := c.Owner(g.Submission); owner != nil {
			if r.Stranger = false; owner.Called() != g.Submission {
				r.Owner = owner.Called()
			}
		}
		view.Rows = append(view.Rows, r)
		if g.Graded() {
			scores = append(scores, g.Score())
		}
		for j, m := range g.Parts {
			if i == 0 {
				view.Columns = append(view.Columns, column{Title: m.Title, Points: m.Points})
			}
			if j < len(view.Columns) {
				view.Columns[j].count(m)
			}
		}
	}
	view.Graded, view.Mean, view.Median = len(scores), mean(scores), median(scores)
	view.Hardest = slices.SortedStableFunc(slices.Values(view.Columns), func(a, b column) int { return cmp.Compare(b.lost(), a.lost()) })
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
