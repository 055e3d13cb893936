package transport

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

const strict = "Strict-Transport-Security"

func TestHSTS(t *testing.T) {
	t.Parallel()
	one := func(value string) Element { return Visit(Get("/").Says(strict, value)) }
	asked := func(address string) Element {
		return func(p *Player) { p.Recording().Target.URL = address }
	}
	Table(t, HSTS,
		Passes("a year", "a policy of a year or more on 1 page", one("max-age=31536000")),
		Passes("two, in quotes and in another case", "a policy", one(`Max-Age="63072000" ; includeSubDomains; preload`)),
		Passes("the first of two counts", "a policy", one("max-age=31536000, max-age=0")),
		Passes("not on an image", "on 1 page", Visit(Get("/").Says(strict, "max-age=31536000"), Do(recording.SubResource, "/logo.svg"))),
		Passes("not on a page that is missing", "on 1 page", Visit(Get("/").Says(strict, "max-age=31536000"), Get("/gone").Status(404))),
		Passes("not on a page of another host", "on 1 page", Visit(Get("/").Says(strict, "max-age=31536000"), Get("https://img.shop.test/"))),
		Fails("none", "none of 1 page", Visit(Get("/"))),
		Fails("less than a year", "a max-age of 31535999 seconds", one("max-age=31535999")),
		Fails("switched off", "a max-age of 0 seconds", one("max-age=0")),
		Fails("a comma for a semicolon", "none of 1 page has one that browsers understand", one("max-age=31536000, includeSubDomains")),
		Passes("two headers, of which the first counts", "a policy", one("max-age=31536000, max-age=0")),
		Fails("switched off on one page of two", "a max-age of 0 seconds", Visit(Get("/").Says(strict, "max-age=31536000"), Get("/cart").Says(strict, "max-age=0"))),
		Fails("without max-age", "none of 1 page", one("includeSubDomains")),
		Fails("max-age is no number", "none of 1 page", one("max-age=1y")),
		Fails("max-age twice", "none of 1 page", one("max-age=31536000; max-age=31536000")),
		Fails("missing on one page of two", "1 of 2 pages", Visit(Get("/").Says(strict, "max-age=31536000"), Get("/cart"))).At(check.Low),
		Fails("missing on a page for members", "1 of 2 pages", Visit(Get("/").Says(strict, "max-age=31536000")), Login(Get("/account"))).At(check.Low),
		Fails("a cookie for the subdomains, without Secure", "goes to its subdomains over http", Visit(Get("/").Says(strict, "max-age=31536000").Sets("a=1; Domain=shop.test"))).At(check.Low),
		Passes("the same, and the policy is for them too", "a policy", Visit(Get("/").Says(strict, "max-age=31536000; includeSubDomains").Sets("a=1; Domain=shop.test"))),
		Passes("a Secure cookie for the subdomains", "a policy", Visit(Get("/").Says(strict, "max-age=31536000").Sets("a=1; Domain=shop.test; Secure"))),
		Skips("plain http", "on plain http", Target("http://shop.test/"), Visit(Get("/"))),
		Skips("localhost", "localhost", Target("https://localhost:8443/"), Visit(Get("/"))),
		Skips("an address", "addresses", Target("https://10.0.0.7/"), Visit(Get("/"))),
		Skips("an IPv6 address", "addresses", Target("https://[::1]:8443/"), Visit(Get("/"))),
		Skips("asked for over http on a port of its own", "port 8080", asked("http://shop.test:8080/"), Visit(Get("/"))),
		Fails("asked for over http on the usual port", "none of 1 page", asked("http://shop.test/"), Visit(Get("/"))),
		Undecided("no page", "no page of the site", Visit(Get("/").Status(503))),
	)
}

func TestNoClearText(t *testing.T) {
	t.Parallel()
	const http = "http://shop.test/"
	led := Get(http).Status(301).Says("Location", Shop)
	visit := Visit(Get("/").Sets("sid=31d4; Path=/; Secure", "theme=dark; Path=/"))
	session := Role("sid", "session")
	Table(t, NoClearText,
		Passes("it leads to https", "1 answer over plain http", session, visit, Plain(led)),
		Passes("it refuses", "1 answer over plain http", session, visit, Plain(Get(http).Status(403))),
		Passes("it forgets a cookie", "1 answer over plain http", session, visit, Plain(Get(http).Status(301).Sets("sid=; Max-Age=0"))),
		Fails("a session cookie before https", "a session cookie over plain http", session, visit, Plain(Get(http).Status(301).Sets("sid=31d4; Path=/"))).At(check.High),
		Fails("Secure, which comes too late", "a session cookie over plain http", session, visit, Plain(Get(http).Status(301).Sets("sid=31d4; Path=/; Secure"))).At(check.High),
		Fails("another cookie", "cookies over plain http", session, visit, Plain(Get(http).Status(301).Sets("theme=dark; Path=/"))),
		Fails("on the second address alone", "a session cookie", session, visit, Plain(led, Get(http+"cart").Sets("sid=31d4; Path=/"))).At(check.High),
		Fails("a page", "a page over plain http", session, visit, Plain(Get(http))).At(check.Low),
		Fails("a page of https leads through http, with a cookie", "cookies over plain http", session, visit, Browse(Get(http+"go").Status(302)), Plain(led)),
		Fails("the way to https sets a session cookie", "a session cookie", session, Visit(Get(http).Status(301).Sets("sid=31d4; Path=/"), Get("/")), Plain(led)).At(check.High),
		Passes("another site's plain http", "1 answer", session, visit, Browse(Get("http://other.example/").Sets("a=1")), Plain(led)),
		Skips("nothing answers", "plain: nothing answers", session, visit, Unneeded(recording.Plain, "nothing answers at http://shop.test/")),
		Undecided("nothing was seen", "no answer over plain http", session, visit, Plain()),
		Undecided("Chrome died", "plain: Chrome died", session, visit, Failed(recording.Plain, "Chrome died")),
	)
}

