package set_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/set"
)

func TestSecure(t *testing.T) {
	t.Parallel()
	Table(t, set.Secure,
		Passes("Secure on the only line", "Secure on the only line", Visit(Get("/").Sets("a=1; Secure"))),
		Passes("secure in lower case, before the others", "Secure on the only line", Visit(Get("/").Sets("a=1; secure; path=/"))),
		Passes("a deletion without Secure beside it", "Secure on the only line",
			Visit(Get("/").Sets("a=1; Secure; Path=/"), Get("/out").Sets("a=; Path=/; Max-Age=0"))),
		Passes("a line without Secure that came over http", "Secure on the only line",
			Visit(Get(plain).Sets("a=1; Path=/"), Get("/").Sets("a=1; Path=/; Secure"))),

		Fails("no Secure on a preference", "no Secure on the only line", Visit(Get("/").Sets("a=1"))).At(check.Medium),
		Fails("no Secure on a session cookie", "no Secure on the only line",
			Role("a", "session"), Visit(Get("/").Sets("a=1"))).At(check.High),
		Fails("no Secure on a load balancer's cookie", "no Secure on the only line",
			Role("a", "load-balancer"), Visit(Get("/").Sets("a=1"))).At(check.Medium),
		Fails("the word secure in the value", "no Secure on the only line", Visit(Get("/").Sets("a=secure; Path=/secure"))).At(check.Medium),
		Fails("Secure of another cookie in the same answer", "no Secure on the only line",
			Visit(Get("/").Sets("a=1", "b=2; Secure"))).Of("a").At(check.Medium),
		Fails("one page of three", "no Secure on 1 of 3 lines",
			Visit(Get("/").Sets("a=1; Path=/; Secure"), Get("/b").Sets("a=1; Path=/"), Get("/c").Sets("a=1; Path=/; Secure"))).At(check.Medium),
		Passes("the first of two lines in one answer, which the second replaces", "Secure on the only line",
			Visit(Get("/").Sets("a=1; Path=/", "a=2; Path=/; Secure"))),
		Fails("the second of two lines in one answer", "no Secure on the only line",
			Visit(Get("/").Sets("a=2; Path=/; Secure", "a=1; Path=/"))).At(check.Medium),
		Fails("a line over https beside good ones over http", "no Secure on the only line",
			Visit(Get(plain).Sets("a=1; Path=/"), Get("/").Sets("a=1; Path=/"))).At(check.Medium),
		Fails("a WebSocket handshake over TLS", "no Secure on the only line",
			Visit(Do(recording.WebSocket, "wss://shop.test/live").Sets("a=1"))).At(check.Medium),

		Skips("plain http", "no line of it came over https", Target(plain), Visit(Get("/").Sets("a=1"))),
		Skips("localhost over http", "no line of it came over https", Target("http://localhost:8000/"), Visit(Get("/").Sets("a=1"))),
		Skips("a deletion alone", "no answer sets it", Visit(Get("/").Sets("a=; Max-Age=0"))),
		Skips("a deletion by a date in the past", "no answer sets it", Visit(Get("/").Sets("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"))),
		Skips("a line that is rejected as a whole", "see set/stored", Visit(Get("/").Sets("a=1\x01; Path=/").Blocked("DisallowedCharacter"))),
		Skips("a script's cookie", "a script set it", Visit(Get("/"), Hold("a=1"))),
	)
}

