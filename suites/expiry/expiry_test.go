package expiry

import (
	"fmt"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestChecksAreWhole(t *testing.T) {
	t.Parallel()
	if err := check.Catalogue(Checks).Validate(); err != nil {
		t.Error(err)
	}
}

const (
	brief = "data=a; Max-Age=5; HttpOnly"
	weeks = "data=a; Max-Age=1209600; HttpOnly"
)

func TestOnTime(t *testing.T) {
	t.Parallel()
	Table(t, OnTime,
		Passes("there before its end and gone after it", "after it gone from the jar, and not sent",
			Visit(Get("/").Sets(brief)), Waited(Get("/"), TimesUp(), Get("/"))),
		Passes("as long as the patience", "after it gone", Patience(5*time.Second), Visit(Get("/").Sets(brief)), Waited(Get("/"), TimesUp(), Get("/"))),
		Passes("on a path of its own", "gone from the jar", Visit(Get("/app/").Sets(brief+"; Path=/app")), Waited(Get("/app"), TimesUp(), Get("/app"))),
		Passes("over before it could be waited for, and seen in time before that", "gone from the jar, and not sent",
			Visit(Get("/").Sets("data=a; Max-Age=2"), Get("/")), Waited(Wait(2*time.Second), Get("/"), TimesUp(), Get("/"))),
		Fails("still in the jar", "still in the jar 2.0s after its end",
			Visit(Get("/").Sets(brief)), Waited(Get("/"), TimesUp(), Keep("data"), Get("/").Lacks("data"))),
		Fails("still sent", "sent 2.0s after its end, with GET https://shop.test/ (navigation)",
			Visit(Get("/").Sets(brief)), Waited(Get("/"), TimesUp(), Get("/").Carries(brief))),
		Undecided("looked for too soon", "too close to its end",
			Visit(Get("/").Sets(brief)), Waited(Get("/"), TimesUp(), Wait(-1500*time.Millisecond), Keep("data"), Get("/").Lacks("data"))),
		Undecided("never looked for again", "nobody looked into the jar after its end", Visit(Get("/").Sets(brief)), Waited(Get("/"))),
		Undecided("lost before its end", "not seen in the jar before its end",
			Visit(Get("/").Sets(brief)), Waited(Forget("data"), Get("/"), TimesUp(), Get("/"))),
		Undecided("never sent", "not sent before its end",
			Visit(Get("/").Sets(brief)), Waited(Get("/").Lacks("data"), TimesUp(), Get("/"))),
		Skips("over before anybody looked", "too short to be met in its time",
			Visit(Get("/").Sets("data=a; Max-Age=1; HttpOnly"), Wait(2*time.Second)), Waited(Get("/"))),
		Skips("over before anybody asked", "too short for a request in its time",
			Visit(Get("/").Sets("data=a; Max-Age=2; HttpOnly")), Waited(Wait(2*time.Second), Get("/"), TimesUp(), Get("/"))),
		Skips("taken away by a script before the browser was quit", "a script of the page took it away",
			Visit(Get("/").Sets("data=a; Max-Age=5"), Forget("data")), Waited(Get("/"), TimesUp(), Get("/"))),
		Undecided("no request to its path after its end", "no request that it would belong to",
			Visit(Get("/app/").Sets(brief+"; Path=/app")), Waited(Get("/app"), TimesUp(), Get("/"))),
		Skips("deleted before", "it was deleted before its end",
			Visit(Get("/").Sets(brief), Get("/out").Sets("data=; Max-Age=0")), Waited(Get("/"))),
		Skips("set by a later visit only", "it was first set after the browser had been quit", Visit(Get("/")), Fresh(Get("/").Sets(brief)), Waited()),
		Skips("there was nothing to wait for", "waited: no cookie ends within", Visit(Get("/").Sets(brief)), Unneeded(recording.Waited, "no cookie ends within 10s")),
		NoSubject("a cookie of two weeks", Visit(Get("/").Sets(weeks)), Waited()),
		NoSubject("a session cookie", Visit(Get("/").Sets("sid=1")), Waited()),
		Undecided("it failed", "waited: Chrome died", Visit(Get("/").Sets(brief)), Failed(recording.Waited, "Chrome died")),
	)
}

func TestOnTimeAged(t *testing.T) {
	t.Parallel()
	Table(t, OnTimeAged,
		Passes("two weeks", "after it gone from the jar, and not sent", Visit(Get("/").Sets(weeks)), Aged(Get("/"), TimesUp(), Get("/"))),
		Passes("by Expires", "gone from the jar", Visit(Get("/").Sets("data=a; Expires=Fri, 01 Jan 2027 00:00:00 GMT")), Aged(Get("/"), TimesUp(), Get("/"))),
		Passes("a minute", "gone from the jar", Visit(Get("/").Sets("data=a; Max-Age=60")), Aged(Get("/"), TimesUp(), Get("/"))),
		Passes("a domain cookie", "gone from the jar", Visit(Get("/").Sets(weeks+"; Domain=shop.test")), Aged(Get("/"), TimesUp(), Get("/"))),
		Passes("set by a script", "gone from the jar", Visit(Get("/"), Hold("theme=dark; Max-Age=86400")), Aged(Get("/"), TimesUp(), Get("/"))),
		Fails("still in the jar", "still in the jar", Visit(Get("/").Sets(weeks)), Aged(Get("/"), TimesUp(), Keep("data"), Get("/").Lacks("data"))),
		Fails("still sent", "sent 2.0s after its end", Visit(Get("/").Sets(weeks)), Aged(Get("/"), TimesUp(), Get("/").Carries(weeks))),
		Undecided("lost before its end", "not seen in the jar before its end", Visit(Get("/").Sets(weeks)), Aged(Forget("data"), Get("/"), TimesUp(), Get("/"))),
		Skips("deleted before", "it was deleted before its end", Visit(Get("/").Sets(weeks), Get("/").Sets("data=; Max-Age=0")), Aged()),
		Undecided("pushed out of a full jar", "not seen in the jar before its end", Visit(Get("/").Sets(weeks), Forget("data")), Aged()),
		NoSubject("a cookie that can be waited for", Visit(Get("/").Sets(brief)), Aged()),
		NoSubject("a session cookie", Visit(Get("/").Sets("sid=1")), Aged()),
		Undecided("it failed", "aged: the profile is locked", Visit(Get("/").Sets(weeks)), Failed(recording.Aged, "the profile is locked")),
	)
}

func lasting(name string, d, within time.Duration) Element {
	s := recording.InSeconds(d)
	return Declare(recording.Declaration{Name: name, Lifetime: &s, Within: recording.InSeconds(within)})
}

func TestAsDeclared(t *testing.T) {
	t.Parallel()
	session := Declare(recording.Declaration{Name: "data", Session: true})
	minute := lasting("data", time.Minute, 0)
	Table(t, AsDeclared,
		Passes("a minute", "lives 60s on 2 of 2 lines", minute, Visit(Get("/").Sets("data=a; Max-Age=60"), Get("/").Sets("data=b; Max-Age=60"))),
		Passes("a minute by Expires", "lives 60s", minute, Visit(Get("/").Dated(0).Sets("data=a; Expires=Mon, 02 Mar 2026 12:01:00 GMT"))),
		Passes("by the server's clock, which is an hour behind", "lives 60s", minute,
			Visit(Get("/").Dated(-time.Hour).Sets("data=a; Expires=Mon, 02 Mar 2026 11:01:00 GMT"))),
		Passes("within two seconds", "lives 58s", minute, Visit(Get("/").Sets("data=a; Max-Age=58"))),
		Passes("within the tolerance given", "lives 50s", lasting("data", time.Minute, 10*time.Second), Visit(Get("/").Sets("data=a; Max-Age=50"))),
		Passes("ends with the session", "ends with the browser session on 1 of 1 lines", session, Visit(Get("/").Sets("data=a"))),
		Passes("more than browsers allow", "lives 400d", lasting("data", 500*24*time.Hour, 0), Visit(Get("/").Sets("data=a; Max-Age=43200000"))),
		Fails("an hour for a minute", "lives 1h by the answer to GET https://shop.test/ (navigation)", minute, Visit(Get("/").Sets("data=a; Max-Age=3600"))),
		Fails("one page of two", "lives 30s by the answer to GET https://shop.test/b", minute,
			Visit(Get("/").Sets("data=a; Max-Age=60"), Get("/b").Sets("data=a; Max-Age=30"))),
		Fails("on a later scene only", "lives 30s", minute, Visit(Get("/").Sets("data=a; Max-Age=60")), Restart(Get("/").Sets("data=a; Max-Age=30"))),
		Fails("no lifetime where one is declared", "ends with the browser session by the answer", minute, Visit(Get("/").Sets("data=a"))),
		Fails("a lifetime that cannot be read", "ends with the browser session", minute, Visit(Get("/").Sets("data=a; Max-Age=1m"))),
		Fails("a lifetime where none is declared", "lives 14d", session, Visit(Get("/").Sets("data=a; Max-Age=1209600"))),
		Passes("deletions are no lines", "lives 60s on 1 of 1", minute, Visit(Get("/").Sets("data=a; Max-Age=60"), Get("/").Sets("data=; Max-Age=0"))),
		Skips("set by a script", "a script did", minute, Visit(Get("/"), Hold("data=a; Max-Age=60"))),
		NoSubject("nothing is declared of its lifetime", Role("data", "preference"), Visit(Get("/").Sets("data=a"))),
		NoSubject("nothing is declared", Visit(Get("/").Sets("data=a"))),
		Undecided("the visit failed", "visit: refused", minute, failed(recording.Visit), Restart(Get("/").Sets("data=a; Max-Age=60"))),
	)
}

func failed(part recording.Stage) Element { return Failed(part, "refused") }

func TestLifetimeCap(t *testing.T) {
	t.Parallel()
	Table(t, LifetimeCap,
		Passes("two weeks", "asks for 14d", Visit(Get("/").Sets(weeks))),
		Passes("400 days", "asks for 400d", Visit(Get("/").Sets("data=a; Max-Age=34560000"))),
		Fails("ten years", "asks for Max-Age=315360000 (about 10 years), and is kept 400d", Visit(Get("/").Sets("data=a; Max-Age=315360000"))),
		Fails("milliseconds", "asks for Max-Age=1700000000 (about 53 years), and is kept", Visit(Get("/").Sets("data=a; Max-Age=1700000000"))),
		Fails("milliseconds of whole hours", "asks for Max-Age=604800000 (about 19 years, or 7d if milliseconds are meant)", Visit(Get("/").Sets("data=a; Max-Age=604800000"))),
		Fails("a date for a lifetime", "or 14d if it is meant as a date, and not as the seconds to live)", Visit(Get("/").Sets(fmt.Sprintf("data=a; Max-Age=%d", Noon.Add(14*24*time.Hour).Unix())))),
		Fails("more than can be counted", "asks for Max-Age=99999999999999999999 (longer than 290 years)", Visit(Get("/").Sets("data=a; Max-Age=99999999999999999999"))),
		Fails("by Expires", "asks for about 73 years", Visit(Get("/").Sets("data=a; Expires=Fri, 31 Dec 2099 23:59:59 GMT"))),
		Passes("Max-Age wins", "asks for 60s", Visit(Get("/").Sets("data=a; Max-Age=60; Expires=Fri, 31 Dec 2099 23:59:59 GMT"))),
		Passes("400 days by the server's clock", "asks for 400d",
			Visit(Get("/").Dated(time.Hour).Sets(fmt.Sprintf("data=a; Expires=%s", Noon.Add(time.Hour+400*24*time.Hour).Format("Mon, 02 Jan 2006 15:04:05 GMT"))))),
		Fails("one line of many", "asks for Max-Age=34646400 (401d)", Visit(Get("/").Sets(weeks), Get("/").Sets("data=a; Max-Age=34646400"))),
		NoSubject("a session cookie", Visit(Get("/").Sets("sid=1"))),
		NoSubject("a deletion", Visit(Get("/").Sets("data=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"))),
	)
}

func TestMaxAgeAgreesWithExpires(t *testing.T) {
	t.Parallel()
	at := func(d time.Duration) string {
		return "; Expires=" + Noon.Add(d).Format("Mon, 02 Jan 2006 15:04:05 GMT")
	}
	Table(t, MaxAgeAgreesWithExpires,
		Passes("the same", "the same time on 1 of 1 lines", Visit(Get("/").Sets("data=a; Max-Age=60"+at(time.Minute)))),
		Passes("a few seconds apart", "the same time", Visit(Get("/").Sets("data=a; Max-Age=60"+at(56*time.Second)))),
		Passes("by the server's own Date", "the same time", Visit(Get("/").Dated(time.Hour).Sets("data=a; Max-Age=60"+at(time.Hour+time.Minute)))),
		Passes("both beyond what browsers allow", "the same time", Visit(Get("/").Sets("data=a; Max-Age=99999999999; Expires=Fri, 31 Dec 2099 23:59:59 GMT"))),
		Fails("a minute and an hour", "Max-Age asks for 60s, Expires for 1h", Visit(Get("/").Sets("data=a; Max-Age=60"+at(time.Hour)))),
		Fails("Expires of a deletion left over", "Max-Age asks for 60s, Expires is in the past", Visit(Get("/").Sets("data=a; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"))),
		NoSubject("a deletion by both", Visit(Get("/").Sets("data=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT"))),
		NoSubject("one of the two", Visit(Get("/").Sets("data=a; Max-Age=60"))),
		NoSubject("one that cannot be read", Visit(Get("/").Sets("data=a; Max-Age=60; Expires=tomorrow"))),
	)
}

func TestServerClock(t *testing.T) {
	t.Parallel()
	Table(t, ServerClock,
		Passes("right", "right to the second by the Date of 2 answers", Visit(Get("/").Dated(0), Get("/").Dated(0))),
		Passes("a little off", "20s behind", Visit(Get("/").Dated(-20*time.Second))),
		Fails("an hour ahead", "1h ahead by the Date of 1 answer", Visit(Get("/").Dated(time.Hour))),
		Fails("a minute behind", "60s behind", Visit(Get("/").Dated(-time.Minute))),
		Passes("one answer of many that was wrong", "right to the second by the Date of 3 answers",
			Visit(Get("/").Dated(0), Get("/").Dated(-time.Hour), Get("/").Dated(0))),
		Skips("an old answer from a shared cache alone", "no answer of the target has a Date", Visit(Get("/").Dated(-time.Hour).Says("Age", "3600"))),
		Passes("an old answer from a shared cache, and one of the server", "right to the second", Visit(Get("/").Dated(-time.Hour).Says("Age", "60"), Get("/a").Dated(0))),
		Passes("an old answer from the browser's cache", "by the Date of 1 answer", Visit(Get("/").Dated(0), Get("/a.css").Dated(-time.Hour).OffWire())),
		Passes("another site's clock", "by the Date of 1 answer", Visit(Get("/").Dated(0), Get("https://ads.example/").Dated(time.Hour), Get("https://ads.example/").Dated(time.Hour))),
		Passes("a stand-in's clock", "by the Date of 1 answer", Visit(Get("/").Dated(0)), Elsewhere(Get("/").Dated(time.Hour), Get("/").Dated(time.Hour))),
		Skips("no Date", "no answer of the target has a Date", Visit(Get("/"))),
		Undecided("the visit failed", "visit: refused", failed(recording.Visit)),
	)
}

func TestPersistenceClass(t *testing.T) {
	t.Parallel()
	role := Role("data", "session")
	Table(t, PersistenceClass,
		Passes("no lifetime", "ends with the browser session", role, Visit(Get("/").Sets("data=a"))),
		Fails("a lifetime", "lives 14d", role, Visit(Get("/").Sets(weeks))).UnderStrict(),
		Fails("a lifetime on one page", "lives 14d", role, Visit(Get("/").Sets("data=a"), Get("/").Sets(weeks))).UnderStrict(),
		Fails("declared to end with the session, and does not", "lives 14d",
			Declare(recording.Declaration{Name: "data", Role: "session", Session: true}), Visit(Get("/").Sets(weeks))).UnderStrict(),
		Skips("its lifetime is declared", "declared to live 14d", remembered(), Visit(Get("/").Sets(weeks))),
		Skips("no role", "declare `role: session`", Visit(Get("/").Sets(weeks))),
		Skips("another role", "not applicable to the role preference", Role("data", "preference"), Visit(Get("/").Sets(weeks))),
		Skips("set by a script", "a script did", role, Visit(Get("/"), Hold("data=a; Max-Age=60"))),
	)
}

func remembered() Element {
	s := recording.Seconds(1209600)
	return Declare(recording.Declaration{Name: "data", Role: "session", Lifetime: &s})
}
