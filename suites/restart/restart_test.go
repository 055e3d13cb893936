package restart

import (
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

func TestChecksAreWhole(t *testing.T) {
	t.Parallel()
	if err := check.Catalogue(Checks).Validate(); err != nil {
		t.Error(err)
	}
}

const (
	session    = "sid=31d4d96e407aad42b2c9; HttpOnly"
	persistent = "data=a; Max-Age=86400; HttpOnly"
)

func lasting(name string, d time.Duration) Element {
	s := recording.InSeconds(d)
	return Declare(recording.Declaration{Name: name, Lifetime: &s})
}

func TestSessionCookieEnds(t *testing.T) {
	t.Parallel()
	declared := Declare(recording.Declaration{Name: "sid", Session: true})
	Table(t, SessionCookieEnds,
		Passes("gone, and a new one is set", "gone from the jar, and not brought back in 2 requests",
			Visit(Get("/").Sets(session)), Restart(Get("/").Sets("sid=another; HttpOnly"), Get("/"))),
		Fails("still there", "still in the jar", Visit(Get("/").Sets(session)), Restart(Keep("sid"), Get("/"))),
		Fails("declared to end with the session, and set with a lifetime", "still in the jar, where it has a lifetime",
			declared, Visit(Get("/").Sets(session+"; Max-Age=1209600")), Restart(Get("/"))),
		Fails("a script brings its value back", "a script of the page brought its value back before GET https://shop.test/cart",
			Visit(Get("/").Sets("sid=31d4d96e407aad42b2c9")), Restart(Get("/"), Hold("sid=31d4d96e407aad42b2c9"), Get("/cart"))),
		Passes("the server sets the same value again", "not brought back",
			Visit(Get("/").Sets(session)), Restart(Get("/").Sets(session), Get("/cart"))),
		Passes("a short value may come again by chance", "not brought back",
			Visit(Get("/").Sets("theme=dark")), Restart(Get("/"), Hold("theme=dark"), Get("/cart"))),
		Passes("set by a script", "gone from the jar", Visit(Get("/"), Hold("theme=dark")), Restart(Get("/"))),
		Skips("gone before the browser was quit", "not in the jar any more when the browser was quit",
			Visit(Get("/").Sets(session), Get("/out").Sets("sid=; Max-Age=0")), Restart(Get("/"))),
		Skips("first set after the restart", "not in the jar any more", Visit(Get("/")), Restart(Get("/").Sets(session))),
		Passes("renewed without a lifetime while browsing", "gone from the jar",
			Visit(Get("/").Sets(persistent)), Browse(Get("/").Sets("data=a; HttpOnly")), Restart(Get("/"))),
		NoSubject("a persistent cookie", Visit(Get("/").Sets(persistent)), Restart(Get("/"))),
		NoSubject("a line that Chrome refused", Visit(Get("/").Sets("sid=1; Domain=test").Blocked("InvalidDomain")), Restart()),
		Undecided("the restart failed", "restart: Chrome did not quit", Visit(Get("/").Sets(session)), Failed(recording.Restart, "Chrome did not quit")),
	)
}

func TestPersistentSurvives(t *testing.T) {
	t.Parallel()
	Table(t, PersistentSurvives,
		Passes("there and sent at once", "in the jar as it was, and sent with GET https://shop.test/ (navigation)",
			Visit(Get("/").Sets(persistent)), Restart(Get("/"), Get("/"))),
		Passes("by Expires", "in the jar as it was", Visit(Get("/").Sets("data=a; Expires=Fri, 01 Jan 2027 00:00:00 GMT")), Restart(Get("/"))),
		Passes("no request belongs to it", "no request that it belongs to was made",
			Visit(Get("/app/").Sets("data=a; Max-Age=86400; Path=/app")), Restart(Get("/"))),
		Passes("set by a script", "in the jar as it was", Visit(Get("/"), Hold("theme=dark; Max-Age=86400")), Restart(Get("/"))),
		Fails("lost", "gone from the jar", Visit(Get("/").Sets(persistent)), Restart(Forget("data"), Get("/"))),
		Fails("declared with a lifetime, and set without", "gone from the jar: it was set without a lifetime",
			lasting("data", time.Hour), Visit(Get("/").Sets("data=a")), Restart(Get("/"))),
		Skips("declared with a lifetime that was over anyhow", "its time was over",
			lasting("data", 2*time.Second), Visit(Get("/").Sets("data=a"), Wait(3*time.Second)), Restart(Get("/"))),
		Fails("it lost its flag", "in the jar with another HttpOnly flag",
			Visit(Get("/").Sets(persistent)), Restart(Alter("data", func(c *rfc6265.Cookie) { c.HTTPOnly = false }), Get("/"))),
		Fails("its end came nearer", "in the jar with another end",
			Visit(Get("/").Sets(persistent)), Restart(Alter("data", func(c *rfc6265.Cookie) { c.Expiry = c.Expiry.Add(-time.Hour) }), Get("/"))),
		Fails("it lost its lifetime", "in the jar with another lifetime",
			Visit(Get("/").Sets(persistent)), Restart(Alter("data", func(c *rfc6265.Cookie) { c.Persistent = false }), Get("/"))),
		Passes("its end is a second off", "in the jar as it was",
			Visit(Get("/").Sets(persistent)), Restart(Alter("data", func(c *rfc6265.Cookie) { c.Expiry = c.Expiry.Add(time.Second) }), Get("/"))),
		Undecided("set once more before the browser quit", "set once more after the last look",
			Visit(Get("/").Sets(persistent)), Restart(Alter("data", func(c *rfc6265.Cookie) { c.Value = "b" }), Get("/"))).At(check.Medium),
		Fails("there, but not sent with the first request", "but not sent with GET https://shop.test/ (navigation)",
			Visit(Get("/").Sets("data=a; Max-Age=86400")), Restart(Get("/").Lacks("data"), Get("/"))),
		Undecided("Chrome withholds it", "Chrome withheld it from GET https://shop.test/",
			Visit(Get("/").Sets(persistent)), Restart(Get("/").Withholds("data", "SchemefulSameSiteStrict"))).At(check.Medium),
		Undecided("no page could be opened", "no page could be opened after the restart",
			Visit(Get("/").Sets(persistent)), Restart(Get("/").OffWire().Breaks("net::ERR_CONNECTION_REFUSED"))),
		Passes("a script of the first page took it away", "a script of the page took it away before GET https://shop.test/app/",
			Visit(Get("/app/").Sets("data=a; Max-Age=86400; Path=/app")), Restart(Get("/"), Forget("data"), Get("/app/"))),
		Skips("its time was over in between", "its time was over", Visit(Get("/").Sets("data=a; Max-Age=3")), Restart(Get("/"))),
		Skips("so short a life that its end is chance", "nearly so", Visit(Get("/").Sets("data=a; Max-Age=9")), Restart(Get("/"))),
		Undecided("a slow run outlasted it", "the run was slow", Visit(Get("/").Sets("data=a; Max-Age=60"), Wait(55*time.Second)), Restart(Get("/"))),
		Skips("deleted before the browser was quit", "not in the jar any more",
			Visit(Get("/").Sets(persistent), Get("/out").Sets("data=; Max-Age=0")), Restart(Get("/"))),
		NoSubject("a session cookie", Visit(Get("/").Sets(session)), Restart(Get("/"))),
		Undecided("the restart failed", "restart: Chrome did not quit", Visit(Get("/").Sets(persistent)), Failed(recording.Restart, "Chrome did not quit")),
	)
}

func TestSurvivesCrash(t *testing.T) {
	t.Parallel()
	Table(t, SurvivesCrash,
		Passes("there again", "in the jar when the browser started again", Visit(Get("/").Sets(persistent)), Crash(Get("/"))),
		Fails("lost", "gone from the jar", Visit(Get("/").Sets(persistent)), Crash(Forget("data"), Get("/"))),
		Skips("deleted again by the visit before the crash", "when the browser was killed",
			Visit(Get("/").Sets(persistent)), Crash(Forget("data"), Look(recording.BeforeKill), Look(recording.AtStart))),
		Skips("its time was over", "its time was over", Visit(Get("/").Sets("data=a; Max-Age=3")), Crash()),
		Skips("so short a life that its end is chance", "nearly so", Visit(Get("/").Sets("data=a; Max-Age=9")), Crash(Get("/"))),
		NoSubject("a session cookie", Visit(Get("/").Sets(session)), Crash(Keep("sid"))),
		Undecided("the crash could not be staged", "crash: the profile is locked", Visit(Get("/").Sets(persistent)), Failed(recording.Crash, "the profile is locked")),
	)
}

func TestRestored(t *testing.T) {
	t.Parallel()
	shell := func(p *Player) { p.Recording().Browser.Shell = true }
	Table(t, Restored,
		Passes("back again", "only the server's own timeout ends this session", Visit(Get("/").Sets(session)), Restore()),
		Skips("not back", "this browser did not bring it back", Visit(Get("/").Sets(session)), Restore(Forget("sid"))),
		Skips("headless-shell", "headless-shell cannot", shell, Visit(Get("/").Sets(session)), Restore(Forget("sid"))),
		Skips("gone before", "not in the jar any more", Visit(Get("/").Sets(session), Get("/").Sets("sid=; Max-Age=0")), Restore()),
		NoSubject("a persistent cookie", Visit(Get("/").Sets(persistent)), Restore()),
		Undecided("it failed", "restore: no profile", Visit(Get("/").Sets(session)), Failed(recording.Restore, "no profile")),
	)
}

func TestFreshProfileIsStranger(t *testing.T) {
	t.Parallel()
	Table(t, FreshProfileIsStranger,
		Passes("a value of its own", "another value",
			Role("sid", "session"), Visit(Get("/").Sets(session)), Fresh(Get("/").Sets("sid=77aa0c1dd7e28c6f5a11; HttpOnly"))),
		Fails("the same value", "the same value for two browsers",
			Role("sid", "session"), Visit(Get("/").Sets(session)), Fresh(Get("/").Sets(session))),
		Fails("the same value for protection against forged requests", "the same value",
			Role("sid", "csrf"), Visit(Get("/").Sets("sid=first-b2c9d96e407aad42"), Get("/").Sets(session)), Fresh(Get("/").Sets(session))),
		Skips("a state whose signature is beside it", "may be the same for all who have not logged in",
			Role("sid", "session"), Visit(Get("/").Sets(session, "sid.sig=407aad42b2c9d96e407a; HttpOnly")), Fresh(Get("/").Sets(session, "sid.sig=407aad42b2c9d96e407a; HttpOnly"))).Of("sid"),
		Skips("few bits", "fewer than 64 bits", Role("sid", "session"), Visit(Get("/").Sets("sid=31d4")), Fresh(Get("/").Sets("sid=31d4"))),
		Skips("not given to a stranger", "no answer gave it to both", Role("sid", "session"), Visit(Get("/").Sets(session)), Fresh(Get("/"))),
		Skips("no role", "declare `role: session`", Visit(Get("/").Sets(session)), Fresh(Get("/").Sets(session))),
		Skips("another role", "not applicable to the role preference", Role("sid", "preference"), Visit(Get("/").Sets(session)), Fresh(Get("/").Sets(session))),
		Skips("deleted for the stranger", "no answer gave it to both", Role("sid", "session"), Visit(Get("/").Sets(session)), Fresh(Get("/").Sets("sid=31d4d96e407aad42b2c9; Max-Age=0"))),
		Undecided("there was no stranger", "fresh: Chrome died", Role("sid", "session"), Visit(Get("/").Sets(session)), Failed(recording.Fresh, "Chrome died")),
	)
}