func TestSharedCache(t *testing.T) {
	t.Parallel()
	says := func(fields ...string) []Element {
		x := Get("/").Sets("sid=31d4; Path=/")
		for i := 0; i < len(fields); i += 2 {
			x.Says(fields[i], fields[i+1])
		}
		return []Element{Role("sid", "session"), Visit(x)}
	}
	const control = "Cache-Control"
	Table(t, SharedCache,
		Passes("nothing said", "no answer that sets it", says()...),
		Passes("private", "no answer that sets it", says(control, "private, max-age=600")...),
		Passes("public, and stale at once", "no answer that sets it", says(control, "public, max-age=0, must-revalidate")...),
		Passes("public, and to be asked for each time", "no answer that sets it", says(control, "public, no-cache, max-age=60")...),
		Passes("public, but for this field", "no answer that sets it", says(control, `public, max-age=60, no-cache="set-cookie"`)...),
		Passes("public, but not fresh for all", "no answer that sets it", says(control, "public, max-age=60, s-maxage=0")...),
		Passes("private for this field alone", "no answer that sets it", says(control, `max-age=60, private="x-a, set-cookie"`)...),
		Passes("stale by an Expires that is no date", "no answer that sets it", says("Expires", "0")...),
		Passes("max-age before Expires", "no answer that sets it", says(control, "max-age=0", "Expires", "Fri, 01 Jan 2100 00:00:00 GMT")...),
		Fails("fresh, and nothing keeps shared caches from it", "may be stored by any cache", says(control, "max-age=60")...).At(check.Medium),
		Fails("private for another field", "may be stored by any cache", says(control, `max-age=60, private="x-a"`)...).At(check.Medium),
		Fails("fresh by Expires", "may be stored by any cache", says("Expires", "Fri, 01 Jan 2100 00:00:00 GMT")...).At(check.Medium),
		Passes("Age of nothing", "no answer that sets it", says("Age", "0")...),
		Fails("out of a cache", "it came out of a cache, 7 seconds old", says("Age", "7")...),
		Fails("public and fresh", "may be stored by any cache", says(control, "public, max-age=60")...).At(check.Medium),
		Fails("fresh for all", "may be stored by any cache", says(control, "s-maxage=60")...).At(check.Medium),
		Fails("on the second page alone", "may be stored", Role("sid", "session"),
			Visit(Get("/").Sets("sid=31d4; Path=/"), Get("/shop").Sets("sid=31d4; Path=/").Says(control, "public, max-age=60"))).At(check.Medium),
		Fails("for another visitor", "out of a cache", Role("sid", "session"), Visit(Get("/").Sets("sid=31d4; Path=/")), Fresh(Get("/").Sets("sid=31d4; Path=/").Says("Age", "3"))),
		Passes("another value with each answer out of a cache: it is added behind it", "no answer that sets it", Role("sid", "session"),
			Visit(Get("/").Sets("sid=31d4; Path=/").Says("Age", "7")), Fresh(Get("/").Sets("sid=8c2e; Path=/").Says("Age", "9"))),
		Fails("the same value twice", "out of a cache", Role("sid", "session"),
			Visit(Get("/").Sets("sid=31d4; Path=/").Says("Age", "7")), Fresh(Get("/").Sets("sid=31d4; Path=/").Says("Age", "9"))),
		Passes("a deletion out of a cache", "no answer that sets it", Role("sid", "session"), Visit(Get("/").Sets("sid=31d4; Path=/"), Get("/out").Sets("sid=; Path=/; Max-Age=0").Says("Age", "3"))),
		Skips("a preference", "not applicable to the role preference", Role("sid", "preference"), Visit(Get("/").Sets("sid=31d4").Says("Age", "3"))),
		Skips("nobody knows what it is for", "its role is unknown", Visit(Get("/").Sets("sid=31d4").Says("Age", "3"))),
	)
}
