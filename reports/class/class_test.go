package class_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/class"
)

func grades() []reports.Grade {
	parts := func(outcomes ...string) (marks []reports.Mark) {
		for i, o := range outcomes {
			m := reports.Mark{Title: []string{"It comes", "=HYPERLINK(\"http://evil/\")"}[i], Points: 10, Outcome: o}
			if o == reports.Pass {
				m.Score = 10
			}
			marks = append(marks, m)
		}
		return marks
	}
	return []reports.Grade{
		{Assignment: "Cookies", Submission: "amira", Parts: parts(reports.Pass, reports.Pass)},
		{Assignment: "Cookies", Submission: "=1+1", Parts: parts(reports.Fail, reports.Inconclusive), Trouble: []string{"<script>alert(1)</script>", "@SUM(A1)"}, Advice: []string{"give TOKEN in serve.env of the rubric"}, Overridden: []string{"login", "serve"}},
	}
}

func TestCSV(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := class.CSV(&b, grades()); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lines {
		got = append(got, strings.Join(l, "|"))
	}
	want := `submission|score|points|It comes|'=HYPERLINK("http://evil/")|not graded|trouble
amira|20|20|10|10|0|
'=1+1|0|20|0||1|<script>alert(1)</script>; @SUM(A1); give TOKEN in serve.env of the rubric`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestHTML(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := class.HTML(&b, grades()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2 submissions, 2 graded, 10.0 points on average", `<a href="amira/feedback.md">amira</a> <a href="amira/report.html">report</a>`, "&lt;script&gt;alert(1)", "20 of 20", "not graded", "overrides: login, serve", "<small>give TOKEN in serve.env of the rubric</small>"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(b.String(), "<script") {
		t.Error("a trouble came through as HTML")
	}
}

// TestMoodle: what was not graded whole has no grade, and who did not come from Moodle no row.
func TestMoodle(t *testing.T) {
	t.Parallel()
	all := grades()
	all[0].Participant, all[0].Student = "12", "Amira A"
	all[1].Participant, all[1].Student = "13", "=B"
	all = append(all, all[0])
	all[2].Participant = ""
	var b strings.Builder
	if err := class.Moodle(&b, all); err != nil || !class.FromMoodle(all) || class.FromMoodle(all[2:]) {
		t.Fatal(err)
	}
	const want = "Identifier,Full name,Grade,Maximum Grade,Feedback comments\nParticipant 12,Amira A,20,20,\nParticipant 13,'=B,,20,It comes: 0 of 10\n"
	if b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
}
