package grade

import (
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestStudentsAreGivenReasonsAndNoAdvice that only the teacher can follow.
func TestStudentsAreGivenReasonsAndNoAdvice(t *testing.T) {
	t.Parallel()
	l := &look{class: Class{Rubric: config.Rubric{Parts: []config.Part{{}}}}, grade: &reports.Grade{}, secrets: recording.NewMasker(), dir: "/srv/amira", base: "http://localhost:8000"}
	r := reports.Result{Outcome: reports.Inconclusive, Reason: "login: no page with a login form was found", Advice: "name it with login: {url: …} in the config"}
	marks := l.forStudents([]reports.Mark{{Findings: []reports.Result{r}}})
	if got := marks[0].Findings[0]; got.Reason != r.Reason || got.Because() != r.Reason {
		t.Errorf("%+v", got)
	}
	l.advise(r.Advice)
	l.advise(r.Advice)
	l.advise("")
	if len(l.grade.Advice) != 1 || len(l.grade.Trouble) != 0 {
		t.Errorf("%+v", l.grade)
	}
}
