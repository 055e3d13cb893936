package session

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestWrongPasswordEndsNothing(t *testing.T) {
	t.Parallel()
	around := func(before, after recording.Answer) Element {
		return Refused(Ask(recording.OthersRefusal, before), Ask(recording.Refusal, recording.Out), Ask(recording.OthersRefusal, after))
	}
	Table(t, WrongPasswordEndsNothing,
		Passes("still in", "is still logged in", around(recording.In, recording.In)),
		Fails("logged out", "logged out after a login with a wrong password", around(recording.In, recording.Out)),
		Skips("not in before", "no other browser was logged in", around(recording.Out, recording.Out)),
		Undecided("no answer after", "neither logged in nor out", around(recording.In, recording.Unclear)),
		Undecided("a session that ends by itself", "may have ended by itself", Account(func(s *recording.Session) { s.Expected.Idle = new(recording.Seconds) }), around(recording.In, recording.Out)),
		Undecided("nobody asked", "nobody asked another browser", Refused()),
		Undecided("no wrong password", "too many logins", Failed(recording.WrongPassword, "too many logins")),
	)
}

func TestNotAcceptedInURL(t *testing.T) {
	t.Parallel()
	visit := Visit(Get("/").Sets(one))
	by := func(answer recording.Answer) Step { return AskOf(recording.ByURL, "sid", answer) }
	Table(t, NotAcceptedInURL, append([]Row{
		Passes("not taken", "not logged in by its name and value", visit, carried(by(recording.Out))),
		Fails("taken", "logged in without any cookie, by its name and value in the query", visit, carried(by(recording.In))),
		Skips("not tried", "not tried", visit, carried()),
		Skips("another page", "that of another page", visit, carried(by(recording.Unclear))),
		Undecided("no answer", "neither logged in nor out", visit, carried(AskOf(recording.ByURL, "sid", recording.Unclear, func(p *recording.Probe) { p.Error = "no answer" }))),
		Undecided("a page for everybody", "protected at all", visit, Replay(Ask(recording.WithAll, recording.In), Ask(recording.WithoutAll, recording.In),
			AskOf(recording.Without, "sid", recording.Out), by(recording.In))),
		Undecided("the control of a declared one fails", "not seen to hold", Role("sid", "session"), visit, Replay(Ask(recording.WithAll, recording.Out), by(recording.Out))),
	}, blind(visit)...)...)
}

// relogin is a logout that leaves a line, and a login that sets another.
func relogin(left, then string) Element {
	return logout(left, Ask(recording.LoggedOut, recording.Out), submits(then), Look(recording.AfterRelogin), Ask(recording.ReloggedIn, recording.In))
}

func TestRotatesAtLogin(t *testing.T) {
	t.Parallel()
	visit := Visit(Get("/").Sets(one))
	Table(t, RotatesAtLogin, append([]Row{
		Passes("kept, beside another secret that is new", "the login also needs pair", Visit(Get("/").Sets(one)),
			Login(Look(recording.BeforeLogin), submits("pair=77aa0c1dd7e28c6f5a1177aa0c1dd7e2; HttpOnly"), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.In)),
			Replay(Ask(recording.WithAll, recording.In), Ask(recording.WithoutAll, recording.Out), AskOf(recording.Without, "sid", recording.Out),
				AskOf(recording.Without, "pair", recording.Out))).Of("sid"),
		Passes("a new value", "another value after the login", Account(), visit, login(two), carried()),
		Passes("none before", "no session before the login", Account(), Visit(Get("/")), login(one), carried()),
		Fails("the same value", "the value from before the login", Account(), visit, login(one), carried()),
		Fails("kept, and not even set again", "the value from before the login", Account(), visit, login("other=1"), carried()).Of("sid"),
		Fails("a declared cookie that other cookies make up for", "the value from before the login",
			Account(), Role("sid", "session"), visit, login(one), Replay(Ask(recording.WithAll, recording.In), AskOf(recording.Without, "sid", recording.In))),
		Fails("kept at the login after a logout", "after a logout, the next login keeps the value", Account(), Visit(Get("/")), login(one), carried(), relogin(two, two)),
		Passes("another value at each login", "no session before the login", Account(), Visit(Get("/")), login(one), carried(), relogin(two, "sid=9f3c0d1e2b4a5968778695a4; HttpOnly")),
		Passes("a value that outlived the logout", "no session before the login", Account(), Visit(Get("/")), login(one), carried(), relogin(one, one)),
		Passes("emptied at the logout", "no session before the login", Account(), Visit(Get("/")), login(one), carried(), relogin("sid=; HttpOnly", "sid=; HttpOnly")),
		Skips("taken away at the login", "not in the jar after the login", Account(), visit, login(gone), carried()),
		Undecided("handed over", "needs a fresh login", handed, visit, login(two), carried()),
		Undecided("nobody looked before", "not read before the login", Account(), visit, Login(submits(two), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.In)), carried()),
		Undecided("nobody looked after", "not read after the login", Account(), visit, Login(Look(recording.BeforeLogin), submits(two), Ask(recording.LoggedIn, recording.In)), carried()),
		Undecided("the login does not hold", "not seen to hold", Account(), visit,
			Login(Look(recording.BeforeLogin), submits(two), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.Out)), carried()),
		Undecided("the login failed", "login: refused", Account(), visit, Failed(recording.Login, "refused"), carried()),
	}, blind(visit, login(two))...)...)
}

