package config

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// TestARecordingBecomesSteps, in its order, with its selectors in theirs.
func TestARecordingBecomesSteps(t *testing.T) {
	t.Parallel()
	c, err := parse("f.yaml", []byte("version: 1\ntarget: https://shop.test/\nlogin: {user: ada, recording: testdata/recording.json}\n"), environment)
	if err != nil {
		t.Fatal(err)
	}
	step := func(number string, kind recipe.StepKind, text string, wait time.Duration, selectors ...string) recipe.Step {
		s := recipe.Step{Kind: kind, Text: text, At: "recording.json, step " + number, Recorded: true, Timeout: wait, Alternatives: selectors}
		if len(selectors) > 0 {
			s.Selector = selectors[0]
		}
		return s
	}
	const usual = 5 * time.Second
	want := []recipe.Step{
		step("2", recipe.Goto, "https://shop.test/login", usual),
		step("3", recipe.Click, "", usual, "aria/User name", "#user", `xpath///*[@id="user"]`, "pierce/#user"),
		step("4", recipe.FillIn, "recorded-user", usual, "aria/User name", "#user"),
		step("5", recipe.Press, "Tab", usual),
		step("7", recipe.FillIn, "recorded-hunter2", 2*time.Second, "#password", "my-form >>> #password"),
		step("8", recipe.DoubleClick, "", usual, "text/Log in"),
		step("9", recipe.WaitFor, "", usual, "#logout"),
	}
	if diff := cmp.Diff(want, c.Session.Steps); diff != "" {
		t.Error(diff)
	}
	if c.Session.Recording != "testdata/recording.json" || cmp.Diff(c.Session.Hosts, []string{"shop.test"}) != "" {
		t.Errorf("%q, hosts %q", c.Session.Recording, c.Session.Hosts)
	}
}

// TestMistakesOfRecordings say which step is meant, and what to do, and nothing that was typed.
func TestMistakesOfRecordings(t *testing.T) {
	t.Parallel()
	const fill = `{"type": "change", "value": "hunter2", "selectors": ["#a"]}`
	for text, want := range map[string]string{
		`hunter2`:              "is not JSON",
		`{"steps": "hunter2"}`: "is no recording: steps is string",
		`{"steps": []}`:        "has 0 steps, not 1 to 200",
		`{"steps": [{"type": "navigate", "url": "https://a.test/"}]}`: "fills in no field, so that it is no login",
		`["hunter2"]`:                                 "is no recording, which is an object",
		`{"steps": ["hunter2"]}`:                      "step 1 is no step of a recording, which is an object",
		`{"steps": [null]}`:                           "step 1 has no type",
		`{"steps": [{"type": "change", "value": 2}]}`: "step 1 is no step of a recording: value is number",
		`{"steps": [` + fill + `, {"type": "waitForExpression", "expression": "hunter2"}]}`:      "step 2, waitForExpression: it would run a script of the file in the page",
		`{"steps": [{"type": "customStep"}]}`:                                                    "step 1, customStep: what it means is known to its extension alone",
		`{"steps": [{"type": "hover", "selectors": ["#a"]}]}`:                                    "step 1, hover: the pointer is not moved",
		`{"steps": [{"type": "close"}]}`:                                                         "step 1, close: a login leaves its page open",
		`{"steps": [{"type": "fly"}]}`:                                                           "step 1, fly: there is no step of this type",
		`{"steps": [{"type": "navigate", "url": "chrome://newtab/"}]}`:                           "step 1, navigate: url is no address of a page on http or https",
		`{"steps": [{"type": "click", "selectors": []}]}`:                                        "step 1, click: it has no selector that can be followed",
		`{"steps": [{"type": "click", "selectors": [["#a", ""], ["::-p-text(x)"]]}]}`:            "step 1, click: it has no selector that can be followed",
		`{"steps": [{"type": "click", "selectors": ["#a"], "button": "secondary"}]}`:             "step 1, click: another button of the mouse than the first is not replayed",
		`{"steps": [{"type": "click", "selectors": ["#a"], "target": "https://b.test/"}]}`:       "step 1, click: it is done in another window",
		`{"steps": [{"type": "keyDown", "key": "F1"}]}`:                                          "step 1, keyDown: the key is none of Enter, Tab, Escape, Space, ArrowDown, ArrowUp and single characters",
		`{"steps": [{"type": "click", "selectors": ["#a"], "timeout": 0}]}`:                      "step 1, click: timeout is not a number of milliseconds from 1 to an hour",
		`{"steps": [{"type": "waitForElement", "selectors": ["#a"], "count": 3}]}`:               "step 1, waitForElement: it waits for more than that there is such an element",
		`{"steps": [{"type": "waitForElement", "selectors": ["#a"], "properties": {"a": "b"}}]}`: "step 1, waitForElement: it waits for more than that there is such an element",
		`{"steps": [` + strings.Repeat(fill+",", mostRecorded) + fill + `]}`:                     "has 201 steps, not 1 to 200",
		`{"timeout": "hunter2", "steps": [` + fill + `]}`:                                        "is no recording: timeout is string",
		`{"steps": [{"type": "change", "selectors": [["aria/a"], 7], "value": "hunter2"}]}`:      "step 1 is no step of a recording: ",
		`{"steps": [{"type": "` + strings.Repeat("x", 5000) + `\u001b", "selectors": ["#a"]}]}`:  "step 1, xxx",
	} {
		got := ""
		if _, bad := parseRecording("login.json", []byte(text)); bad != nil {
			got = bad.problem
			if bad.remedy == "" {
				t.Errorf("%.80s: no remedy", text)
			}
		}
		if !strings.HasPrefix(got, want) || strings.Contains(got, "hunter2") || strings.Contains(got, "\x1b") || len(got) > 600 {
			t.Errorf("%.80s: got %q, want %q", text, got, want)
		}
	}
}

// FuzzRecording: what is read is steps that can be taken, or a mistake with what to do about it, and never a panic.
func FuzzRecording(f *testing.F) {
	seed, err := os.ReadFile("testdata/recording.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(seed))
	f.Add(`{"steps": [{"type": "change", "value": "", "selectors": ["#a", ["b", "c"], null, [null]], "timeout": 1e300}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		steps, bad := parseRecording("f.json", []byte(text))
		if (bad == nil) != (len(steps) > 0) || bad != nil && (bad.problem == "" || bad.remedy == "") {
			t.Fatalf("%+v, %+v", steps, bad)
		}
		for _, s := range steps {
			if s.Kind == "" || s.At == "" || s.Timeout < 0 || (s.Kind == recipe.Click || s.Kind == recipe.FillIn) && s.Selector == "" {
				t.Errorf("%+v", s)
			}
		}
	})
}
