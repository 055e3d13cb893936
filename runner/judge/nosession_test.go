package judge_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/entropy"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/session"
	"github.com/cookiespec/cookiespec/suites/set"
)

// noLogin is what a run without a login records of the stages that need one.
func noLogin() Element {
	return func(p *Player) {
		for _, stage := range []recording.Stage{recording.Login, recording.Replay} {
			Unneeded(stage, "no login was given")(p)
		}
	}
}

// chosen are checks of cookies in general, of sessions by role, and of what a login needs.
func chosen() check.Catalogue {
	return check.Catalogue{says("set/a", check.High, check.Pass("fine")), set.HTTPOnly, entropy.Capacity, session.RotatesAtLogin}
}

// TestNoSession: why no session was judged, what changes that, and what it makes of the run.
func TestNoSession(t *testing.T) {
	t.Parallel()
	visit := Visit(Get("/").Sets("PHPSESSID=31d4f2a0c7b8e6d95a1b77c0ffee2b6d; Path=/; HttpOnly"))
	begins := []Step{Get("/login").Sets("PHPSESSID=31d4f2a0c7b8e6d95a1b77c0ffee2b6d; Path=/; HttpOnly"), Look(recording.BeforeLogin), submits("/login").Sets("PHPSESSID=c7b8e6d95a1b31d4f2a077c0ffee2b6d; Path=/; HttpOnly"), Look(recording.AfterLogin)}
	login := func(answer recording.Answer) Element {
		return Login(append(slices.Clone(begins), Ask(recording.LoggedIn, answer))...)
	}
	baseline := judge.Options{Policy: "baseline", FailOn: check.High}
	required := judge.Options{Policy: "baseline", FailOn: check.High, Require: []string{"session"}}
	for name, test := range map[string]struct {
		elements  []Element
		catalogue check.Catalogue
		options   judge.Options
		reason    string // empty: a session was judged
		remedy    string
		suspected string
		exit      int
		required  string
	}{
		"no login was asked for": {
			elements: []Element{visit, noLogin()}, catalogue: chosen(), options: baseline,
			reason: "no login was asked for", remedy: "--user", suspected: "PHPSESSID", exit: 0,
		},
		"and it is required": {
			elements: []Element{visit, noLogin()}, catalogue: chosen(), options: required,
			reason: "no login was asked for", remedy: "--user", suspected: "PHPSESSID", exit: 3, required: "--require session",
		},
		"and a level of ASVS requires it": {
			elements: []Element{visit, noLogin()}, catalogue: chosen(), options: judge.Options{Policy: "asvs-l1"},
			reason: "no login was asked for", remedy: "--user", suspected: "PHPSESSID", exit: 3, required: "--policy asvs-l1",
		},
		"what is declared is not suspected": {
			elements: []Element{Role("PHPSESSID", "session"), visit, noLogin()}, catalogue: check.Catalogue{says("set/a", check.High, check.Pass("fine")), session.RotatesAtLogin}, options: baseline,
			reason: "no login was asked for", remedy: "--user", exit: 0,
		},
		"the site was never opened": {
			elements: []Element{Failed(recording.Visit, "nothing listens there"), noLogin()}, catalogue: chosen(), options: baseline, exit: 3,
		},
		"no check of sessions is chosen": {
			elements: []Element{visit, noLogin()}, catalogue: chosen()[:1], options: baseline, exit: 0,
		},
		"none is chosen, under a level of ASVS": {
			elements: []Element{visit, noLogin()}, catalogue: chosen()[:1], options: judge.Options{Policy: "asvs-l2"}, exit: 0,
		},
		"none is chosen, and it is required": {
			elements: []Element{visit, noLogin()}, catalogue: chosen()[:1], options: required, exit: 3,
		},
		"the login failed": {
			elements:  []Element{Account(), visit, Failed(recording.Login, "the login failed: the form was shown again"), Failed(recording.Replay, "the login failed: the form was shown again")},
			catalogue: chosen(), options: baseline,
			reason: "the login failed: the form was shown again", remedy: "login:", suspected: "PHPSESSID", exit: 3,
		},
		"the login led nowhere": {
			elements:  []Element{Account(), visit, login(recording.Out), Failed(recording.Replay, "nobody is logged in")},
			catalogue: chosen(), options: baseline,
			reason: "nobody was logged in", remedy: "login:", suspected: "PHPSESSID", exit: 3,
		},
		"the experiments broke": {
			elements:  []Element{Account(), visit, login(recording.In), Failed(recording.Replay, "/account did not answer within 10 s")},
			catalogue: chosen(), options: baseline,
			reason: "it could not be found out which cookies carry the login: /account did not answer within 10 s", remedy: "role: session", exit: 3,
		},
		"the control failed": {
			elements:  []Element{Account(), visit, login(recording.In), Replay(Ask(recording.WithAll, recording.Out))},
			catalogue: chosen(), options: baseline,
			reason: "all cookies of the login together do not show it in an empty browser", remedy: "role: session", exit: 3,
		},
		"no cookie carries it": {
			elements:  []Element{Account(), visit, login(recording.In), Replay(Ask(recording.WithAll, recording.In), AskOf(recording.Without, "PHPSESSID", recording.In))},
			catalogue: chosen(), options: baseline,
			reason: "no cookie was found to carry the login", remedy: "role: session", exit: 3,
		},
		"no cookie carries it, and nothing fails the run": {
			elements:  []Element{Account(), visit, login(recording.In), Replay(Ask(recording.WithAll, recording.In), AskOf(recording.Without, "PHPSESSID", recording.In))},
			catalogue: chosen(), options: judge.Options{Policy: "baseline", Never: true},
			reason: "no cookie was found to carry the login", remedy: "role: session", exit: 0,
		},
		"a session was judged": {
			elements: []Element{Account(), visit, login(recording.In), Replay(Bears("PHPSESSID")...)}, catalogue: chosen(), options: required, exit: 0,
		},
		"a session is known, and nothing of it decided": {
			elements:  []Element{Account(), visit, login(recording.In), Replay(Bears("PHPSESSID")...)},
			catalogue: check.Catalogue{says("set/a", check.High, check.Pass("fine")), session.NoAdoption}, options: baseline,
			reason: "no check of it could be decided", remedy: "reasons", exit: 3,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := judge.Run(Record(test.elements...), test.catalogue, test.options)
			if run.Exit != test.exit {
				t.Errorf("exit %d, expected %d; trouble %q", run.Exit, test.exit, run.Trouble)
			}
			if run.NoSession == nil || test.reason == "" {
				if run.NoSession != nil || test.reason != "" {
					t.Errorf("%+v, expected the reason %q", run.NoSession, test.reason)
				}
				return
			}
			n := run.NoSession
			if n.Reason != test.reason || !strings.Contains(n.Remedy, test.remedy) || n.Required != test.required {
				t.Errorf("%+v, expected the reason %q", n, test.reason)
			}
			if len(n.NotRun) == 0 {
				t.Error("no check is said not to have run")
			}
			var names []string
			for _, s := range n.Suspected {
				names = append(names, s.Name)
			}
			if strings.Join(names, " ") != test.suspected {
				t.Errorf("suspected %q, expected %q", names, test.suspected)
			}
			if run.Reservation() != "no session was judged" {
				t.Errorf("the headline says %q", run.Reservation())
			}
		})
	}
}

