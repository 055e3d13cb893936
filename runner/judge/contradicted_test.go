package judge_test

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestADeclarationThatTheExperimentsContradict is reported, and goes on to be what checks go by.
func TestADeclarationThatTheExperimentsContradict(t *testing.T) {
	t.Parallel()
	const value = "31d4f2a0c7b8e6d95a1b77c0ffee2b6d"
	login := Login(Look(recording.BeforeLogin), Post("/login").Sets("sid="+value, "node=a1"), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.In))
	replay := func(more ...Step) Element {
		return Replay(append([]Step{Ask(recording.WithAll, recording.In)}, more...)...)
	}
	lost := AskOf(recording.Without, "sid", recording.Out)
	for name, row := range map[string]struct {
		elements []Element
		want     string // empty: none
	}{
		"a session that is called a preference": {[]Element{Role("sid", "preference"), login, replay(lost)}, "sid is declared `role: preference`, and yet it carries the login"},
		"a preference that is one":              {[]Element{Role("node", "preference"), login, replay(lost, AskOf(recording.Without, "node", recording.In))}, ""},
		"a session that is one":                 {[]Element{Role("sid", "session"), login, replay(lost)}, ""},
		"a session that is only needed": {[]Element{Role("node", "session"), login, replay(lost, AskOf(recording.Without, "node", recording.Out),
			AskOf(recording.Lookalike, "sid", recording.Out))}, "node is declared `role: session`, and yet it seems to be no secret"},
		"no declaration": {[]Element{login, replay(lost)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			run := judge.Run(Record(row.elements...), chosen(), judge.Options{Policy: "baseline", FailOn: check.High})
			got := strings.Join(run.Warnings, "\n")
			if row.want == "" && got != "" || !strings.HasPrefix(got, row.want) {
				t.Errorf("warnings %q, expected %q", run.Warnings, row.want)
			}
		})
	}
}
