package expiry

import (
	"testing"
	"time"

	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

const six = 6 * time.Second

// expects is a login with something that the config expects of it.
func expects(change func(*recording.Expectations)) Element {
	return Account(func(s *recording.Session) { change(&s.Expected) })
}

func idle(d time.Duration) Element {
	return expects(func(e *recording.Expectations) { s := recording.InSeconds(d); e.Idle = &s })
}

func absolute(d time.Duration) Element {
	return expects(func(e *recording.Expectations) { s := recording.InSeconds(d); e.Absolute = &s })
}

func sliding(is bool) Element {
	return expects(func(e *recording.Expectations) { e.Sliding = &is })
}

// asked6 is a probe after a wait of six seconds and a half, in which the page itself asked for something so many times.
func asked6(kind recording.ProbeKind, a recording.Answer, polled int) Step {
	return Ask(kind, a, func(p *recording.Probe) {
		p.Waited, p.Polled = 6.5, polled
		if polled > 0 {
			p.PolledURLs = []string{"https://shop.test/news"}
		}
	})
}

func TestIdleTimeout(t *testing.T) {
	t.Parallel()
	in, ends := Ask(recording.LoggedIn, recording.In), asked6(recording.Idle, recording.Out, 0)
	Table(t, IdleTimeout,
		Passes("they end", "2 sessions are not logged in any more after 6.5s left alone each", idle(six), Timeout(in, Wait(six), ends, ends)),
		Passes("they end, though the page asks", "not logged in any more", idle(six), Timeout(in, Wait(six), asked6(recording.Idle, recording.Out, 3), ends)),
		Fails("one of several goes on", "still logged in after 6.5s left alone", idle(six), Timeout(in, Wait(six), ends, ends, asked6(recording.Idle, recording.In, 0))),
		Undecided("one session alone was left alone", "may be chance", idle(six), Timeout(in, Wait(six), ends)),
		Undecided("one of several does not answer", "did not tell", idle(six), Timeout(in, Wait(six), ends, asked6(recording.Idle, recording.Unclear, 0))),
		Fails("it goes on", "still logged in after 6.5s left alone", idle(six), Timeout(in, Wait(six), asked6(recording.Idle, recording.In, 0))),
		Fails("the page keeps it alive", "what the page asks for by itself keeps the session alive (3 requests: https://shop.test/news)",
			idle(six), Timeout(in, Wait(six), asked6(recording.Idle, recording.In, 3))),
		Skips("nothing is declared", "declare `session: {idle: 20m}`", Account(), Timeout(in)),
		Skips("no login", "no login is given", idle(six), Unneeded(recording.Timeout, "no login is given")),
		Skips("too long to wait for", "it takes 1200s, which is longer than the patience of 10s; raise --patience", idle(20*time.Minute), Timeout(in)),
		Undecided("asked too soon", "after 3s, before its time", idle(six),
			Timeout(in, Ask(recording.Idle, recording.In, func(p *recording.Probe) { p.Waited = 3 }))),
		Undecided("not asked before", "not asked for before the wait", idle(six), Timeout(asked6(recording.Idle, recording.Out, 0))),
		Undecided("asked before, too late", "not asked for before the wait", idle(six), Timeout(asked6(recording.Idle, recording.Out, 0), in)),
		Undecided("not logged in before", "did not hold before the wait", idle(six),
			Timeout(Ask(recording.LoggedIn, recording.Out), asked6(recording.Idle, recording.Out, 0))),
		Undecided("not asked after", "not asked for after the wait", idle(six), Timeout(in)),
		Undecided("the target broke", "did not tell", idle(six), Timeout(in, asked6(recording.Idle, recording.Broken, 0))),
		Undecided("it failed", "timeout: Chrome died", idle(six), Failed(recording.Timeout, "Chrome died")),
	)
}

func TestAbsoluteTimeout(t *testing.T) {
	t.Parallel()
	in := Ask(recording.LoggedIn, recording.In)
	Table(t, AbsoluteTimeout,
		Passes("it ends", "not logged in any more after 6.5s of use", absolute(six), Timeout(in, Wait(six), asked6(recording.Active, recording.Out, 0))),
		Fails("it goes on", "still logged in after 6.5s of use", absolute(six), Timeout(in, Wait(six), asked6(recording.Active, recording.In, 0))),
		Undecided("only left alone", "not asked for after the wait", absolute(six), Timeout(in, Wait(six), asked6(recording.Idle, recording.Out, 0))),
		Undecided("too many requests", "did not tell", absolute(six), Timeout(in, asked6(recording.Active, recording.Unclear, 0))),
		Skips("nothing is declared", "declare `session: {absolute: 20m}`", idle(six), Timeout(in, asked6(recording.Active, recording.In, 0))),
		Skips("too long to wait for", "raise --patience", absolute(12*time.Hour), Timeout(in)),
		Undecided("not logged in before", "did not hold before the wait", absolute(six),
			Timeout(in, Ask(recording.Later, recording.Out), asked6(recording.Active, recording.Out, 0))),
	)
}

const short = "data=31d4d96e407aad42b2c9; Max-Age=5; HttpOnly"

func TestServerEnforces(t *testing.T) {
	t.Parallel()
	in, bears := Ask(recording.LoggedIn, recording.In), Replay(Bears("data")...)
	gone := func(a recording.Answer) Element { return Timeout(in, Wait(six), AskOf(recording.Expired, "data", a)) }
	visit := Visit(Get("/").Sets(short))
	Table(t, ServerEnforces,
		Passes("refused", "not logged in with its value given back", visit, bears, gone(recording.Out)),
		Fails("taken", "still logged in with its value given back", visit, bears, gone(recording.In)),
		Fails("a declared one taken", "still logged in", Role("data", "session"), visit, gone(recording.In)),
		Undecided("a declared one that nothing shows to matter", "nothing shows that the login depends on this cookie", Role("data", "session"), visit, gone(recording.Out)),
		Undecided("not logged in before", "did not hold before the wait", visit, bears,
			Timeout(Ask(recording.LoggedIn, recording.Out), AskOf(recording.Expired, "data", recording.Out))),
		Undecided("not asked before", "not asked for before the wait", visit, bears, Timeout(AskOf(recording.Expired, "data", recording.Out))),
		Undecided("unclear", "did not tell", visit, bears, gone(recording.Unclear)),
		Undecided("not tried", "not given back after its time", visit, bears, Timeout(in)),
		Undecided("another cookie tried", "not given back after its time", visit, bears, Timeout(in, AskOf(recording.Expired, "other", recording.Out))),
		Skips("no lifetime", "it has no lifetime", Visit(Get("/").Sets("data=31d4d96e407aad42b2c9")), bears, Timeout(in)),
		Skips("no lifetime once one is logged in", "it has no lifetime", visit,
			Login(Do(recording.LoggingIn, "/login").Sets("data=77aa0c1dd7e28c6f5a11"), Look(recording.AfterLogin)), bears, Timeout(in)),
		Skips("weeks", "it lives 14d, which is longer than the patience of 10s", Visit(Get("/").Sets(weeks)), bears, Timeout(in)),
		Skips("weeks once one is logged in", "it lives 14d", visit,
			Login(Do(recording.LoggingIn, "/login").Sets(weeks), Look(recording.AfterLogin)), bears, Timeout(in)),
		Skips("no login", "no login is given", Role("data", "session"), visit, Unneeded(recording.Timeout, "no login is given"), Unneeded(recording.Replay, "no login is given")),
		NoSubject("no cookie carries the login", visit, Timeout(in)),
	)
}

func TestClientCannotExtend(t *testing.T) {
	t.Parallel()
	in, bears := Ask(recording.LoggedIn, recording.In), Replay(Bears("data")...)
	off := func(a recording.Answer) Element {
		return Timeout(in, Wait(six), AskOf(recording.Expired, "data", recording.Out), AskOf(recording.Extended, "data", a))
	}
	visit := Visit(Get("/").Sets(short))
	Table(t, ClientCannotExtend,
		Passes("refused", "not logged in with its end put off", visit, bears, off(recording.Out)),
		Fails("taken", "still logged in with its end put off", visit, bears, off(recording.In)),
		Undecided("broken", "did not tell", visit, bears, off(recording.Broken)),
		Undecided("not tried", "not given back", visit, bears, Timeout(in, AskOf(recording.Expired, "data", recording.Out))),
		Skips("no lifetime", "it has no lifetime", Visit(Get("/").Sets("data=a")), bears, Timeout(in)),
		Undecided("it failed", "timeout: Chrome died", visit, bears, Failed(recording.Timeout, "Chrome died")),
	)
}

func TestSlidingCoherent(t *testing.T) {
	t.Parallel()
	const hour = "data=31d4d96e407aad42b2c9; Max-Age=3600; HttpOnly"
	bears := Replay(Bears("data")...)
	use := func(steps ...Step) Element {
		return Login(append([]Step{Do(recording.LoggingIn, "/login").Sets(hour), Look(recording.AfterLogin), Wait(5 * time.Second)}, steps...)...)
	}
	both := expects(func(e *recording.Expectations) {
		s, is := recording.Seconds(7200), true
		e.Idle, e.Sliding = &s, &is
	})
	again := func(a recording.Answer, line string) Element {
		return Restart(Get("/account").Sets(line), Ask(recording.Restarted, a))
	}
	Table(t, SlidingCoherent,
		Passes("it slides", "put off by 5.1s after the login", sliding(true), use(Get("/account").Sets(hour)), bears),
		Passes("it slides in the browser that was started again", "put off by", sliding(true), use(Get("/account")), again(recording.In, hour), bears),
		Passes("it stays", "stays where the login put it", sliding(false), use(Get("/account")), bears),
		Passes("it is set again with the same end", "stays where the login put it", sliding(false), use(Get("/account").Sets("data=31d4d96e407aad42b2c9; Max-Age=3595; HttpOnly")), bears),
		Fails("it stays, and should slide", "though the session was used", sliding(true), use(Get("/account")), bears),
		Fails("it is set with the same end, and should slide", "though the session was used", sliding(true),
			use(Get("/account").Sets("data=31d4d96e407aad42b2c9; Max-Age=3595; HttpOnly")), bears),
		Fails("it slides, and should not", "put off by 5.1s", sliding(false), use(Get("/account").Sets(hour)), bears),
		Fails("a line of the browser that was no longer logged in", "though the session was used", sliding(true), use(Get("/account")), again(recording.Out, hour), bears),
		Fails("it ends before an idle session does", "lives 1h: it ends before the session does", both, use(Get("/account").Sets(hour)), bears),
		Fails("likewise, and nothing is said of sliding", "lives 1h", idle(2*time.Hour), use(Get("/account")), bears),
		Passes("it lives as long as an idle session", "as long as an idle session", idle(time.Hour), use(Get("/account")), bears),
		Undecided("set again at once", "too soon after the login", sliding(true),
			Login(Do(recording.LoggingIn, "/login").Sets(hour), Look(recording.AfterLogin), Get("/account").Sets(hour)), bears),
		Undecided("not used", "not used after the login", sliding(true), use(), bears),
		Undecided("the jar was not read", "not read after the login", sliding(true), Login(Do(recording.LoggingIn, "/login").Sets(hour)), bears),
		Skips("nothing is declared", "declare `session: {sliding: true}`", Account(), use(Get("/account")), bears),
		Skips("no lifetime", "it has no lifetime", sliding(true), Login(Do(recording.LoggingIn, "/login").Sets("data=31d4d96e407aad42b2c9"), Look(recording.AfterLogin)), bears),
		Skips("not there after the login", "not in the jar after the login", sliding(true), Visit(Get("/").Sets("data=a; Max-Age=60")),
			Login(Get("/").Sets("data=; Max-Age=0"), Look(recording.AfterLogin)), bears),
		Undecided("the login failed", "login: a captcha", sliding(true), Role("data", "session"), Visit(Get("/").Sets(hour)), Failed(recording.Login, "a captcha")),
		NoSubject("no cookie carries the login", sliding(true), use(Get("/account"))),
	)
}

func TestALoginThatIsToBeRememberedHasALifetimeOfItsOwn(t *testing.T) {
	t.Parallel()
	ends := Declare(recording.Declaration{Name: "data", Role: "session", Session: true})
	visit, ticked := Visit(Get("/").Sets("data=a")), Ticked(Get("/").Sets(weeks))
	Table(t, AsDeclared,
		Passes("set by others, too", "ends with the browser session on 1 of 1 lines", ends, visit, ticked),
		Fails("set by it alone", "lives 14d", ends, Visit(), ticked))
	Table(t, PersistenceClass,
		Passes("set by others, too", "ends with the browser session", ends, visit, ticked),
		Skips("set by it alone", `only a login with "remember me" sets it`, ends, Visit(), ticked))
}
