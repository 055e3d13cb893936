//go:build unix

package grade_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/feedback"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// members are the submissions of a class that is graded by recordings: what each is, and what Chrome saw of it.
var members = map[string]struct {
	script string
	change func(*recording.Recording)
}{
	"amira": {good, func(*recording.Recording) {}},
	"ben":   {good, func(r *recording.Recording) { eachLine(r, "__Host-session", "; HttpOnly", "") }},
	"chloe": {good, func(r *recording.Recording) {
		eachLine(r, "__Host-session", "; HttpOnly", "")
		eachLine(r, "theme", "; Secure", "")
		fail(r, recording.Logout)
	}},
	"dora": {good, func(r *recording.Recording) { fail(r, recording.Visit) }},
	"emil": {"exit 1", nil},
}

// eachLine changes the Set-Cookie headers of a cookie, and what Chrome made of them.
func eachLine(r *recording.Recording, cookie, old, new string) {
	for i := range r.Scenes {
		for j := range r.Scenes[i].Exchanges {
			for k := range r.Scenes[i].Exchanges[j].Lines {
				if l := &r.Scenes[i].Exchanges[j].Lines[k]; l.Name == cookie {
					l.Text = strings.ReplaceAll(l.Text, old, new)
				}
			}
		}
	}
}

func fail(r *recording.Recording, stage recording.Stage) {
	for i := range r.Scenes {
		if r.Scenes[i].Stage == stage {
			r.Scenes[i] = recording.Scene{Stage: stage, State: recording.Failed, Reason: "the page did not load"}
		}
	}
}

// TestTheReportsOfAClassAgree on marks, counts and words, whatever became of a submission.
func TestTheReportsOfAClassAgree(t *testing.T) {
	out := t.TempDir()
	var grades []reports.Grade
	for _, name := range slices.Sorted(maps.Keys(members)) {
		member := members[name]
		c, _ := newClass(t, map[string]string{name: member.script})
		c.Out, c.Judge = out, judge.Run
		c.Rubric.Parts = []config.Part{
			{Title: "Scripts cannot read the session", Points: 10, Checks: []string{"set/http-only"}},
			{Title: "The logout", Points: 20, Checks: []string{"session/logout-clears-client", "session/logout-ends-server-side"}},
			{Title: "All of set", Points: 9, Checks: []string{"set"}, Partial: true},
		}
		c.Gather = func(context.Context, gather.Options) (*recording.Recording, error) {
			file, err := os.Open("../../fixtures/recordings/lab.json")
			if err != nil {
				return nil, err
			}
			defer file.Close()
			seen, err := recording.Read(file)
			if err == nil {
				member.change(seen)
			}
			return seen, err
		}
		graded, err := c.Grade(t.Context())
		if err != nil || len(graded) != 1 {
			t.Fatal(name, err)
		}
		grades = append(grades, graded...)
	}
	whole, _ := newClass(t, nil)
	whole.Out = out
	if _, err := whole.WriteClass(grades); err != nil {
		t.Fatal(err)
	}
	outcomes := map[string]bool{}
	for _, g := range grades {
		for _, m := range g.Parts {
			outcomes[m.Outcome] = true
		}
		t.Run(g.Submission, func(t *testing.T) { agrees(t, out, g) })
	}
	if len(outcomes) != 3 {
		t.Errorf("the class has parts that are %v alone", outcomes)
	}
	inClass(t, out, grades)
}

