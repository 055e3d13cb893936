package set_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/set"
)

func TestStored(t *testing.T) {
	t.Parallel()
	session := Role("sid", "session")
	var many []string
	for i := range 160 {
		many = append(many, fmt.Sprintf("c%d=1", i))
	}
	Table(t, set.Stored,
		Passes("a cookie that the jar holds", "was in the browser",
			Visit(Get("/").Sets("sid=31d4; Secure"))),
		Passes("a negative Max-Age ends what another answer sets", "was in the browser",
			Visit(Get("/light").Sets("mode=light; Path=/; Max-Age=-3600"), Get("/dark").Sets("mode=dark; Path=/; Max-Age=86400"))),
		Fails("a negative Max-Age of a cookie that nothing else sets", "its Max-Age is negative",
			Visit(Get("/").Sets("mode=light; Path=/; Max-Age=-3600"), Get("/"))).At(check.Medium),
		Passes("a cookie of an error page", "was in the browser",
			Visit(Get("/gone").Status(404).Sets("sid=31d4"))),
		Passes("a cookie of a redirect", "was in the browser",
			Visit(Get("/in").Sets("sid=31d4").Then(Get("/")))),
		Passes("a cookie that a script removed after it was sent", "was in the browser",
			Visit(Get("/").Sets("a=1"), Get("/"), Forget("a"))),
		Passes("a cookie that Chrome had and withheld from a request", "was in the browser",
			Visit(Get("/").Sets("a=1; SameSite=Strict"), Fetch("/x").Withholds("a", "SameSiteStrict"), Forget("a"))),
		Passes("a cookie that expired after it was sent", "was in the browser",
			Visit(Get("/").Sets("a=1; Max-Age=60"), Get("/"), Wait(2*time.Minute))),
		Passes("a lifetime of seconds on a server whose clock is slow", "was in the browser",
			Visit(Get("/").Dated(-time.Hour).Sets("a=1; Expires=Mon, 02 Mar 2026 11:01:00 GMT"))),

		Fails("a line that Chrome refuses", "the only line lost: Chrome refused it: InvalidDomain",
			Visit(Get("/").Sets("sid=31d4; Domain=other.test").Blocked("InvalidDomain"))).At(check.Medium),
		Fails("a session cookie that Chrome refuses", "NameValuePairExceedsMaxSize",
			session, Visit(Get("/").Sets("sid=31d4").Blocked("NameValuePairExceedsMaxSize"))).At(check.High),
		Fails("one page of ten whose line Chrome refuses", "1 of 3 lines lost: Chrome refused it: OverwriteSecure",
			Visit(Get("/").Sets("sid=31d4; Path=/"), Get("/a").Sets("sid=31d4; Path=/"),
				Get("/b").Sets("sid=31d4; Path=/").Blocked("OverwriteSecure"))).At(check.Medium),
		Fails("a refusal beside one by the browser's settings", "SameSiteLax",
			Visit(Get("/").Sets("a=1").Blocked("UserPreferences", "SameSiteLax"))).At(check.Medium),
		Fails("a tab, which Chrome refuses and the specification does not", "Chrome refused it: DisallowedCharacter",
			Visit(Get("/").Sets("a=1\t2").Blocked("DisallowedCharacter"))).At(check.Medium),
		Fails("Partitioned without Secure, which Chrome drops without a reason", "lost in silence: Partitioned needs Secure",
			Visit(Get("/").Sets("a=1; Partitioned"))).At(check.Medium),
		Fails("Partitioned without Secure on the second page alone", "1 of 2 lines lost",
			Visit(Get("/").Sets("a=1; Path=/; Secure; Partitioned"), Get("/b").Sets("a=1; Path=/; Partitioned"))).Of("a").At(check.Medium),
		Fails("an Expires that is over by the server's own Date", "the server's Date is 1h0m0s ahead",
			Visit(Get("/").Dated(time.Hour).Sets("a=1; Expires=Mon, 02 Mar 2026 12:01:00 GMT"))).At(check.Medium),
		Fails("an HttpOnly cookie that is in no jar and no request", "though no script can remove it",
			Visit(Get("/").Sets("a=1; HttpOnly").Unstored(), Get("/"))).At(check.Medium),
		Fails("an HttpOnly cookie that a request lacks and a later answer deletes", "though no script can remove it",
			Visit(Get("/").Sets("a=1; HttpOnly").Unstored(), Get("/"), Get("/out").Sets("a=; Max-Age=0"))).At(check.Medium),
		Fails("a cookie pushed out by 160 others", "pushed out of the jar",
			Visit(Get("/").Sets("first=1").Unstored(), Get("/").Sets(many...))).Of("first").At(check.Medium),

		Undecided("a cookie that the browser's settings block", "set up to block it: UserPreferences",
			Visit(Get("/").Sets("a=1").Blocked("UserPreferences"))).At(check.Medium),
		Undecided("a readable cookie that is never seen", "a script of the page may have removed it",
			Visit(Get("/").Sets("a=1"), Forget("a"))).At(check.Medium),
		Undecided("a readable session cookie that is never seen", "a script of the page may have removed it",
			Role("a", "session"), Visit(Get("/").Sets("a=1"), Forget("a"))).At(check.High),

		Skips("a cookie that is only deleted", "no answer sets it",
			Visit(Get("/").Sets("a=; Max-Age=0"))),
		Skips("a deletion by Expires", "no answer sets it",
			Visit(Get("/").Sets("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"))),
		Skips("a deletion that Chrome refuses", "no answer sets it",
			Visit(Get("/").Sets("__Host-a=; Path=/; Max-Age=0").Blocked("InvalidPrefix"))),
		Skips("a cookie that a script sets", "a script set it",
			Visit(Get("/"), Hold("a=1"))),
		Skips("an HttpOnly cookie that the same answer deletes again", "deleted again",
			Visit(Get("/").Sets("a=1; HttpOnly", "a=; HttpOnly; Max-Age=0"))),
		Skips("a cookie of two seconds that is over before the jar is read", "over, before the jar was read",
			Visit(Get("/").Sets("a=1; HttpOnly; Max-Age=2"), Wait(10*time.Second))),
		Skips("a cookie that is cleared with the site's data", "deleted again",
			Visit(Get("/").Sets("a=1; HttpOnly"), Get("/out").Lacks("a").OffWire().Says("Clear-Site-Data", `"cookies"`))),
	)
}

func TestALineThatChromeStoresAgainstTheModel(t *testing.T) {
	t.Parallel()
	c := Case(Visit(Get("/").Sets("a=31d4; Partitioned"), Hold("a=31d4")))
	if v := set.Stored.Apply(c, Named(c, "a")); v.Outcome != check.Passed {
		t.Errorf("%s: %s", v.Outcome, v.Actual)
	}
}

// TestACookieWhoseLossBrokeTheLogin is as grave as one of a session, which nobody can know it to be.
func TestACookieWhoseLossBrokeTheLogin(t *testing.T) {
	t.Parallel()
	c := Case(Visit(Get("/")), Browse(Get("/in").Sets("sid=31d4; Secure").Blocked("SecureOnly")))
	scene := &c.Scenes[1]
	scene.Stage, scene.State, scene.Exchanges[0].Act = recording.Login, recording.Failed, recording.LoggingIn
	if v := set.Stored.Apply(c, Named(c, "sid")); v.Severity == nil || *v.Severity != check.High {
		t.Errorf("%s: %s", v.Outcome, v.Actual)
	}
}