func TestHTTPOnly(t *testing.T) {
	t.Parallel()
	session := Role("sid", "session")
	Table(t, set.HTTPOnly,
		Passes("HttpOnly on the only line", "HttpOnly on the only line",
			session, Visit(Get("/").Sets("sid=31d4; HttpOnly"), Scripts("/", "theme"))),
		Passes("httponly in lower case", "HttpOnly on the only line", session, Visit(Get("/").Sets("sid=31d4; httponly"))),
		Passes("a deletion without HttpOnly", "HttpOnly on the only line",
			session, Visit(Get("/").Sets("sid=31d4; HttpOnly; Path=/"), Get("/out").Sets("sid=; Path=/; Max-Age=0"))),

		Passes("a name that a script of another site's page read", "HttpOnly on the only line",
			session, Visit(Get("/").Sets("sid=31d4; HttpOnly"), Scripts("https://login.example/", "sid"))),
		Passes("a name that a script read where the cookie does not belong", "HttpOnly on the only line",
			session, Visit(Get("/app/").Sets("sid=31d4; HttpOnly; Path=/app"), Scripts("/", "sid"))),

		Fails("no HttpOnly", "no HttpOnly on the only line", session, Visit(Get("/").Sets("sid=31d4"))),
		Fails("one page of three sheds it", "no HttpOnly on 1 of 3 lines", session,
			Visit(Get("/").Sets("sid=1; Path=/; HttpOnly"), Get("/b").Sets("sid=2; Path=/"), Get("/c").Sets("sid=3; Path=/; HttpOnly"))),
		Fails("the word in the value", "no HttpOnly on the only line", session, Visit(Get("/").Sets("sid=HttpOnly"))),
		Fails("a name that a script read", "a script read its name", session,
			Visit(Get("/").Sets("sid=31d4; HttpOnly"), Scripts("/", "sid"))),
		Fails("a session cookie that a script sets", "a script read its name", session,
			Visit(Get("/"), Hold("sid=31d4"), Scripts("/", "sid"))),

		Fails("no HttpOnly on one that was found by experiment", "no HttpOnly on the only line", Visit(Get("/").Sets("sid=31d4")), Replay(Bears("sid")...)),
		Skips("an unknown role", "declare `role: session` where it is such", Visit(Get("/").Sets("sid=31d4"))),
		Skips("a csrf token that scripts must read", "not applicable to the role csrf", Role("csrftoken", "csrf"), Visit(Get("/").Sets("csrftoken=31d4"))),
		Skips("a session cookie that is only deleted", "no answer sets it", session, Visit(Get("/").Sets("sid=; Max-Age=0"))),
	)
}

func TestANameThatAnotherCookieOfThePageHasIsNotHeldAgainstTheSessionCookie(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]check.Outcome{"/": check.Failed, "/app/": check.Passed} {
		c := Case(Role("sid", "session"), Visit(
			Get("/").Sets("sid=31d4; HttpOnly; Path=/"), Get("/app/"), Hold("sid=1; Path=/app"), Get("/app/"), Scripts(page, "sid")))
		if v := set.HTTPOnly.Apply(c, Named(c, "sid")); v.Outcome != want {
			t.Errorf("read on %s: %s, expected %s", page, v.Outcome, want)
		}
	}
}

func TestSameSiteExplicit(t *testing.T) {
	t.Parallel()
	session := Role("sid", "session")
	Table(t, set.SameSiteExplicit,
		Passes("Lax", "SameSite=Lax", session, Visit(Get("/").Sets("sid=1; SameSite=Lax"))),
		Passes("Strict", "SameSite=Strict", session, Visit(Get("/").Sets("sid=1; SameSite=Strict"))),
		Passes("lax in lower case", "SameSite=Lax", session, Visit(Get("/").Sets("sid=1; samesite=lax"))),
		Passes("None that is declared", "SameSite=None",
			Declare(recording.Declaration{Name: "sid", Role: "session", SameSite: "None"}), Visit(Get("/").Sets("sid=1; SameSite=None; Secure"))),
		Passes("the last of two values counts", "SameSite=Strict", session, Visit(Get("/").Sets("sid=1; SameSite=None; SameSite=Strict"))),

		Fails("none given, though Chrome's jar says Lax", "no SameSite that browsers know on the only line", session,
			Visit(Get("/").Sets("sid=1"))),
		Fails("a value that browsers do not know", "no SameSite that browsers know", session, Visit(Get("/").Sets("sid=1; SameSite=Laxx"))),
		Fails("None that is not declared", "SameSite=None, which the config does not declare", session,
			Visit(Get("/").Sets("sid=1; SameSite=None; Secure"))).At(check.High),
		Passes("None of a partitioned cookie", "SameSite=None", session, Visit(Get("/").Sets("sid=1; SameSite=None; Secure; Partitioned"))),
		Passes("a header that empties it", "SameSite=Lax", session, Visit(Get("/").Sets("sid=1; Path=/; SameSite=Lax"), Get("/out").Sets("sid=; Path=/"))),
		Fails("one line of two", "1 of 2 lines", session,
			Visit(Get("/").Sets("sid=1; Path=/; SameSite=Lax"), Get("/b").Sets("sid=1; Path=/"))),

		Fails("none given by a session cookie that was found by experiment", "no SameSite that browsers know", Visit(Get("/").Sets("sid=1")), Replay(Bears("sid")...)),
		Passes("Lax of one that was found by experiment", "SameSite=Lax", Visit(Get("/").Sets("sid=1; SameSite=Lax")), Replay(Bears("sid")...)),
		Fails("None of one that was found by experiment", "which the config does not declare", Visit(Get("/").Sets("sid=1; SameSite=None; Secure")), Replay(Bears("sid")...)).At(check.High),
		Fails("a state that a provider's page posts back", "a POST from another site", postedBy("https://login.example/authorize", "state=1; Path=/")...),
		Skips("one that says None", "declare `role: session` where it is such", postedBy("https://login.example/authorize", "state=1; Path=/; SameSite=None; Secure")...),
		Skips("one that the site's own page posts", "declare `role: session` where it is such", postedBy("/form", "state=1; Path=/")...),
		Skips("an unknown role", "declare `role: session` where it is such", Visit(Get("/").Sets("sid=1"))),
		Skips("a preference", "not applicable to the role preference", Role("theme", "preference"), Visit(Get("/").Sets("theme=1"))),
		Skips("a deletion alone", "no answer sets it", session, Visit(Get("/").Sets("sid=; Max-Age=0"))),
	)
}