func TestNoAdoption(t *testing.T) {
	t.Parallel()
	visit := Visit(Get("/").Sets(one))
	planted := func(first Step, lines ...string) Element {
		return Planted(append([]Step{Hold(three), first}, logsIn(lines...)...)...)
	}
	Table(t, NoAdoption, append([]Row{
		Passes("replaced when the page is opened", "replaced before the login", visit, planted(Get("/login").Sets(one), two), carried()),
		Passes("taken away when the page is opened", "replaced before the login", visit, planted(Get("/login").Sets(gone), two), carried()),
		Passes("replaced at the login", "replaced at the login", visit, planted(Get("/login"), two), carried()),
		Passes("taken away at the login", "gone after the login", visit, planted(Get("/login"), gone), carried()),
		Fails("adopted", "the planted value, and it is logged in", visit, planted(Get("/login")), carried()),
		Fails("adopted, and set again", "the planted value, and it is logged in", visit, planted(Get("/login"), three), carried()),
		Skips("nothing planted for it", "no value was planted", visit, Planted(append([]Step{Get("/login")}, logsIn(two)...)...), carried()),
		Undecided("the login does not hold", "not seen to hold", visit,
			Planted(Hold(three), Get("/login"), submits(), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.Out)), carried()),
		Undecided("nobody looked after", "not read after the login", visit, Planted(Hold(three), Get("/login"), submits(two), Ask(recording.LoggedIn, recording.In)), carried()),
		Undecided("it could not be planted", "fixation: Chrome died", visit, Failed(recording.Fixation, "Chrome died"), carried()),
		Skips("no login can be made", "fixation: a state was handed over", visit, Unneeded(recording.Fixation, "a state was handed over"), carried()),
	}, blind(visit, planted(Get("/login"), two))...)...)
}

func TestOldIDDead(t *testing.T) {
	t.Parallel()
	visit := Visit(Get("/").Sets(one))
	Table(t, OldIDDead, append([]Row{
		Passes("dead", "show no login", Account(), visit, login(two), carried(Ask(recording.BeforeIn, recording.Out))),
		Fails("alive, though there is a new one", "logged in with the cookies from before the login", Account(), visit, login(two), carried(Ask(recording.BeforeIn, recording.In))),
		Skips("none before", "no session before the login", Account(), Visit(Get("/")), login(one), carried(Ask(recording.BeforeIn, recording.Out))),
		Undecided("a server error", "neither logged in nor out", Account(), visit, login(two), carried(Ask(recording.BeforeIn, recording.Broken))),
		Undecided("too many requests", "neither logged in nor out", Account(), visit, login(two), carried(Ask(recording.BeforeIn, recording.Unclear))),
		Undecided("nobody asked", "nobody asked", Account(), visit, login(two), carried()),
		Undecided("handed over", "needs a fresh login", handed, visit, login(two), carried(Ask(recording.BeforeIn, recording.Out))),
		Undecided("the login does not hold", "not seen to hold", Account(), visit,
			Login(Look(recording.BeforeLogin), submits(two), Ask(recording.LoggedIn, recording.Unclear)), carried(Ask(recording.BeforeIn, recording.Out))),
		Undecided("nobody looked before", "not read before the login", Account(), visit, Login(submits(two), Ask(recording.LoggedIn, recording.In)), carried(Ask(recording.BeforeIn, recording.Out))),
	}, blind(visit, login(two))...)...)
}

