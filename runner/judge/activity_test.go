package judge_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/runner/judge"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// did is what the audit did, in lines.
func did(elements ...Element) []string {
	var lines []string
	for _, a := range judge.Run(Record(elements...), nil, judge.Options{Policy: "baseline"}).Activity {
		lines = append(lines, a.String())
	}
	return lines
}

const (
	anonymous = "sid=0a5e1cf0d3bb4cd98a7e; Path=/; HttpOnly"
	member    = "sid=31d4f2a0c7b8e6d95a1b; Path=/; HttpOnly"
	renewed   = "sid=c7b8e6d95a1b31d4f2a0; Path=/; HttpOnly"
)

func submits(path string) *Exchange {
	return Post(path).By(recording.LoggingIn)
}

// TestWhatTheAuditDid: each thing once, by kind, with who did it, how often and in which stages.
func TestWhatTheAuditDid(t *testing.T) {
	t.Parallel()
	login := Login(
		Get("/login"), Look(recording.BeforeLogin), submits("/login").Sets(member).Then(Get("/account").By(recording.LoggingIn)), Look(recording.AfterLogin),
		Ask(recording.LoggedIn, recording.In), Get("/account"),
	)
	for name, test := range map[string]struct {
		elements []Element
		want     []string
	}{
		"a stranger opens pages": {
			[]Element{Visit(Get("/").Sets(anonymous), Get("/cart")), Browse(Get("/"), Fetch("/cart"), Do(recording.SubResource, "/logo.png"))},
			[]string{
				"page GET https://shop.test/, 2 times, as a stranger (visit, browse)",
				"page GET https://shop.test/cart, as a stranger (visit)",
				"request GET https://shop.test/cart, as a stranger (browse)",
				"page-request, as a stranger (browse)",
			},
		},
		"redirects are answers, not acts": {
			[]Element{Visit(Get("/").Then(Get("/home")))},
			[]string{"page GET https://shop.test/, as a stranger (visit)"},
		},
		"other sites, and what answers in the site's place, are not the site": {
			[]Element{Visit(Do(recording.SubResource, "https://cdn.test/x.js")), Elsewhere(Get("/")), CrossSite(CrossPost("/pay")), Overlaid(Get("/"))},
			nil,
		},
		"a login, and pages as the user": {
			[]Element{Account(), Visit(Get("/").Sets(anonymous)), login},
			[]string{
				"login logged-in https://shop.test/login (login)",
				"form POST https://shop.test/login, as a stranger (login)",
				"page GET https://shop.test/, as a stranger (visit)",
				"page GET https://shop.test/login, as a stranger (login)",
				"page GET https://shop.test/account, as the user (login)",
			},
		},
		"a browser that was started again is the user where it sends what the login gave": {
			[]Element{
				Account(), Visit(Get("/").Sets(anonymous)),
				Login(submits("/login").Sets(member+"; Max-Age=600"), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.In)),
				Restart(Get("/account").Sets(renewed+"; Max-Age=600"), Get("/orders")), Fresh(Get("/account")), Replay(Bears("sid")...),
			},
			[]string{
				"login logged-in https://shop.test/login (login)",
				"form POST https://shop.test/login, as a stranger (login)",
				"page GET https://shop.test/, as a stranger (visit)",
				"page GET https://shop.test/account, as the user (restart)",
				"page GET https://shop.test/orders, as the user (restart)",
				"page GET https://shop.test/account, as a stranger (fresh)",
				"replay GET https://shop.test/account: all cookies of a login (replay)",
				"replay GET https://shop.test/account: no cookies (replay)",
				"replay GET https://shop.test/account: one cookie left out (replay)",
			},
		},
		"a logout, and its address as an image": {
			[]Element{Account(), Logout(
				submits("/login").Sets(member), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.In), Get("/account"),
				Post("/logout").By(recording.LoggingOut), Get("/account"), Do(recording.SubResource, "/logout"),
			)},
			[]string{
				"login logged-in https://shop.test/login (logout)",
				"logout POST https://shop.test/logout, as the user (logout)",
				"logout GET https://shop.test/logout: loaded as an image, as a stranger (logout)",
				"form POST https://shop.test/login, as a stranger (logout)",
				"page GET https://shop.test/account, as the user (logout)",
				"page GET https://shop.test/account, as a stranger (logout)",
			},
		},
		"a burst": {
			[]Element{Samples(Given("sid", "a1", "b2", "c3"))},
			[]string{"burst GET https://shop.test/, 3 times, as a stranger (samples)"},
		},
		"what the config declares": {
			[]Element{
				Account(), Visit(Get("/").Sets(anonymous)), Forged(Get("/account"), Post("/pay?amount=1"), Post("https://evil.test/pay")),
				Changed(Ask(recording.BeforeChange, recording.In), Ask(recording.AfterChange, recording.Out)),
			},
			[]string{
				"action POST https://shop.test/pay?amount=1, as a stranger (forged)",
				"action: password_change, and back, as the user (password-change)",
				"page GET https://shop.test/, as a stranger (visit)",
				"page GET https://shop.test/account, as a stranger (forged)",
			},
		},
		"cookies altered, left out, alone, old": {
			[]Element{Account(), Visit(Get("/").Sets(anonymous)), Replay(
				AskOf(recording.Tampered, "sid", recording.Out), AskOf(recording.Tampered, "sid", recording.Out), AskOf(recording.Alone, "sid", recording.In),
				Ask(recording.AfterOut, recording.Out),
			), Loss(Drop("sid", 200), DropAll(200))},
			[]string{
				"page GET https://shop.test/, as a stranger (visit)",
				"replay GET https://shop.test/account: one cookie altered, 2 times (replay)",
				"replay GET https://shop.test/account: one cookie alone (replay)",
				"replay GET https://shop.test/account: the cookies from before the logout, after it (replay)",
				"replay GET https://shop.test/: one cookie left out (cookie-loss)",
				"replay GET https://shop.test/: no cookies (cookie-loss)",
			},
		},
		"tokens in addresses": {
			[]Element{Visit(Get("/x?page=2&_wpnonce=31d4f2a0&active=0#top"), Get("/y?"), Get("/z?q=31d4f2a0c7b8&order=name"))},
			[]string{
				"page GET https://shop.test/x?page=2&_wpnonce=[masked]&active=0, as a stranger (visit)",
				"page GET https://shop.test/y, as a stranger (visit)",
				"page GET https://shop.test/z?q=[masked]&order=name, as a stranger (visit)",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := did(test.elements...)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLoginsByOutcome: the next probe of the stage says what came of a login, if it comes before the next attempt.
func TestLoginsByOutcome(t *testing.T) {
	t.Parallel()
	begin := func(steps ...Step) []Step { return append([]Step{Get("/login")}, steps...) }
	for name, test := range map[string]struct {
		stage   recording.Stage
		scene   Element
		at      []time.Duration // of the attempts, after the scene began
		outcome string
	}{
		"logged in":                  {recording.Login, Login(begin(Ask(recording.LoggedIn, recording.In))...), []time.Duration{0}, "1 logged in"},
		"the form again":             {recording.Login, Login(begin(Ask(recording.LoggedIn, recording.Out))...), []time.Duration{0}, "1 failed"},
		"no answer":                  {recording.Login, Login(begin(Ask(recording.LoggedIn, recording.Unclear))...), []time.Duration{0}, "1 with an unclear outcome"},
		"a wrong password":           {recording.WrongPassword, Refused(begin(Ask(recording.Refusal, recording.Out))...), []time.Duration{0}, "1 refused as intended (wrong password)"},
		"a wrong password logs in":   {recording.WrongPassword, Refused(begin(Ask(recording.Refusal, recording.In))...), []time.Duration{0}, "1 logged in"},
		"the stage broke":            {recording.SecondBrowser, Failed(recording.SecondBrowser, "it answers 500"), []time.Duration{0}, "1 failed"},
		"the second of two":          {recording.Logout, Logout(begin(Ask(recording.LoggedIn, recording.In))...), []time.Duration{0, 10 * time.Millisecond}, "1 logged in, 1 failed"},
		"in a stage gathered again":  {recording.Login, Login(begin(Ask(recording.LoggedIn, recording.In))...), []time.Duration{-time.Minute, 0}, "1 logged in, 1 with an unclear outcome"},
		"a stage that was not kept":  {recording.RememberMe, Visit(Get("/")), []time.Duration{0}, "1 with an unclear outcome"},
		"before a password is set":   {recording.PasswordChange, Changed(begin(Ask(recording.BeforeChange, recording.In))...), []time.Duration{0}, "1 logged in"},
		"a probe before the attempt": {recording.Login, Login(begin(Ask(recording.LoggedIn, recording.In))...), []time.Duration{time.Hour}, "1 with an unclear outcome"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := Record(Account(), test.scene)
			began := r.Started
			if s := r.Scene(test.stage); s != nil {
				began = s.Started
			}
			for _, at := range test.at {
				r.Session.Attempts = append(r.Session.Attempts, recording.Attempt{Stage: test.stage, At: began.Add(at)})
			}
			run := judge.Run(r, nil, judge.Options{Policy: "baseline"})
			got := ""
			for _, line := range run.ActivitySum() {
				if line.Label == "logins" {
					got = line.Text
				}
			}
			if got != test.outcome {
				t.Errorf("%q, expected %q", got, test.outcome)
			}
		})
	}
}

// TestLoginsOfAnOlderRecording, which has their number alone, are those that were sent.
func TestLoginsOfAnOlderRecording(t *testing.T) {
	t.Parallel()
	got := did(Account(), Login(submits("/login").Sets(member), Ask(recording.LoggedIn, recording.In)), Refused(submits("/login"), Ask(recording.Refusal, recording.Out)))
	text := strings.Join(got, "\n")
	for _, want := range []string{"login logged-in https://shop.test/login (login)", "login refused https://shop.test/login ("} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// TestNoPasswordOfATargetIsInAnAddress.
func TestNoPasswordOfATargetIsInAnAddress(t *testing.T) {
	t.Parallel()
	if got := strings.Join(did(Visit(Get("https://ada:s3cr3t@shop.test/"))), "\n"); strings.Contains(got, "s3cr3t") || !strings.Contains(got, "https://shop.test/") {
		t.Error(got)
	}
}
