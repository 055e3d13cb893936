package set_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/set"
)

const (
	id   = "31d4d96e407aad42b2c9"
	sets = "sid=" + id + "; HttpOnly; Path=/"
)

func TestOnlyByHeader(t *testing.T) {
	t.Parallel()
	login := func(steps ...Step) Element {
		return Login(append([]Step{Do(recording.LoggingIn, "/login").Sets(sets), Ask(recording.LoggedIn, recording.In)}, steps...)...)
	}
	bears := Replay(Bears("sid")...)
	Table(t, set.OnlyByHeader,
		Passes("nowhere else", "in no page and no storage", Visit(), login(), bears),
		Passes("another value in storage", "in no page and no storage", Visit(), login(Leaks("local", "77aa0c1dd7e28c6f5a11")), bears),
		Passes("in a URL, which is another check's", "in no page and no storage", Visit(), login(Leaks("url", id)), bears),
		Passes("declared", "in no page and no storage", Role("sid", "session"), Visit(), login()),
		Fails("in the page", "its value is in a page too", Visit(), login(Leaks("page", id)), bears),
		Fails("in localStorage", "its value is in localStorage too", Visit(), login(Leaks("local", id)), bears),
		Fails("in sessionStorage", "its value is in sessionStorage too", Visit(), login(Leaks("session", id)), bears),
		Fails("in a database", "its value is in an IndexedDB too", Visit(), login(Leaks("indexed", id)), bears),
		Fails("the value of another login", "in localStorage", Visit(), login(),
			Other(Do(recording.LoggingIn, "/login").Sets("sid=77aa0c1dd7e28c6f5a11; Path=/"), Leaks("local", "77aa0c1dd7e28c6f5a11")), bears),
		Skips("a value that is found anywhere", "fewer than 16 bytes", Visit(),
			Login(Do(recording.LoggingIn, "/login").Sets("sid=31d4; Path=/"), Ask(recording.LoggedIn, recording.In)), bears),
		Undecided("the login did not last", "the login did not last", Visit(), login(Ask(recording.Later, recording.Out)), bears),
		Undecided("nobody asked", "not asked for after the login", Visit(), Login(Do(recording.LoggingIn, "/login").Sets(sets)), bears),
		Undecided("the login failed", "login: a captcha", Role("sid", "session"), Visit(Get("/").Sets(sets)), Failed(recording.Login, "a captcha")),
		Skips("no login", "no login is given", Role("sid", "session"), Visit(Get("/").Sets(sets)),
			Unneeded(recording.Login, "no login is given"), Unneeded(recording.Replay, "no login is given")),
		NoSubject("no cookie carries the login", Visit(), login()),
	)
}

func TestNoSerializedObjects(t *testing.T) {
	t.Parallel()
	line := func(p *Player) { p.Last().Exchanges[0].Lines[0].Value.Serialized = "Java" }
	jar := func(p *Player) { p.Last().Jars[0].Cookies[0].Value.Serialized = "PHP" }
	Table(t, set.NoSerializedObjects,
		Passes("a text", "none of its values", Visit(Get("/").Sets(sets))),
		Passes("a script's text", "none of its values", Visit(Get("/"), Hold("pool=a"))),
		Fails("in a line", "an object as Java writes it", Visit(Get("/").Sets(sets)), line),
		Fails("of a script", "an object as PHP writes it", Visit(Get("/"), Hold("pool=a")), jar),
		Passes("a value that the harness planted", "none of its values", Visit(Get("/").Sets(sets)), Planted(Hold(sets)), jar),
		NoSubject("a cookie that never was", Visit(Get("/").Sets("a=; Max-Age=0"))),
	)
}

func TestNoReadableSecrets(t *testing.T) {
	t.Parallel()
	in := Login(Get("/account"), Ask(recording.LoggedIn, recording.In))
	line := func(p *Player) { p.Last().Exchanges[0].Lines[0].Value.Holds = "the user name" }
	named := func(p *Player) { p.Last().Jars[0].Cookies[0].Value.Holds = "the user name" }
	password := func(p *Player) { p.Last().Exchanges[0].Lines[0].Value.Holds = "the user name, the password" }
	jar := func(p *Player) { p.Last().Jars[0].Cookies[0].Value.Holds = "a private address" }
	Table(t, set.NoReadableSecrets,
		Passes("nothing", "nothing of the kind", Visit(Get("/").Sets(sets)), in),
		Passes("the user name in a line alone, as in a message for the next page", "nothing of the kind", Visit(Get("/").Sets(sets)), line, in),
		Fails("the user name", "holds the user name, readable by anyone who has it", Visit(Get("/"), Hold("pool=a")), named, in).At(check.Low),
		Fails("the password", "holds the user name, the password", Visit(Get("/").Sets(sets)), password, in).At(check.Critical),
		Fails("in a line of another login", "holds the user name, the password", Visit(Get("/").Sets(sets)), in, Ticked(Get("/").Sets(sets)), password).At(check.Critical),
		Fails("a script's cookie", "holds a private address", Visit(Get("/"), Hold("pool=a")), in, Restart(Hold("pool=a")), jar).At(check.Medium),
		Passes("a value that the harness planted", "nothing of the kind", Visit(Get("/").Sets(sets)), in, Planted(Hold(sets)), jar),
		Undecided("the login did not last", "the login did not last", Visit(Get("/").Sets(sets)), Login(Ask(recording.LoggedIn, recording.Out))),
		Undecided("nobody asked", "not asked for", Visit(Get("/").Sets(sets)), Login()),
		Fails("a private address, without a login", "holds a private address", Visit(Get("/"), Hold("pool=a")), jar, Unneeded(recording.Login, "no login is given")).At(check.Medium),
		Undecided("a login that failed", "no login succeeded", Visit(Get("/").Sets(sets)), Failed(recording.Login, "a captcha")),
		Skips("no login", "without a login", Visit(Get("/").Sets(sets)), Unneeded(recording.Login, "no login is given")),
		NoSubject("a cookie that never was", Visit(Get("/").Sets("a=; Max-Age=0")), in),
	)
}
