package class

import (
	"io"
	"slices"
	"strconv"

	"github.com/cookiespec/cookiespec/reports"
)

// Moodle writes the rows that the offline grading worksheet of Moodle's assignments takes
// (https://docs.moodle.org/en/Assignment_settings#Feedback_types): the participant, the grade and a comment. A submission of which a part
// was not graded has an empty grade, which Moodle leaves as it is. It writes nothing where no submission came from Moodle.
func Moodle(w io.Writer, grades []reports.Grade) error {
	rows := [][]string{{"Identifier", "Full name", "Grade", "Maximum Grade", "Feedback comments"}}
	for _, g := range grades {
		if g.Participant != "" {
			rows = append(rows, []string{"Participant " + g.Participant, tame(g.Student), sum(g, true), strconv.Itoa(g.Points()), tame(comment(g))})
		}
	}
	if len(rows) == 1 {
		return nil
	}
	return table(w, rows)
}

// FromMoodle tells whether any submission came from Moodle.
func FromMoodle(grades []reports.Grade) bool {
	return slices.ContainsFunc(grades, func(g reports.Grade) bool { return g.Participant != "" })
}

// comment says in one line which parts failed.
func comment(g reports.Grade) (text string) {
	for _, m := range g.Parts {
		if m.Outcome != reports.Fail {
			continue
		}
		if text != "" {
			text += "; "
		}
		text += m.Title + ": " + strconv.Itoa(m.Score) + " of " + strconv.Itoa(m.Points)
	}
	return text
}
