package session

import (
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// logout is a login, and a logout whose answer sets lines.
func logout(line string, more ...Step) Element {
	return Logout(slices.Concat(logsIn(one), []Step{Look(recording.BeforeLogout), Post("/logout").Sets(line), Look(recording.AfterLogout)}, more)...)
}

// after is a login of part Logout, and what was asked after the logout.
func after(more ...Step) Element { return Logout(slices.Concat(logsIn(one), more)...) }

func TestLogoutClearsClient(t *testing.T) {
	t.Parallel()
	jwt := func(k *recording.Kept) { k.Value.Form = "jwt" }
	beside := func(line string) Element {
		return Logout(slices.Concat([]Step{Get("/").Sets(one)}, logsIn("pair=77aa0c1dd7e28c6f5a1177aa0c1dd7e2; HttpOnly"),
			[]Step{Look(recording.BeforeLogout), Post("/logout").Sets(line), Look(recording.AfterLogout)})...)
	}
	both := Replay(Ask(recording.WithAll, recording.In), Ask(recording.WithoutAll, recording.Out), AskOf(recording.Without, "sid", recording.Out),
		AskOf(recording.Without, "pair", recording.Out))
	Table(t, LogoutClearsClient, append([]Row{
		Passes("gone", "gone from the jar", logout(gone), carried()),
		Passes("replaced", "replaced in the jar", logout(two), carried()),
		Passes("what storage holds is none of the login", "gone from the jar", logout(gone, Keeps(recording.AfterLogout, "local", "theme", "dark")), carried()),
		Passes("a token that was there before the login", "gone from the jar",
			login(one, Keeps(recording.AtStart, "local", "visitor", "x", jwt)), logout(gone, Keeps(recording.AfterLogout, "local", "visitor", "y", jwt)), carried()),
		Passes("a token that is gone after the logout", "gone from the jar", logout(gone, Keeps(recording.AfterLogin, "local", "token", "x", jwt)), carried()),
		Fails("left there", "in the jar with its value after the logout", logout("other=1"), carried()).Of("sid"),
		Passes("left as it was before the login, beside another secret that is gone", "also needs pair, which the logout took", beside("pair=; Max-Age=0"), both).Of("sid"),
		Fails("left as it was before the login, as the other is", "in the jar with its value", beside("other=1"), both).Of("sid"),
		Fails("left as it was before the login, and needed alone", "in the jar with its value", beside("pair=; Max-Age=0"), carried()).Of("sid"),
		Fails("a word in its place", "a word of 7 letters", logout("sid=deleted; Path=/; HttpOnly"), carried()).Of("sid").At(check.Low),
		Passes("emptied", "replaced in the jar", logout("sid=; Path=/; HttpOnly"), carried()),
		Fails("left there, and sent", "in the jar with its value", logout("other=1", Get("/account")), carried()).Of("sid"),
		Fails("deleted with another path", "in the jar with its value", logout("sid=; Max-Age=0; Path=/app"), carried()).Of("sid"),
		Fails("its value in the storage", "the local storage of the page still holds the value of sid",
			logout(gone, Keeps(recording.AfterLogout, "local", "s", "31d4d96e407aad42b2c9")), carried()),
		Fails("a token in the storage", "the session storage of the page still holds a token (JWT)", logout(two, Keeps(recording.AfterLogout, "session", "token", "x", jwt)), carried()),
		Fails("the value was in the storage from the start", "still holds the value of sid",
			login(one, Keeps(recording.AtStart, "local", "s", "x")), logout(gone, Keeps(recording.AfterLogout, "local", "s", "31d4d96e407aad42b2c9")), carried()),
		Skips("not there before", "not in the jar before the logout", Visit(Get("/").Sets(one)),
			Logout(Ask(recording.LoggedIn, recording.In), Look(recording.BeforeLogout), Post("/logout"), Look(recording.AfterLogout)), carried()),
		Undecided("nobody looked before", "not read before the logout", after(Look(recording.AfterLogout)), carried()),
		Undecided("nobody looked after", "not read after the logout", after(Look(recording.BeforeLogout)), carried()),
		Undecided("the login does not hold", "not seen to hold", Visit(Get("/").Sets(one)), Logout(Ask(recording.LoggedIn, recording.Out)), carried()),
		Undecided("the logout failed", "logout: no way to log out was found", Visit(Get("/").Sets(one)), Failed(recording.Logout, "no way to log out was found"), carried()),
	}, blind(logout(gone))...)...)
}

func TestLogoutClearsClientShowsTheRequestThatCarriedIt(t *testing.T) {
	t.Parallel()
	c := Case(logout("other=1", Get("/account")), carried())
	v := LogoutClearsClient.Apply(c, Named(c, "sid"))
	if len(v.Evidence) != 2 || v.Evidence[0].At != "logout@after-logout" || v.Evidence[1].At != "logout#3" {
		t.Errorf("evidence is %v", v.Evidence)
	}
}

func TestLogoutEndsServerSide(t *testing.T) {
	t.Parallel()
	visit := Visit(Get("/").Sets(one))
	control := Ask(recording.BeforeOut, recording.In)
	Table(t, LogoutEndsServerSide,
		Passes("ended", "show no login after it", visit, logout(gone, Ask(recording.LoggedOut, recording.Out)), carried(control, Ask(recording.AfterOut, recording.Out))),
		Passes("ended, though the cookie stays", "show no login after it", visit, logout("other=1"), carried(control, Ask(recording.AfterOut, recording.Out))),
		Fails("still in", "logged in with the cookies from before the logout", visit, logout(gone), carried(control, Ask(recording.AfterOut, recording.In))),
		Fails("a token that holds its own proof", "waive it: `waivers: [{check: session/logout-ends-server-side, reason: …}]`",
			logout(gone), formed("signed"), carried(control, Ask(recording.AfterOut, recording.In))),
		Fails("a value whose signature is beside it", "looks like a stateless session (signed by sid.sig)",
			Logout(slices.Concat(logsIn(one, "sid.sig=31d4; HttpOnly"), []Step{Look(recording.BeforeLogout), Post("/logout").Sets(gone), Look(recording.AfterLogout)})...),
			Replay(slices.Concat(Bears("sid"), Bears("sid.sig"), []Step{control, Ask(recording.AfterOut, recording.In)})...)),
		Fails("the browser itself is still in", "the browser that logged out is still logged in", visit,
			logout(two, Ask(recording.LoggedOut, recording.In)), carried(control, Ask(recording.AfterOut, recording.Out))),
		Passes("the browser shows a page out of its cache", "show no login after it", visit,
			logout(gone, Ask(recording.LoggedOut, recording.In)), carried(control, Ask(recording.AfterOut, recording.Out))),
		Passes("logged in again by a provider", "show no login after it", visit,
			logout(gone, again("https://login.example/authorize"), Ask(recording.LoggedOut, recording.In)), carried(control, Ask(recording.AfterOut, recording.Out))),
		Fails("logged in again by the site itself", "the browser that logged out is still logged in", visit,
			logout(two, again("/again"), Ask(recording.LoggedOut, recording.In)), carried(control, Ask(recording.AfterOut, recording.Out))),
		Fails("earlier cookies are still in", "those from right after the login are still logged in, 11s after the logout", visit, logout(gone), carried(control,
			Ask(recording.AfterOut, recording.Out), Ask(recording.EarlierOut, recording.In, waited(11)))),
		Passes("earlier cookies are in for a grace period", "show no login after it", visit, logout(gone), carried(control,
			Ask(recording.AfterOut, recording.Out), Ask(recording.EarlierOut, recording.In), Ask(recording.EarlierOut, recording.Out, waited(11)))),
		Undecided("earlier cookies get no answer", "neither logged in nor out", visit, logout(gone), carried(control,
			Ask(recording.AfterOut, recording.Out), Ask(recording.EarlierOut, recording.Unclear))),
		Fails("the browser itself is still in, and nothing was replayed", "the browser that logged out is still logged in", visit, logout(two, Ask(recording.LoggedOut, recording.In)), carried()),
		Undecided("the control fails", "does not show a login even before the logout", visit, logout(gone), carried(Ask(recording.BeforeOut, recording.Out), Ask(recording.AfterOut, recording.Out))),
		Undecided("no control", "nobody asked with the cookies of the login before", visit, logout(gone), carried(Ask(recording.AfterOut, recording.Out))),
		Undecided("nobody asked after", "nobody asked", visit, logout(gone), carried(control)),
		Undecided("a server error after", "neither logged in nor out", visit, logout(gone), carried(control, Ask(recording.AfterOut, recording.Broken))),
		Undecided("too many requests after", "neither logged in nor out", visit, logout(gone), carried(control, Ask(recording.AfterOut, recording.Unclear))),
		Undecided("the logout failed", "logout: no way", visit, Failed(recording.Logout, "no way to log out was found"), carried(control)),
		Skips("no logout is made", "logout: a state was handed over", visit, Unneeded(recording.Logout, "a state was handed over"), carried(control)),
	)
}

// again is a page that leads to a provider of logins and back, which gives a new session.
func again(provider string) *Exchange {
	return Get("/account").Status(302).Then(Get(provider).Status(302).Then(Get("/callback").Status(302).Sets(two).Then(Get("/account"))))
}

func waited(seconds recording.Seconds) func(*recording.Probe) {
	return func(p *recording.Probe) { p.Waited = seconds }
}

// TestWhatFollowsFromALogoutThatDidNothing is judged once.
func TestWhatFollowsFromALogoutThatDidNothing(t *testing.T) {
	t.Parallel()
	c := Case(Visit(Get("/").Sets(one)), Logout(slices.Concat(logsIn(one), []Step{
		Ask(recording.SecondTab, recording.In), Look(recording.BeforeLogout), Post("/logout"), Look(recording.AfterLogout),
		Ask(recording.WentBack, recording.In, func(p *recording.Probe) { p.From = recording.FromTarget }), Ask(recording.LoggedOut, recording.In),
		Ask(recording.OtherTab, recording.In), Ask(recording.ReloggedIn, recording.In),
	})...), carried())
	for _, one := range []check.Check{BackButton, OtherTabs, LogoutClearsClient, ReloginIsNew} {
		if v := one.Apply(c, one.Subjects(c)[0]); v.Outcome != check.Undecided || !strings.Contains(v.Reason, "the logout did not log out") {
			t.Errorf("%s: %s %s%s", one.ID, v.Outcome, v.Reason, v.Actual)
		}
	}
}

func TestRememberMeEndsAtLogout(t *testing.T) {
	t.Parallel()
	out := func(more ...Step) Element { return RememberedLogout(more...) }
	before, left := Ask(recording.LoggedIn, recording.In), Ask(recording.LoggedOut, recording.Out)
	Table(t, RememberMeEndsAtLogout,
		Passes("ended", "show no login after the logout", out(before, left, Ask(recording.AfterOut, recording.Out))),
		Fails("still in", "the browser is still logged in", out(before, Ask(recording.LoggedOut, recording.In))),
		Fails("the token lives", "logged in with the cookies of the remembered login", out(before, left, Ask(recording.AfterOut, recording.In))),
		Skips("no logout ends anything", "see session/logout-ends-server-side", Visit(Get("/").Sets(one)), carried(Ask(recording.AfterOut, recording.In)),
			out(before, left, Ask(recording.AfterOut, recording.In))),
		Skips("not remembered", "did not last until its logout", out(Ask(recording.LoggedIn, recording.Out))),
		Undecided("no answer before", "not seen to hold", out(Ask(recording.LoggedIn, recording.Unclear))),
		Undecided("no answer after", "neither logged in nor out", out(before, left, Ask(recording.AfterOut, recording.Unclear))),
		Undecided("nobody asked after", "nobody asked", out(before, left)),
		Skips("no box", "no box", Unneeded(recording.RememberMeLogout, "no box")),
	)
}

func TestOnlyStatelessSessionsAreCalledThat(t *testing.T) {
	t.Parallel()
	c := Case(logout(gone), carried(Ask(recording.BeforeOut, recording.In), Ask(recording.AfterOut, recording.In)))
	if v := LogoutEndsServerSide.Apply(c, LogoutEndsServerSide.Subjects(c)[0]); v.Actual != "logged in with the cookies from before the logout" {
		t.Errorf("an opaque value: %s", v.Actual)
	}
}

func TestBackButton(t *testing.T) {
	t.Parallel()
	back := func(answer recording.Answer, from recording.PageFrom, reasons ...string) Element {
		return after(Ask(recording.WentBack, answer, func(p *recording.Probe) { p.From, p.Reasons = from, reasons }))
	}
	Table(t, BackButton,
		Passes("asked for again", "was asked for again, and shows no login", back(recording.Out, recording.FromTarget)),
		Passes("not kept, and why", "not kept in memory: MainResourceHasCacheControlNoStore", back(recording.Out, recording.FromTarget, "MainResourceHasCacheControlNoStore")),
		Passes("from memory, where a script took it away", "came back from memory (bfcache), and shows no login", back(recording.Out, recording.FromMemory)),
		Passes("from the cache, of one who was not logged in", "came back from the cache, and shows no login", back(recording.Out, recording.FromCache)),
		Fails("from memory", "came back from memory (bfcache), as it was", back(recording.In, recording.FromMemory)),
		Fails("from memory, against no-store", "though it says no-store: Chrome heeds that in memory once a cookie changes",
			after(Get("/account").Says("Cache-Control", "No-Store, private"), Ask(recording.WentBack, recording.In, func(p *recording.Probe) { p.From = recording.FromMemory }))),
		Fails("from the cache", "came back from the cache, as it was", back(recording.In, recording.FromCache)),
		Fails("from a server that did not log out", "still logged in", back(recording.In, recording.FromTarget)),
		Undecided("nobody knows from where", "was not seen", back(recording.Out, recording.FromNobody)),
		Undecided("nobody knows from where, and shown", "was not seen", back(recording.In, recording.FromNobody)),
		Undecided("not said from where", "was not seen", back(recording.Out, "")),
		Undecided("a page that is neither", "neither logged in nor out", back(recording.Unclear, recording.FromTarget)),
		Undecided("a server error", "neither logged in nor out", back(recording.Broken, recording.FromTarget)),
		Undecided("nobody went back", "nobody went back", after()),
		Undecided("never logged in", "not seen to hold", Logout(Ask(recording.LoggedIn, recording.Out), Ask(recording.WentBack, recording.Out))),
		Undecided("the logout failed", "logout: no way", Failed(recording.Logout, "no way to log out was found")),
	)
}

func TestOtherTabs(t *testing.T) {
	t.Parallel()
	before := Ask(recording.SecondTab, recording.In)
	Table(t, OtherTabs,
		Passes("ended", "the other tab is logged out", Logout(before, Ask(recording.OtherTab, recording.Out))),
		Fails("still in", "the other tab is logged in", Logout(before, Ask(recording.OtherTab, recording.In))),
		Fails("logged in again by a provider", "logged in again without a password", Visit(Get("/").Sets(one)),
			Logout(slices.Concat(logsIn(one), []Step{before, Look(recording.BeforeLogout), Post("/logout").Sets(gone), Look(recording.AfterLogout),
				again("https://login.example/authorize"), Ask(recording.OtherTab, recording.In)})...),
			carried(Ask(recording.BeforeOut, recording.In), Ask(recording.AfterOut, recording.Out))),
		Undecided("not in before", "not seen to hold", Logout(Ask(recording.SecondTab, recording.Out), Ask(recording.OtherTab, recording.Out))),
		Undecided("nobody asked before", "nobody asked", Logout(Ask(recording.OtherTab, recording.Out))),
		Undecided("nobody asked after", "nobody asked", Logout(before)),
		Undecided("a server error", "neither logged in nor out", Logout(before, Ask(recording.OtherTab, recording.Broken))),
		Skips("no logout is made", "logout: a state was handed over", Unneeded(recording.Logout, "a state was handed over")),
	)
}

func TestReloginIsNew(t *testing.T) {
	t.Parallel()
	again := func(first, second string, answer recording.Answer) Element {
		return Logout(submits(first), Look(recording.BeforeLogout), Post("/logout").Sets(gone), submits(second), Look(recording.AfterRelogin), Ask(recording.ReloggedIn, answer))
	}
	Table(t, ReloginIsNew, append([]Row{
		Passes("a new value", "another value", again(one, two, recording.In), carried()),
		Fails("the same value", "the value of the login before", again(one, one, recording.In), carried()),
		Skips("a value that holds its own proof", "holds its own proof", again(one, one, recording.In), formed("signed"), carried(Ask(recording.AfterOut, recording.In))),
		Fails("a signed name of a session that the server knows", "the value of the login before", again(one, one, recording.In), formed("signed"),
			carried(Ask(recording.AfterOut, recording.Out))),
		Skips("not there the second time", "not in the jar after the second login", again(one, gone, recording.In), carried()),
		Skips("not there the first time", "not in the jar before the logout", again(gone, one, recording.In), carried()),
		Undecided("the second login does not hold", "not seen to hold", again(one, two, recording.Out), carried()),
		Undecided("no second login", "nobody asked", logout(gone), carried()),
		Undecided("nobody looked before", "not read before the logout", Logout(submits(one), Look(recording.AfterRelogin), Ask(recording.ReloggedIn, recording.In)), carried()),
		Undecided("nobody looked after", "not read after the second login", Logout(submits(one), Look(recording.BeforeLogout), Ask(recording.ReloggedIn, recording.In)), carried()),
		Undecided("the logout failed", "logout: no way", Visit(Get("/").Sets(one)), Failed(recording.Logout, "no way to log out was found"), carried()),
	}, blind(again(one, two, recording.In))...)...)
}

func TestLogoutReach(t *testing.T) {
	t.Parallel()
	account := func(by, selector string) Element {
		return Account(func(s *recording.Session) { s.LogoutBy, s.Form = by, &recording.LoginForm{Logout: selector} })
	}
	known := account("the form POST /logout", "#logout")
	form := Offers(recording.Control{Way: "form", Method: "POST", URL: "https://shop.test/logout"})
	link := Offers(recording.Control{Way: "link", Method: "GET", URL: "https://shop.test/logout"})
	button := Offers(recording.Control{Way: "button"})
	none := Offers(recording.Control{})
	elsewhere := Offers(recording.Control{Page: "https://shop.test/orders"})
	in := Ask(recording.ReloggedIn, recording.In)
	stays, ends := Logout(in, Ask(recording.PlainGet, recording.In)), Logout(in, Ask(recording.PlainGet, recording.Out))
	Table(t, LogoutReach,
		Passes("a form on each page", "a way to log out on 1 protected page", known, Login(form), stays),
		Passes("a link beside the form of a page", "a way to log out on 1 protected page", known, Login(none, form), stays),
		Passes("a script's button", "a way to log out", known, Login(button), Logout()),
		Passes("a link to a page that asks once more", "a way to log out", known, Login(link), stays),
		Fails("an image logs out", "a plain GET of the logout, as an image makes it, logs the user out", known, Login(form), ends),
		Undecided("a link that no image was tried with: it may lead to a page that asks once more", "was not tried", known, Login(link), Logout()),
		Undecided("a link, and no logout was tried", "was not tried", known, Login(link), Failed(recording.Logout, "too many logins")),
		Undecided("an image, and nobody was logged in before", "nobody was logged in", known, Login(link), Logout(Ask(recording.ReloggedIn, recording.Out), Ask(recording.PlainGet, recording.Out))),
		Fails("a link that an image logs out by", "as an image makes it", known, Login(link), ends),
		Fails("a page without one", "no way to log out on https://shop.test/orders", known, Login(form, elsewhere), stays),
		Fails("none at all", "no way to log out was found on https://shop.test/account", account("", ""), Login(none), Unneeded(recording.Logout, "no way to log out was found")),
		Undecided("none that was recognised, but the config gives one", "that the config gives was not recognised on https://shop.test/account", account("2 steps", ""), Login(none), stays),
		Undecided("none that was recognised, and a login by steps", "was not recognised", Account(), Login(none), stays),
		Undecided("a form, and no image was tried", "was not tried", known, Login(form), Logout()),
		Undecided("an image, and no clear answer", "neither logged in nor out", known, Login(form), Logout(in, Ask(recording.PlainGet, recording.Unclear))),
		Undecided("nobody searched", "no protected page was searched", known, Login(), stays),
		Undecided("no session", "no protected page was searched", Login(form), stays),
		Undecided("the login failed", "login: refused", known, Failed(recording.Login, "refused")),
		Skips("no login", "login: no login was asked for", Unneeded(recording.Login, "no login was asked for")),
	)
}

// TestLogoutOfALoginInStorage: what is found is named by where the login lives.
func TestLogoutOfALoginInStorage(t *testing.T) {
	t.Parallel()
	c := Case(Visit(Get("/")), Logout(Ask(recording.LoggedOut, recording.Out)), Replay(Ask(recording.BeforeOut, recording.In), Ask(recording.AfterOut, recording.In)))
	c.Session = &recording.Session{Stored: []string{"localStorage (token)"}}
	v := LogoutEndsServerSide.Apply(c, LogoutEndsServerSide.Subjects(c)[0])
	if v.Outcome != check.Failed || !strings.Contains(v.Actual, "localStorage (token) held before the logout") {
		t.Errorf("%v: %s", v.Outcome, v.Actual)
	}
}