func TestFailedLoginGrantsNothing(t *testing.T) {
	t.Parallel()
	Table(t, FailedLoginGrantsNothing,
		Passes("refused", "not logged in after a wrong password", Refused(submits(one), Ask(recording.Refusal, recording.Out))),
		Fails("logged in", "logged in after a wrong password", Refused(submits(one), Ask(recording.Refusal, recording.In))),
		Undecided("a server error", "neither logged in nor out", Refused(Ask(recording.Refusal, recording.Broken))),
		Undecided("locked out", "neither logged in nor out", Refused(Ask(recording.Refusal, recording.Unclear))),
		Undecided("nobody asked", "nobody asked", Refused()),
		Undecided("it could not be tried", "wrong-password: no form", Failed(recording.WrongPassword, "no form")),
		Skips("it cannot be tried", "wrong-password: a state was handed over", Unneeded(recording.WrongPassword, "a state was handed over")),
	)
}

func TestLoadBearing(t *testing.T) {
	t.Parallel()
	visit := Visit(Get("/").Sets(one, "theme=dark"))
	control, bare := Ask(recording.WithAll, recording.In), Ask(recording.WithoutAll, recording.Out)
	either := []Step{control, bare, AskOf(recording.Without, "sid", recording.In), AskOf(recording.Without, "theme", recording.In)}
	Table(t, LoadBearing,
		Passes("missed", "not logged in without it", visit, Replay(Bears("sid", "theme")...)),
		Passes("one of two that suffice", "one of several cookies that each log in alone", visit,
			Replay(append(either, AskOf(recording.Alone, "sid", recording.In), AskOf(recording.Alone, "theme", recording.Out))...)),
		Fails("open to everybody", "shown without any cookie", visit, Replay(control, Ask(recording.WithoutAll, recording.In), AskOf(recording.Without, "sid", recording.In))),
		Fails("open to everybody, and declared", "shown without any cookie", Role("sid", "session"), visit, Replay(control, Ask(recording.WithoutAll, recording.In))),
		Fails("declared, and not missed", "logged in without it", Role("sid", "session"), visit,
			Replay(control, bare, AskOf(recording.Without, "sid", recording.In), AskOf(recording.Without, "theme", recording.Out))).Of("sid"),
		Undecided("over before it can be used", "the login sets sid for 3s: it expires before it can be used",
			login("sid=31d4; Path=/; Max-Age=3"), Replay(Ask(recording.WithAll, recording.Out), bare)),
		Undecided("declared, and not tried", "was not opened without this cookie", Role("sid", "session"), visit, Login(), Replay(control, bare)),
		Skips("declared, and not set by the login", "the login did not set it", Role("sid", "session"), visit, Login(Forget("sid")), Replay(control, bare)).Of("sid"),
		Undecided("declared, and a server error without it", "neither logged in nor out", Role("sid", "session"), visit, Replay(control, bare, AskOf(recording.Without, "sid", recording.Broken))),
		Undecided("no single one carries it", "no single one was found", visit, Replay(either...)),
		Undecided("the control fails", "not seen to hold", visit, broken),
		Undecided("the control of a declared one fails", "not seen to hold", Role("sid", "session"), visit, Replay(Ask(recording.WithAll, recording.Unclear))),
		Undecided("nobody asked without cookies", "nobody asked", visit, Replay(control, AskOf(recording.Without, "sid", recording.Out))),
		Undecided("a server error without cookies", "neither logged in nor out", visit, Replay(control, Ask(recording.WithoutAll, recording.Broken), AskOf(recording.Without, "sid", recording.Out))),
		Undecided("the replay failed", "replay: Chrome died", visit, Failed(recording.Replay, "Chrome died")),
		Skips("no cookie at all", "no cookie that could be the session", Visit(Get("/")), broken),
		Fails("no cookie at all, and the page is shown", "shown without any cookie", Visit(Get("/")), Replay(control, Ask(recording.WithoutAll, recording.In))),
	)
}

