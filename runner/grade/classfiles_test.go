//go:build unix

package grade_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/grade"
	"github.com/cookiespec/cookiespec/runner/roster"
)

// TestPointsByHandSurvive a second run, which starts nothing anew, and a run of a late submission alone; and they can be taken back.
func TestPointsByHandSurvive(t *testing.T) {
	c, graded := newClass(t, map[string]string{"amira": good, "ben": good})
	c.Judge = judgement(map[string]string{"set/grammar": reports.Fail})
	c.Resume, c.Jobs = true, 1
	sheet := filepath.Join(c.Out, grade.MarksFile)
	run := func(marks, want string) {
		t.Helper()
		var err error
		if c.ByHand = nil; marks != "" {
			if err = os.WriteFile(sheet, []byte(marks), 0o600); err != nil {
				t.Fatal(err)
			}
			if c.ByHand, err = grade.LoadByHand(sheet, c.Rubric); err != nil {
				t.Fatal(err)
			}
		}
		grades, err := c.Grade(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		whole, err := c.WriteClass(grades)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, g := range whole.Grades {
			results, err := os.ReadFile(filepath.Join(c.Out, g.Submission, "results.json"))
			feedback, wrong := os.ReadFile(filepath.Join(c.Out, g.Submission, "feedback.md"))
			line := fmt.Sprintf("%d of %d points for %s\n", g.Score(), g.Points(), g.Submission)
			if errors.Join(err, wrong) != nil || !strings.Contains(string(results), fmt.Sprintf("\"score\": %d,\n  \"execution_time\"", g.Score())) || !strings.Contains(string(feedback), line) {
				t.Errorf("%s: the files say something else than %s: %v, %v", g.Submission, line, err, wrong)
			}
			got = append(got, fmt.Sprintf("%s %d %s", g.Submission, g.Score(), g.Parts[2].Comment))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	const marks = "submission,part,points,comment\namira,3,4,almost\n"
	run("", "amira 19 ; ben 19 ")
	run(marks, "amira 23 almost; ben 19 ")
	if got := slices.Sorted(slices.Values(*graded)); !slices.Equal(got, []string{"amira false", "amira true", "ben false", "ben true"}) {
		t.Errorf("%q", got)
	}
	all := c.Submissions
	c.Submissions = slices.DeleteFunc(slices.Clone(all), func(s grade.Submission) bool { return s.Name == "amira" })
	run(marks, "amira 23 almost; ben 19 ")
	run("submission,part,points,comment\namira,3,5,\n", "amira 24 ; ben 19 ")
	run("", "amira 19 ; ben 19 ")
}

// TestTheRosterStandsInTheFiles: who handed in nothing has an empty row, and what begins is counted.
func TestTheRosterStandsInTheFiles(t *testing.T) {
	c, _ := newClass(t, map[string]string{"amira": good, "Haddad_Bo_12_assignsubmission_file_": good, "stranger": good})
	c.Jobs = 1
	path := filepath.Join(t.TempDir(), "roster.csv")
	if err := os.WriteFile(path, []byte("name,email\nAmira Quist,a@x\nBo Haddad,b@x\nCy Lind,c@x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := roster.Read(path, "")
	if err != nil {
		t.Fatal(err)
	}
	c.Roster = &r
	var begun []string
	c.Begun = func(s grade.Submission, nth int) { begun = append(begun, fmt.Sprint(nth)) }
	grades, err := c.Grade(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	whole, err := c.WriteClass(grades)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(begun, " "); got != "1 2 3" {
		t.Errorf("begun: %s", got)
	}
	if got := fmt.Sprint(whole.Strangers(), len(whole.Missing())); got != "[stranger] 1" {
		t.Error(got)
	}
	for name, want := range map[string]string{
		"class.csv":  "\nHaddad_Bo,Bo Haddad,b@x,,24,24,",
		"class.html": "Cy Lind<small>c@x</small></th><td class=\"n sum\">not handed in</td>",
		"moodle.csv": "\nParticipant 12,Bo Haddad,b@x,24,24,20",
	} {
		text, err := os.ReadFile(filepath.Join(c.Out, name))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v, no %q in\n%s", name, err, want, text)
		}
	}
	if _, err := os.Stat(filepath.Join(c.Out, "canvas.csv")); err == nil {
		t.Error("there is a file for Canvas")
	}
	c.Submissions = append(c.Submissions, grade.Submission{Name: "cy"}) // which was not reached
	if whole := c.Summary(grades); len(whole.Missing()) > 0 || len(whole.Grades) != 3 {
		t.Errorf("who was not graded yet is said to have handed in nothing: %v", whole.Missing())
	}
}
