package class_test

import (
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/class"
)

// fixture is a class of three: one has all points, one is of nobody on the roster and hostile, one has points by hand.
func fixture() reports.Class {
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
	c := reports.Class{Assignment: "Cookies", Grades: []reports.Grade{
		{Submission: "amira", Parts: parts(reports.Pass, reports.Pass)},
		{Submission: "=1+1", Parts: parts(reports.Fail, reports.Inconclusive), Trouble: []string{"<script>alert(1)</script>", "@SUM(A1)"}, Advice: []string{"give TOKEN in serve.env of the rubric"}, Overridden: []string{"login", "serve"}},
		{Submission: "zoe", Parts: parts(reports.Fail, reports.Fail), Comment: "Late"},
	}}
	m := &c.Grades[2].Parts[1]
	m.Score, m.ByHand, m.Comment = 7, true, "almost <b>"
	return c
}

// listed is the class with a roster: amira, zoe and somebody who handed in nothing.
func listed() reports.Class {
	c := fixture()
	c.Students = []reports.Student{
		{Name: "Amira Haddad", Email: "a@x", Number: "17", Participant: "12", CanvasID: "88", SISID: "S17", Login: "amirah", Section: "CS 1", Submissions: []string{"amira"}, CanvasGrade: "3"},
		{Name: "Bo Lind", Email: "b@x", Number: "18", Participant: "13", CanvasID: "89", CanvasGrade: "4"},
		{Name: "Zoe Quist", Participant: "14", Submissions: []string{"zoe"}},
	}
	return c
}

// rows are those of a CSV file, each with | between its cells.
func rows(t *testing.T, text string) string {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lines {
		got = append(got, strings.Join(l, "|"))
	}
	return strings.Join(got, "\n")
}

