package restart

import (
	"testing"
	"time"

	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

var (
	in   = Login(Ask(recording.LoggedIn, recording.In), Ask(recording.Later, recording.In))
	lost = Login(Ask(recording.LoggedIn, recording.In), Ask(recording.Later, recording.Out))
)

func again(a recording.Answer) Element { return Restart(Ask(recording.Restarted, a)) }

func wish(restart string) Element {
	return Account(func(s *recording.Session) { s.Expected.Restart = restart })
}

func TestStillLoggedIn(t *testing.T) {
	t.Parallel()
	Table(t, StillLoggedIn,
		Passes("ends, as declared", "not logged in after the restart, as declared", wish("ends"), in, again(recording.Out)),
		Passes("lasts, as declared", "still logged in after the restart, as declared", wish("lasts"), in, again(recording.In)),
		Fails("lasts, and should end", "still logged in", wish("ends"), in, again(recording.In)),
		Fails("ends, and should last", "not logged in any more", wish("lasts"), in, again(recording.Out)),
		Skips("nothing is declared", "declare `session: {restart: ends}`", Account(), in, again(recording.In)),
		Skips("no login", "no login is given", wish("ends"), Unneeded(recording.Login, "no login is given")),
		Undecided("the login was over before", "did not last until the browser was quit", wish("ends"), lost, again(recording.Out)),
		Undecided("nobody asked before", "not asked for after the login", wish("ends"), Login(), again(recording.Out)),
		Undecided("nobody asked after", "not asked for in stage restart", wish("ends"), in, Restart()),
		Undecided("too many requests", "did not tell whether the user is logged in", wish("ends"), in, again(recording.Unclear)),
		Undecided("the target broke", "did not tell whether the user is logged in", wish("ends"), in, again(recording.Broken)),
		Undecided("the restart failed", "restart: no profile", wish("ends"), in, Failed(recording.Restart, "no profile")),
	)
}

func TestRememberMe(t *testing.T) {
	t.Parallel()
	ticked := Ticked(Ask(recording.LoggedIn, recording.In))
	remembered := func(a recording.Answer) Element { return Remembered(Ask(recording.Restarted, a)) }
	const carries = "sid=31d4d96e407aad42b2c9; Max-Age=1209600"
	login := func(lines ...string) []Step {
		return []Step{Look(recording.BeforeLogin), Post("/login").Sets(lines...), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.In)}
	}
	token := []Element{
		Visit(Get("/")), Login(login("sid=31d4d96e407aad42b2c9; Path=/; Max-Age=7200")...), Replay(Bears("sid")...),
		Ticked(login("sid=8c2e96e407aad42b2c91; Path=/; Max-Age=7200", "remember=407aad42b2c9; Path=/; Max-Age=31536000")...),
	}
	Table(t, RememberMe,
		Passes("with the box, and not without", "with the box ticked, and not without", Account(), in, again(recording.Out), ticked, remembered(recording.In)),
		Passes("without, too, as declared", "without, too, as declared", wish("lasts"), in, again(recording.In), ticked, remembered(recording.In)),
		Passes("without, too, by the declared lifetime of the session cookie", "as declared",
			Account(), lasting("sid", 14*24*time.Hour), Visit(Get("/").Sets(carries)), in, Replay(Bears("sid")...), again(recording.In), ticked, remembered(recording.In)),
		Passes("a session of two hours without, and a token of a year with it", "as a short session lasts", append(token, Account(), again(recording.In), remembered(recording.In))...),
		Fails("without, too", "works without being ticked", Account(), in, again(recording.In), ticked, remembered(recording.In)),
		Fails("without, too, and declared to end", "works without being ticked", wish("ends"), in, again(recording.In), ticked, remembered(recording.In)),
		Fails("declared to end, whatever lifetime is declared", "works without being ticked",
			wish("ends"), lasting("sid", 14*24*time.Hour), Visit(Get("/").Sets(carries)), in, Replay(Bears("sid")...), again(recording.In), ticked, remembered(recording.In)),
		Fails("not with the box", "not logged in, though the box was ticked", Account(), in, again(recording.Out), ticked, remembered(recording.Out)),
		Undecided("the ticked login did not hold", "the login did not last", Account(), in, again(recording.Out),
			Ticked(Ask(recording.LoggedIn, recording.Out)), remembered(recording.In)),
		Undecided("the plain login did not hold", "the login did not last", Account(), lost, again(recording.Out), ticked, remembered(recording.In)),
		Undecided("the remembered answer is unclear", "did not tell", Account(), in, again(recording.Out), ticked, remembered(recording.Unclear)),
		Undecided("the plain answer is unclear", "did not tell", Account(), in, again(recording.Unclear), ticked, remembered(recording.In)),
		Undecided("nobody asked after the restart", "not asked for in stage remember-me-restart", Account(), in, again(recording.Out), ticked, Remembered()),
		Skips("no box", "the form has no such box", Account(), in, again(recording.Out),
			Unneeded(recording.RememberMe, "the form has no such box"), Unneeded(recording.RememberMeRestart, "the form has no such box")),
	)
}

func TestNoShadowLogin(t *testing.T) {
	t.Parallel()
	gone := func(a recording.Answer) Element { return Shadow(Ask(recording.CookiesGone, a)) }
	keeps := func(area string) Element {
		return Login(Ask(recording.LoggedIn, recording.In), Keeps(recording.AfterLogin, area, "token", "77aa0c1dd7e28c6f5a11"))
	}
	Table(t, NoShadowLogin,
		Passes("not logged in", "not logged in once the cookies are gone", in, gone(recording.Out)),
		Passes("something else is kept", "not logged in", keeps("local"), gone(recording.Out)),
		Fails("a token in localStorage", "the pages keep 1 entry in the browser", keeps("local"), gone(recording.In)),
		Fails("a database", "the pages keep 1 entry", keeps("indexed"), gone(recording.In)),
		Fails("nobody knows how", "logged in without any cookie", keeps("session"), gone(recording.In)),
		Skips("a login that lives in the tab", "the login lives in sessionStorage (token)", Account(func(s *recording.Session) { s.Stored = []string{"sessionStorage (token)"} }), in, gone(recording.Out)),
		Undecided("the login did not hold", "did not last", lost, gone(recording.Out)),
		Undecided("unclear", "did not tell", in, gone(recording.Unclear)),
		Undecided("nobody asked", "not asked for in stage cookies-cleared", in, Shadow()),
		Skips("no login", "no login is given", Unneeded(recording.Login, "no login is given"), Unneeded(recording.CookiesCleared, "no login is given")),
	)
}
