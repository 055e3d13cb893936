package annotations_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/annotations"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

// obeyed is what GitHub's runner makes of a log, command by command: "error file=a line=1 title=b::message". A command begins a
// line, blanks left aside, or is of the old form, which may stand anywhere. Stopped, the runner waits for the token.
func obeyed(log string) (commands []string) {
	known := []string{"error", "warning", "notice", "debug", "add-mask", "group", "endgroup", "set-output", "save-state", "stop-commands"}
	stopped := ""
	for line := range strings.SplitSeq(log, "\n") {
		name, properties, data := "", "", ""
		if rest, found := strings.CutPrefix(strings.TrimLeft(line, " \t\v\f\r\u0085\u00a0\u2028"), "::"); found {
			if info, message, found := strings.Cut(rest, "::"); found {
				name, properties, _ = strings.Cut(info, " ")
				data = message
			}
		}
		if _, old, found := strings.Cut(line, "##["); found && !slices.Contains(known, name) {
			info, message, _ := strings.Cut(old, "]")
			name, properties, _ = strings.Cut(info, " ")
			data = message
		}
		switch {
		case stopped != "":
			if name == stopped {
				stopped = ""
			}
		case name == "stop-commands":
			stopped = data
		case slices.Contains(known, name):
			for _, p := range strings.Split(properties, ",") {
				name += " " + unescape(p)
			}
			commands = append(commands, name+"::"+unescape(data))
		}
	}
	return commands
}

func unescape(s string) string {
	return strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(s)
}

func written(t testing.TB, run reports.Run, config string) string {
	t.Helper()
	var b bytes.Buffer
	if err := annotations.Write(&b, run, config); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAnnotations(t *testing.T) {
	t.Parallel()
	run := reporttest.Sample()
	low := run.Results[1]
	low.ID, low.Severity, low.Actual = "set/grammar", "low", "100%, a: b"
	waived := run.Results[0]
	waived.Gating, waived.Waived = false, &reports.Waived{Reason: "a kiosk"}
	run.Results = append(run.Results, low, waived)
	run.Warnings = []string{"cookiespec.yaml:9: the waiver of set/secure matches no finding"}
	run.Trouble = []string{"the entry page answers 500"}
	const cookie = "sessionid (localhost/): the session cookie came back after the browser restarted; sent with 3 requests; expected gone from the jar, or another value"
	want := []string{
		"error title=the run was not whole::the entry page answers 500",
		"error file=ci/a:b,c.yaml line=5 title=restart/session-cookie-ends (high, F-01)::" + cookie,
		"warning file=ci/a:b,c.yaml line=1 title=set/secure (medium, F-02)::sessionid (localhost/admin): the cookie lacks Secure; no Secure on 1 of 1 lines",
		"warning file=ci/a:b,c.yaml line=1 title=the config needs a look::cookiespec.yaml:9: the waiver of set/secure matches no finding",
		"notice file=ci/a:b,c.yaml line=1 title=set/grammar (low, F-03)::sessionid (localhost/admin): the cookie lacks Secure; 100%, a: b",
		"notice file=ci/a:b,c.yaml line=5 title=restart/session-cookie-ends (high, F-04)::" + cookie + "; waived: a kiosk",
	}
	if got := obeyed(written(t, run, "ci/a:b,c.yaml")); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, command := range obeyed(written(t, run, "")) {
		if strings.Contains(command, "file=") {
			t.Errorf("there is no config, and %q has a place", command)
		}
	}
}

func TestTenOfAKindAtMost(t *testing.T) {
	t.Parallel()
	run := reporttest.Sample()
	for range 30 {
		run.Results = append(run.Results, run.Results[0], run.Results[1])
	}
	count := map[string]int{}
	var last string
	for _, command := range obeyed(written(t, run, "c.yaml")) {
		kind, _, _ := strings.Cut(command, " ")
		if count[kind]++; kind == "error" {
			last = command
		}
	}
	if count["error"] != 10 || count["warning"] != 10 || last != "error title=more::and 22 more, which the summary and the reports tell" {
		t.Errorf("%v, the last error is %q", count, last)
	}
}

var commands = []string{"::error::x", "  ::add-mask::x", "##[error]x", "x ##[group]y", "::stop-commands::x", "a\n::error::x", "a%0A::error::x", "\u2028::error::x"}

// TestATargetAnnotatesNothing: whatever it says, there are as many commands as findings.
func TestATargetAnnotatesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		run := reporttest.Any(rapid.OneOf(rapid.SampledFrom(commands), reporttest.Text())).Draw(r, "run")
		var b bytes.Buffer
		if err := annotations.Write(&b, run, "c.yaml"); err != nil {
			r.Fatal(err)
		}
		findings := len(run.Trouble) + len(run.Warnings)
		if run.Reservation() != "" {
			findings++
		}
		for _, result := range run.Results {
			if result.Outcome == reports.Fail {
				findings++
			}
		}
		if got := obeyed(b.String()); len(got) != findings || strings.Count(b.String(), "\n") != findings {
			r.Fatalf("%d findings are %d commands: %q", findings, len(got), got)
		}
	})
}

func TestGuardedTextIsNotObeyed(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	err := annotations.Guarded(&b, func() error {
		for _, text := range commands {
			fmt.Fprintln(&b, text)
		}
		return errors.New("full")
	})
	fmt.Fprintln(&b, "::notice title=after::x")
	if got := obeyed(b.String()); err == nil || len(got) != 1 || got[0] != "notice title=after::x" {
		t.Errorf("%q, %v", got, err)
	}
	for _, text := range commands { // what is not guarded is
		if len(obeyed(text+"\n::notice title=after::x\n")) == 1 && !strings.Contains(text, "stop") && !strings.HasPrefix(text, "a%") {
			t.Errorf("this runner does not obey %q, so that it tells nothing", text)
		}
	}
}