// postedBy is a login that ends with a page that posts the user back to the site.
func postedBy(page, state string) []Element {
	return []Element{Account(), Visit(Get("/")), Login(
		Get("/login").Status(302).Sets(state).Then(Get(page)), Post(page).By(recording.LoggingIn), Post("/callback").By(recording.LoggingIn))}
}

func TestSameSiteNoneIsSecure(t *testing.T) {
	t.Parallel()
	Table(t, set.SameSiteNoneIsSecure,
		Passes("both", "SameSite=None with Secure on the only line", Visit(Get("/").Sets("a=1; SameSite=None; Secure"))),
		Passes("both, in any case and order", "with Secure", Visit(Get("/").Sets("a=1; secure; samesite=none"))),
		Fails("None alone", "SameSite=None without Secure on the only line",
			Visit(Get("/").Sets("a=1; SameSite=None").Blocked("SameSiteNoneInsecure"))),
		Fails("None alone on the second page", "on 1 of 2 lines",
			Visit(Get("/").Sets("a=1; Path=/; SameSite=None; Secure"), Get("/b").Sets("a=1; Path=/; SameSite=None").Blocked("SameSiteNoneInsecure"))),
		Skips("Lax", "no line says SameSite=None", Visit(Get("/").Sets("a=1; SameSite=Lax"))),
		Skips("no SameSite", "no line says SameSite=None", Visit(Get("/").Sets("a=1"))),
		Skips("the word in the value", "no line says SameSite=None", Visit(Get("/").Sets("a=SameSite=None"))),
		Skips("a deletion", "no answer sets it", Visit(Get("/").Sets("a=; SameSite=None; Max-Age=0"))),
	)
}

func TestSecureFromTrustworthyOrigin(t *testing.T) {
	t.Parallel()
	Table(t, set.SecureFromTrustworthyOrigin,
		Passes("http without Secure", "no line that came over plain http has Secure", Target(plain), Visit(Get("/").Sets("a=1"))),
		Fails("Secure over http", "Secure over plain http on the only line", Target(plain),
			Visit(Get("/").Sets("a=1; Secure").Blocked("SecureOnly"))),
		Fails("Secure on the http page that redirects to https", "Secure over plain http on the only line",
			Visit(Get(plain).Sets("a=1; Path=/; Secure").Blocked("SecureOnly").Then(Get("/").Sets("a=1; Path=/; Secure")))),
		Skips("https", "every line came over https or from this machine", Visit(Get("/").Sets("a=1; Secure"))),
		Skips("localhost, which Chrome trusts", "from this machine", Target("http://localhost:8000/"), Visit(Get("/").Sets("a=1; Secure"))),
		Skips("127.0.0.1, which Chrome trusts", "from this machine", Target("http://127.0.0.1:8000/"), Visit(Get("/").Sets("a=1; Secure"))),
		Skips("a deletion", "no answer sets it", Target(plain), Visit(Get("/").Sets("a=; Secure; Max-Age=0").Blocked("SecureOnly"))),
	)
}