func TestNotInURL(t *testing.T) {
	t.Parallel()
	value := "31d4d96e407aad42b2c9"
	Table(t, NotInURL, append([]Row{
		Passes("in none", "in no URL of 2 requests", login(one, Get("/account")), carried()),
		Passes("elsewhere, which is another matter", "in no URL", login(one, Leaks("page", value)), carried()),
		Passes("another value", "in no URL", login(one, Get("/account"), Leaks("url", "77aa0c1dd7e28c6f5a11")), carried()),
		Fails("in a URL", "in the URL of a request", login(one, Get("/account?s=x"), Leaks("url", value)), carried()),
		Fails("in a referer", "in the Referer of a request", login(one, Get("/account"), Leaks("referer", value)), carried()),
		Fails("that from before the login, in another part", "in the URL", Visit(Get("/").Sets(two), Leaks("url", "77aa0c1dd7e28c6f5a11")), login(one), carried()),
		Skips("too short to be told", "too short", login("sid=31d4"), carried()),
		Skips("not in the jar", "not in the jar after the login", Visit(Get("/").Sets(one), Get("/").Sets(gone)), login("theme=dark"), carried()).Of("sid"),
		Undecided("no request was seen", "no request", Visit(Get("/").Sets(one)), Login(Look(recording.AfterLogin)), carried()),
		Undecided("the login failed", "login: refused", Visit(Get("/").Sets(one)), Failed(recording.Login, "refused"), carried()),
	}, blind(login(one))...)...)
}

func TestPrivilegeStep(t *testing.T) {
	t.Parallel()
	step := func(after recording.Answer, lines ...string) Element {
		return Raised(submits(one), Look(recording.BeforeStep), Post("/sudo").Sets(lines...), Look(recording.AfterStep), Ask(recording.AfterRaise, after))
	}
	Table(t, PrivilegeStep, append([]Row{
		Passes("a new value", "another value after the step", step(recording.In, two), carried()),
		Fails("the same value", "the value from before the step", step(recording.In), carried()),
		Skips("gone after it", "not in the jar after the step", step(recording.In, gone), carried()),
		Skips("not there before", "not in the jar before the step", Raised(Look(recording.BeforeStep), submits(one), Look(recording.AfterStep), Ask(recording.AfterRaise, recording.In)), carried()),
		Undecided("the step does not hold", "not seen to hold", step(recording.Out, two), carried()),
		Undecided("nobody looked before", "not read before the step", Raised(submits(one), Look(recording.AfterStep), Ask(recording.AfterRaise, recording.In)), carried()),
		Undecided("nobody looked after", "not read after the step", Raised(submits(one), Look(recording.BeforeStep), Ask(recording.AfterRaise, recording.In)), carried()),
		Skips("no recipe", "privilege-change: the config gives no steps", Visit(Get("/").Sets(one)), Unneeded(recording.PrivilegeChange, "the config gives no steps"), carried()),
	}, blind(step(recording.In, two))...)...)
}

func TestPasswordChange(t *testing.T) {
	t.Parallel()
	before := Ask(recording.BeforeChange, recording.In)
	Table(t, PasswordChange,
		Passes("ended", "logged out once the password was changed", Changed(before, Ask(recording.AfterChange, recording.Out))),
		Fails("still in", "still logged in once the password was changed", Changed(before, Ask(recording.AfterChange, recording.In))),
		Undecided("not in before", "not seen to hold", Changed(Ask(recording.BeforeChange, recording.Out), Ask(recording.AfterChange, recording.Out))),
		Undecided("nobody asked before", "nobody asked", Changed(Ask(recording.AfterChange, recording.Out))),
		Undecided("nobody asked after", "nobody asked", Changed(before)),
		Undecided("a server error", "neither logged in nor out", Changed(before, Ask(recording.AfterChange, recording.Broken))),
		Skips("no recipe", "password-change: the config gives no steps", Unneeded(recording.PasswordChange, "the config gives no steps")),
	)
}

func TestTheSeverityOfAnUnratedVerdictIsTheChecks(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]check.Severity{
		"session/isolated": check.Critical, "session/logout-ends-server-side": check.Critical, "session/rotates-at-login": check.High,
		"session/concurrent-logins": check.Info, "session/logout-reach": check.Low, "session/back-button": check.Medium,
	} {
		if c, err := check.Catalogue(Checks).Find(id); err != nil || c.Severity != want {
			t.Errorf("%s is %s, expected %s (%v)", id, c.Severity, want, err)
		}
	}
}
