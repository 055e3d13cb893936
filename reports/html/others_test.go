package html_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/class"
	"github.com/cookiespec/cookiespec/reports/html"
	"github.com/cookiespec/cookiespec/reports/overview"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

// everyPage is each kind of page that is written, by what it is of.
func everyPage(t *testing.T) map[string]string {
	t.Helper()
	text := func(write func(io.Writer) error) string {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	run := reporttest.Sample()
	fleet := reports.Fleet{Shards: 1, Started: time.Now(), Runs: []reports.FleetRun{
		{Target: "https://shop.example/", Name: "shop", Folder: "shop", Exit: 1, Summary: run.Count(), Trouble: []string{"the entry page answers 500"}},
		{Target: "https://blog.example/", Folder: "blog", Summary: run.Count(), Reservation: "no session was judged"},
	}}
	mark := reports.Mark{Title: "The session", Points: 10, Outcome: reports.Fail}
	grades := reports.Class{Assignment: "Login", Grades: []reports.Grade{
		{Submission: "amira", Parts: []reports.Mark{mark}},
		{Submission: "ben", Parts: []reports.Mark{{Title: "The session", Points: 10, Outcome: reports.Inconclusive}}, Trouble: []string{"it could not be started"}},
	}}
	return map[string]string{
		"every outcome": written(t, run), "no session": written(t, reporttest.NoSession()), "activity": written(t, reporttest.Active()),
		"clean": written(t, clean(t)), "hostile": written(t, hostile()),
		"difference": compared(t, run, later(), 1), "history": drawn(t, run, later()),
		"login": text(func(w io.Writer) error {
			return html.WriteRehearsal(w, reports.Rehearsal{
				Target: "https://shop.example/", Wants: []reports.Want{{Name: "logged in", State: "unmet", Want: "a logout control", Got: "none", Asked: []string{"/account"}}},
				Parts: []reports.Part{{Name: "logging in", Deeds: []reports.Deed{{Do: "opened", What: "/login", Status: 200}}}},
			})
		}),
		"fleet": text(func(w io.Writer) error { return overview.Write(w, fleet) }),
		"class": text(func(w io.Writer) error { return class.HTML(w, grades) }),
	}
}

// tool is the path of a program of others that a test needs, from a variable that ci/pages sets.
func tool(t *testing.T, variable string) string {
	t.Helper()
	path := os.Getenv(variable)
	if path == "" {
		t.Skipf("%s is not set: ci/pages installs what this test needs, and runs it", variable)
	}
	return path
}

// TestPagesAreValid: html-validate, by its recommended rules, finds nothing but what is meant.
func TestPagesAreValid(t *testing.T) {
	program, dir := tool(t, "COOKIESPEC_TEST_HTML_VALIDATE"), t.TempDir()
	const rules = `{"root": true, "extends": ["html-validate:recommended"], "rules": {
		"long-title": "off",
		"no-trailing-whitespace": "off",
		"tel-non-breaking": "off",
		"prefer-native-element": ["error", {"exclude": ["group"]}]
	}}`
	if err := os.WriteFile(filepath.Join(dir, ".htmlvalidate.json"), []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, page := range everyPage(t) {
		file := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".html")
		if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		command := exec.Command(program, "--formatter", "text", file)
		command.Dir = dir
		if out, err := command.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%.3000s", name, err, out)
		}
	}
}

const axeRun = `axe.run().then(r => JSON.stringify({passed: r.passes.length, violations: r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))}))}))`

// TestPagesAreAccessible: axe-core finds no violation, light and dark, on a phone and on a desk, with all unfolded.
func TestPagesAreAccessible(t *testing.T) {
	axe, err := os.ReadFile(tool(t, "COOKIESPEC_TEST_AXE"))
	if err != nil {
		t.Fatal(err)
	}
	v := open(t)
	for name, page := range everyPage(t) {
		file := filepath.Join(t.TempDir(), "page.html")
		if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, width := range []int64{390, 1440} {
			for _, scheme := range []string{"light", "dark"} {
				v.show(file, width, scheme, true)
				ask[bool](v, `document.querySelectorAll("details").forEach(d => d.open = true); true`)
				ask[bool](v, string(axe)+"; true")
				answer, err := chromedp.Run(v.ctx, chromedp.Evaluate[string](axeRun, chromedp.EvalAwaitPromise))
				v.do(err)
				var said struct {
					Passed     int // rules that were applied and hold
					Violations []struct {
						ID, Help string
						Nodes    []string
					}
				}
				if err := json.Unmarshal([]byte(answer), &said); err != nil {
					t.Fatal(err)
				}
				if said.Passed < 10 {
					t.Errorf("%s, %d px, %s: axe applied %d rules", name, width, scheme, said.Passed)
				}
				for _, wrong := range said.Violations {
					t.Errorf("%s, %d px, %s: %s: %s:\n%s", name, width, scheme, wrong.ID, wrong.Help, strings.Join(wrong.Nodes, "\n"))
				}
			}
		}
	}
}