func TestCSV(t *testing.T) {
	t.Parallel()
	const title = `'=HYPERLINK("http://evil/")`
	for name, c := range map[string]struct {
		class reports.Class
		want  string
	}{
		"without a roster": {fixture(), `submission|score|points|It comes|` + title + `|not graded|trouble|by hand|comment
amira|20|20|10|10|0|||
'=1+1|0|20|0||1|<script>alert(1)</script>; @SUM(A1); give TOKEN in serve.env of the rubric||
zoe|7|20|0|7|0||` + title + `|Late; =HYPERLINK("http://evil/"): almost <b>`},
		"with one": {listed(), `submission|student|email|number|score|points|It comes|` + title + `|not graded|trouble|by hand|comment
amira|Amira Haddad|a@x|17|20|20|10|10|0|||
'=1+1||||0|20|0||1|<script>alert(1)</script>; @SUM(A1); give TOKEN in serve.env of the rubric||
zoe|Zoe Quist|||7|20|0|7|0||` + title + `|Late; =HYPERLINK("http://evil/"): almost <b>
|Bo Lind|b@x|18||||||not handed in||`},
		"nobody handed in": {reports.Class{Students: []reports.Student{{Name: "Bo"}}}, "submission|student|email|number|score|points|not graded|trouble|by hand|comment\n|Bo||||||not handed in||"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			if err := class.CSV(&b, c.class); err != nil {
				t.Fatal(err)
			}
			if got := rows(t, b.String()); got != c.want {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

func TestHTML(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		class reports.Class
		want  []string
	}{
		"without a roster": {fixture(), []string{
			"3 submissions, 3 graded; 9.0 points on average, median 7.0", `<a href="amira/feedback.md">amira</a> <a href="amira/report.html">report</a>`,
			"&lt;script&gt;alert(1)", "20 of 20", `<td class="n failed">0<small>failed</small></td>`, `<td class="n open"><small>not graded</small></td>`,
			"overrides: login, serve", "<small>give TOKEN in serve.env of the rubric</small>", `<td class="n partly hand">7<small>partly failed</small><small>by hand</small></td>`, "the teacher: Late; =HYPERLINK(&#34;http://evil/&#34;): almost &lt;b&gt;",
		}},
		"with one": {listed(), []string{
			"3 submissions, 3 graded, 1 not handed in; 9.0 points", "<small>Amira Haddad</small>", "<small>nobody on the roster, or several</small>",
			`<tr class="missing"><th scope="row">Bo Lind<small>b@x</small></th><td class="n sum">not handed in</td><td></td><td></td></tr>`,
		}},
		"nobody": {reports.Class{}, []string{"0 submissions, 0 graded; 0.0 points on average, median 0.0"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			if err := class.HTML(&b, c.class); err != nil {
				t.Fatal(err)
			}
			for _, want := range c.want {
				if !strings.Contains(b.String(), want) {
					t.Errorf("%q is missing in\n%s", want, b.String())
				}
			}
			if strings.Contains(b.String(), "<script") {
				t.Error("a trouble came through as HTML")
			}
		})
	}
}

// TestTheHardestPartIsFirst among those that the class found hard; the marks keep the order of the rubric.
func TestTheHardestPartIsFirst(t *testing.T) {
	t.Parallel()
	mark := func(title, outcome string, score int) reports.Mark {
		return reports.Mark{Title: title, Points: 4, Score: score, Outcome: outcome}
	}
	c := reports.Class{Grades: []reports.Grade{
		{Submission: "a", Parts: []reports.Mark{mark("easy", reports.Pass, 4), mark("hard", reports.Fail, 0), mark("fair", reports.Fail, 3), mark("open", reports.Inconclusive, 0)}},
		{Submission: "b", Parts: []reports.Mark{mark("easy", reports.Inconclusive, 0), mark("hard", reports.Pass, 4), mark("fair", reports.Fail, 2), mark("open", reports.Inconclusive, 0)}},
	}}
	var b strings.Builder
	if err := class.HTML(&b, c); err != nil {
		t.Fatal(err)
	}
	marks, hard, _ := strings.Cut(b.String(), "What the class found hard")
	for text, order := range map[string][]string{marks: {">easy<", ">hard<", ">fair<"}, hard: {">hard</th><td class=\"n\">4</td><td class=\"n\">2.0</td><td class=\"n\">1</td><td class=\"n\">0</td>", ">fair</th><td class=\"n\">4</td><td class=\"n\">2.5<", ">easy</th><td class=\"n\">4</td><td class=\"n\">4.0<", ">open</th><td class=\"n\">4</td><td class=\"n\"></td><td class=\"n\">0</td><td class=\"n\">2<"}} {
		last := -1
		for _, title := range order {
			at := strings.Index(text, title)
			if at <= last {
				t.Errorf("%s is not in its place, of %v", title, order)
			}
			last = at
		}
	}
}

// TestMoodle: what was not graded whole has no grade, who did not come from Moodle has no row, and what is there is in the columns that
// Moodle's importer needs.
func TestMoodle(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 17, 0, 0, 0, time.UTC)
	const head = "Identifier|Full name|Email address|Grade|Maximum Grade|Last modified (grade)|Feedback comments\n"
	const last = "Late; It comes: 0 of 10; =HYPERLINK(\"http://evil/\"): 7 of 10, given by the teacher: almost &lt;b&gt;"
	unlisted := fixture()
	unlisted.Grades[0].Participant, unlisted.Grades[0].Student = "12", "Amira A"
	unlisted.Grades[1].Participant, unlisted.Grades[1].Student = "13", "=B"
	for name, c := range map[string]struct {
		class reports.Class
		want  string
	}{
		"by the names of folders": {unlisted, head + "Participant 12|Amira A||20|20|2026-11-30 17:00:00 UTC|\nParticipant 13|'=B|||20|-|"},
		"by a grading worksheet":  {listed(), head + "Participant 12|Amira Haddad|a@x|20|20|2026-11-30 17:00:00 UTC|\nParticipant 13|Bo Lind|b@x|||-|\nParticipant 14|Zoe Quist||7|20|2026-11-30 17:00:00 UTC|" + last},
		"not of Moodle":           {fixture(), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			if err := class.Moodle(&b, c.class, now); err != nil || class.InMoodle(c.class) != (c.want != "") {
				t.Fatal(err)
			}
			if got := rows(t, b.String()); got != c.want {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

// TestCanvas: who was not graded whole, or handed in nothing, keeps what stands in Canvas.
func TestCanvas(t *testing.T) {
	t.Parallel()
	const head = "Student|ID|SIS User ID|SIS Login ID|Section|"
	open, known := listed(), listed()
	open.Canvas, known.Canvas = &reports.Canvas{}, &reports.Canvas{Column: "Cookies (4711)"}
	open.Grades[0].Parts[0].Outcome = reports.Inconclusive
	open.Grades[2].CanvasID = "90"
	for name, c := range map[string]struct {
		class reports.Class
		want  string
	}{
		"a column of the gradebook": {known, head + "Cookies (4711)\n    Points Possible|||||20\nAmira Haddad|88|S17|amirah|CS 1|20\nBo Lind|89||||4\nZoe Quist|||||7"},
		"a new one":                 {open, head + "Cookies\n    Points Possible|||||20\nAmira Haddad|88|S17|amirah|CS 1|3\nBo Lind|89||||4\nZoe Quist|90||||7"},
		"not in Canvas":             {listed(), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			if err := class.Canvas(&b, c.class); err != nil {
				t.Fatal(err)
			}
			if got := rows(t, b.String()); got != c.want {
				t.Errorf("got\n%s", got)
			}
		})
	}
}