// agrees holds the files of one submission to its grade.
func agrees(t *testing.T, out string, g reports.Grade) {
	read := func(name string) string {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(out, g.Submission, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	text := read("feedback.md")
	if !strings.Contains(text, feedback.Overview(g)) {
		t.Errorf("feedback.md lacks %q", feedback.Overview(g))
	}
	var want, got []string
	for _, m := range g.Parts {
		points := fmt.Sprintf("%d of %d", m.Score, m.Points)
		if m.Outcome == reports.Inconclusive {
			points = fmt.Sprintf("not graded, of %d", m.Points)
		}
		want = append(want, fmt.Sprintf("%s (%s)", m.Title, points))
	}
	for _, m := range regexp.MustCompile(`(?m)^## (.*)$`).FindAllStringSubmatch(text, -1) {
		got = append(got, m[1])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the parts of feedback.md: %s", diff)
	}

	var scope struct {
		Score  int
		Output string
		Tests  []struct {
			Score                int
			Max                  int `json:"max_score"`
			Status, Name, Output string
		}
	}
	var classroom struct {
		Score int
		Max   int `json:"max-score"`
		Tests []struct {
			Name   string `json:"test-name"`
			Passed bool
			Score  int
			Max    int `json:"max-score"`
			Output string
		}
	}
	if err := json.Unmarshal([]byte(read("results.json")), &scope); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(read("result.json")), &classroom); err != nil {
		t.Fatal(err)
	}
	if scope.Score != g.Score() || classroom.Score != g.Score() || classroom.Max != g.Points() || scope.Output != feedback.Overview(g) {
		t.Errorf("Gradescope has %d points, Classroom 50 %d of %d, the grade %d of %d", scope.Score, classroom.Score, classroom.Max, g.Score(), g.Points())
	}
	if len(scope.Tests) != len(g.Parts) || len(classroom.Tests) != len(g.Parts) {
		t.Fatalf("%d parts, %d tests for Gradescope, %d for Classroom 50", len(g.Parts), len(scope.Tests), len(classroom.Tests))
	}
	for i, m := range g.Parts {
		status := map[string]string{reports.Pass: "passed", reports.Fail: "failed"}[m.Outcome]
		a, b := scope.Tests[i], classroom.Tests[i]
		if a.Score != m.Score || a.Max != m.Points || a.Name != m.Title || a.Status != status || b.Score != m.Score || b.Max != m.Points || b.Name != m.Title || b.Passed != (m.Outcome == reports.Pass) {
			t.Errorf("part %+v is %+v and %+v", m, a, b)
		}
		if a.Output != feedback.Part(g, m) || b.Output != a.Output {
			t.Errorf("of %s Gradescope says\n%s\nClassroom 50\n%s", m.Title, a.Output, b.Output)
		}
	}
	found(t, g, text, read)
}

// found holds what cost points to the failures of the submission's own report, and these to what cost points.
func found(t *testing.T, g reports.Grade, text string, read func(string) string) {
	run, err := jsonreport.Read(strings.NewReader(read("run.json")))
	if err != nil {
		t.Fatal(err)
	}
	var inRun, inParts, inPage, inJUnit []string
	for _, r := range run.Results {
		if r.Outcome == reports.Fail && r.Gating {
			inRun = append(inRun, r.ID+" on "+r.Subject.String())
		}
	}
	for _, m := range g.Parts {
		for _, r := range m.Findings {
			if r.Outcome == reports.Fail {
				inParts = append(inParts, r.ID+" on "+r.Subject.String())
			}
		}
	}
	if diff := cmp.Diff(distinct(inRun), distinct(inParts)); diff != "" {
		t.Errorf("what fails the run, and what cost points: %s", diff)
	}
	titles := strings.Count(text, "\n- **") - strings.Count(text, ": see above\n")
	if titles != len(distinct(inParts)) {
		t.Errorf("feedback.md tells %d findings, want %d", titles, len(distinct(inParts)))
	}
	for _, m := range regexp.MustCompile(`(?s)<p class="kind"><b>Fails the run</b>.{1,100}?<code>([^<]+)</code></p>`).FindAllStringSubmatch(read("report.html"), -1) {
		inPage = append(inPage, m[1])
	}
	var file struct {
		Cases []struct {
			Name    string    `xml:"name,attr"`
			Failure *struct{} `xml:"failure"`
		} `xml:"testsuite>testcase"`
	}
	if err := xml.Unmarshal([]byte(read("junit.xml")), &file); err != nil {
		t.Fatal(err)
	}
	for _, c := range file.Cases {
		if c.Failure != nil {
			id, _, _ := strings.Cut(c.Name, " ")
			inJUnit = append(inJUnit, id)
		}
	}
	var ids []string
	for _, name := range inRun {
		id, _, _ := strings.Cut(name, " on ")
		ids = append(ids, id)
	}
	if !slices.Equal(distinct(ids), distinct(inPage)) || !slices.Equal(distinct(ids), distinct(inJUnit)) {
		t.Errorf("run.json has %v, report.html %v, junit.xml %v", distinct(ids), distinct(inPage), distinct(inJUnit))
	}
}

func distinct(names []string) []string { return slices.Compact(slices.Sorted(slices.Values(names))) }