// TestNotRun: the checks without a verdict, under one reason for what has one.
func TestNotRun(t *testing.T) {
	t.Parallel()
	run := judge.Run(Record(Visit(Get("/").Sets("PHPSESSID=31d4f2a0c7b8e6d95a1b77c0ffee2b6d; Path=/; HttpOnly")), noLogin()), append(chosen(), session.LoadBearing), judge.Options{Policy: "baseline", FailOn: check.High})
	var lines []string
	for _, n := range run.NoSession.NotRun {
		lines = append(lines, n.Reason+": "+strings.Join(n.Checks, " "))
	}
	text := strings.Join(lines, "\n")
	if !strings.Contains(text, "no login was given: session/load-bearing session/rotates-at-login") || !strings.Contains(text, "set/http-only") || strings.Contains(text, "set/a") {
		t.Error(text)
	}
}

// TestThePartAndTheWholeAgree: what is inconclusive under --only is not passed as a whole without the headline saying so.
func TestThePartAndTheWholeAgree(t *testing.T) {
	t.Parallel()
	begins := Login(Get("/login"), Look(recording.BeforeLogin), submits("/login").Sets(member), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.In))
	for name, test := range map[string]struct {
		recording []Element
		options   judge.Options
		only      check.Check
		headline  string
	}{
		"no cookie carries the login": {
			[]Element{Account(), Visit(Get("/").Sets("theme=dark")), begins, Replay(Ask(recording.WithAll, recording.In))},
			judge.Options{Policy: "baseline", FailOn: check.High}, session.RotatesAtLogin, "no session was judged",
		},
		"a stage broke whose check does not fail the run": {
			[]Element{Account(), Visit(Get("/").Sets("theme=dark")), begins, Replay(Bears("sid", "theme")...), Failed(recording.Fixation, "it answers 500")},
			judge.Options{Policy: "baseline", FailOn: check.Critical}, session.NoAdoption, "inconclusive: session/no-adoption",
		},
		"and whose check does": {
			[]Element{Account(), Visit(Get("/").Sets("theme=dark")), begins, Replay(Bears("sid", "theme")...), Failed(recording.Fixation, "it answers 500")},
			judge.Options{Policy: "baseline", FailOn: check.High}, session.NoAdoption, "inconclusive: session/no-adoption",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			part := judge.Run(Record(test.recording...), check.Catalogue{test.only}, test.options)
			whole := judge.Run(Record(test.recording...), append(chosen(), test.only), test.options)
			if part.Exit != 3 {
				t.Errorf("the part has exit %d, trouble %q", part.Exit, part.Trouble)
			}
			if whole.Reservation() != test.headline || whole.Exit != 0 && whole.Exit != 3 {
				t.Errorf("the whole has exit %d and says %q", whole.Exit, whole.Reservation())
			}
		})
	}
}

// TestAnExcusedCheckIsNoReservation: what the user accepted is not held against the headline.
func TestAnExcusedCheckIsNoReservation(t *testing.T) {
	t.Parallel()
	run := reports.Run{Login: &reports.Login{Asked: "/account"}, Results: []reports.Result{
		{ID: "session/no-adoption", Session: true, Severity: "high", Outcome: reports.Inconclusive, Waived: &reports.Waived{Reason: "why"}},
		{ID: "session/back-button", Session: true, Severity: "medium", Outcome: reports.Inconclusive},
		{ID: "set/secure", Severity: "high", Outcome: reports.Inconclusive},
	}}
	if got := run.Reservation(); got != "" {
		t.Error(got)
	}
}
