package class

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
)

// Moodle writes the rows that the offline grading worksheet of Moodle's assignments takes, by the columns that its importer looks for
// (mod/assign/feedback/offline/importgradeslib.php): it refuses a file without Identifier, Grade and Last modified (grade), and leaves
// a student whose grade in Moodle was changed after that time. Who was not graded whole has an empty grade and no such time, so that
// nothing changes in Moodle. It writes nothing where neither a submission nor the roster came from Moodle.
func Moodle(w io.Writer, c reports.Class, now time.Time) error {
	rows := [][]string{{"Identifier", "Full name", "Email address", "Grade", "Maximum Grade", "Last modified (grade)", "Feedback comments"}}
	add := func(participant, name, email string, g *reports.Grade) {
		if participant == "" {
			return
		}
		row := []string{"Participant " + participant, tame(name), tame(email), "", "", "-", ""}
		if g != nil {
			row[4] = strconv.Itoa(g.Points())
			if row[3] = sum(*g, true); row[3] != "" {
				row[5], row[6] = now.UTC().Format("2006-01-02 15:04:05 UTC"), tame(markup.Replace(comment(*g)))
			}
		}
		rows = append(rows, row)
	}
	listed := map[string]bool{}
	for _, s := range c.Students {
		listed[s.Participant] = true
		add(s.Participant, s.Name, s.Email, c.Of(s))
	}
	for _, g := range c.Grades {
		if listed[g.Participant] {
			continue
		}
		name, email := g.Student, ""
		if owner := c.Owner(g.Submission); owner != nil {
			name, email = owner.Name, owner.Email
		}
		add(g.Participant, name, email, &g)
	}
	if len(rows) == 1 {
		return nil
	}
	return table(w, rows)
}

// InMoodle tells whether [Moodle] has anything to write.
func InMoodle(c reports.Class) bool {
	return slices.ContainsFunc(c.Grades, func(g reports.Grade) bool { return g.Participant != "" }) ||
		slices.ContainsFunc(c.Students, func(s reports.Student) bool { return s.Participant != "" })
}

// markup makes a text of what Moodle takes for HTML.
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// comment says in one line which parts failed, and what the teacher said.
func comment(g reports.Grade) string {
	var all []string
	if g.Total != nil {
		all = append(all, "the teacher gave "+strconv.Itoa(*g.Total)+" of "+strconv.Itoa(g.Points()))
	}
	if g.Comment != "" {
		all = append(all, g.Comment)
	}
	for _, m := range g.Parts {
		text := m.Title
		if m.Outcome == reports.Fail || m.ByHand {
			text += ": " + strconv.Itoa(m.Score) + " of " + strconv.Itoa(m.Points)
		}
		if m.ByHand {
			text += ", given by the teacher"
		}
		if m.Comment != "" {
			text += ": " + m.Comment
		}
		if text != m.Title {
			all = append(all, text)
		}
	}
	return strings.Join(all, "; ")
}
