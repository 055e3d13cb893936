package set_test

import (
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
	"github.com/cookiespec/cookiespec/suites/set"
)

func TestAttributesAsStored(t *testing.T) {
	t.Parallel()
	line := func(text string) Element { return Visit(Get("/app/in").Sets(text)) }
	Table(t, set.AttributesAsStored,
		Passes("every attribute", "as the line says",
			line("a=1; Max-Age=600; Domain=shop.test; Path=/; Secure; HttpOnly; SameSite=Strict")),
		Passes("none", "as the line says", line("a=1")),
		Passes("an empty Path means the default path", "as the line says", line("a=1; Path=")),
		Passes("a leading dot in Domain", "as the line says", line("a=1; Domain=.shop.test")),
		Passes("a Max-Age that cannot be read beside an Expires that can", "as the line says", line("a=1; Max-Age=x; Expires=Wed, 09 Jun 2027 10:18:14 GMT")),
		Passes("an Expires that cannot be read beside a Max-Age that can", "as the line says", line("a=1; Expires=0; Max-Age=60")),
		Passes("an Expires of another form that browsers read", "as the line says", line("a=1; Expires=Wednesday, 09-Jun-27 10:18:14 GMT")),
		Passes("an empty Max-Age says nothing", "as the line says", line("a=1; Max-Age=; Expires=")),
		Passes("a lifetime that is cut to 400 days", "as the line says", line("a=1; Max-Age=99999999999999")),
		Passes("no SameSite, which Chrome shows as Lax", "as the line says",
			Visit(Get("/").Sets("a=1"), Alter("a", func(c *rfc6265.Cookie) { c.SameSite = rfc6265.Lax }))),
		Passes("a clock that is a little off", "as the line says",
			Visit(Get("/").Sets("a=1; HttpOnly; Max-Age=60"), Alter("a", func(c *rfc6265.Cookie) { c.Expiry = c.Expiry.Add(2 * time.Second) }))),
		Passes("an attribute that nobody knows and that is long", "as the line says", line("a=1; Note="+strings.Repeat("x", 1025))),

		Fails("a Max-Age that cannot be read", "max-age=60s cannot be read: the cookie ends with the browser session", line("a=1; Max-Age=60s")),
		Fails("a Max-Age with a sign, which Chrome alone reads", "max-age=+60 is read by Chrome, and ignored by browsers", line("a=1; Max-Age=+60")),
		Fails("a good Max-Age before a bad one, of which Chrome takes the bad one", "max-age=x cannot be read", line("a=1; Max-Age=60; Max-Age=x")),
		Fails("an Expires that cannot be read", "expires=Session cannot be read", line("a=1; Expires=Session")),
		Fails("a Path without a slash", `Path=app does not start with "/": the cookie is stored for /app`, line("a=1; Path=app")),
		Fails("the last of two Paths", "Path=in does not start", line("a=1; Path=/; Path=in")),
		Fails("a SameSite that browsers do not know", "SameSite=Laxx is no value that browsers know", line("a=1; SameSite=Laxx")),
		Fails("a colon for the equals sign", "SameSite: Lax is no attribute that browsers know, and is ignored: SameSite was meant", line("a=1; SameSite: Lax")),
		Fails("a letter that is another", "HttpOnIy is no attribute that browsers know, and is ignored: HttpOnly was meant", line("a=1; HttpOnIy")),
		Fails("a letter left out", "HttpOny is no attribute", line("a=1; HttpOny")),
		Passes("attributes of other times, which are like none", "as the line says", line("a=1; Version=1; Priority=High; SameParty; Port=80; Discard; Comment=x")),
		Fails("attributes that a comma joins to Path", "a comma makes HttpOnly and SameSite a part of Path", Visit(Get("/app/in").Sets("a=1; Path=/, HttpOnly, SameSite=Lax").Unstored())),
		Fails("attributes that commas join, without blanks", "a comma makes Secure and HttpOnly a part of SameSite", line("a=1; SameSite=Lax,Secure,HttpOnly")),
		Passes("a path with a comma", "as the line says", line("a=1; Path=/x,y")),
		Fails("Secure=false", "secure=false is read as secure", line("a=1; Secure=false")),
		Fails("an attribute that is too long", "path of 1025 bytes is ignored", line("a=1; Path=/"+strings.Repeat("x", 1024))),
		Fails("one page of two", "on 1 of 2 lines", Visit(Get("/").Sets("a=1"), Get("/").Sets("a=1; Max-Age=1d"))),

		Undecided("an HttpOnly cookie with another end in the jar", "Chrome stored it otherwise than the RFC says: end 2026-03-02T12:10",
			Visit(Get("/").Sets("a=1; HttpOnly; Max-Age=60"), Alter("a", func(c *rfc6265.Cookie) { c.Expiry = c.Expiry.Add(9 * time.Minute) }))),
		Undecided("an HttpOnly session cookie that has an end in the jar", "persistent true instead of false",
			Visit(Get("/").Sets("a=1; HttpOnly"), Alter("a", func(c *rfc6265.Cookie) { c.Persistent, c.Expiry = true, Noon.Add(time.Hour) }))),
		Undecided("an HttpOnly cookie that has lost a flag", "Secure false instead of true",
			Visit(Get("/").Sets("a=1; HttpOnly; Secure"), Alter("a", func(c *rfc6265.Cookie) { c.Secure = false }))),
		Skips("a readable cookie with another end in the jar", "which a script of the page may have done",
			Visit(Get("/").Sets("a=1; Max-Age=60"), Alter("a", func(c *rfc6265.Cookie) { c.Expiry = c.Expiry.Add(9 * time.Minute) }))),
		Skips("a cookie whose value a script changed", "never read while it held the value",
			Visit(Get("/").Sets("a=1"), Hold("a=2; Max-Age=60"))),
		Skips("a refused line", "no line of it is stored", Visit(Get("/").Sets("a=1; Path=x; Domain=other.test").Blocked("InvalidDomain"))),
		Skips("a deletion", "no line of it is stored", Visit(Get("/").Sets("a=; Path=x; Max-Age=0"))),
	)
}

func TestAnHTTPOnlyCookieUnderAnotherPathThanPredicted(t *testing.T) {
	t.Parallel()
	c := Case(Visit(Get("/").Sets("a=31d4; HttpOnly; Path=/"), Alter("a", func(c *rfc6265.Cookie) { c.Path = "/other" })))
	v := set.AttributesAsStored.Apply(c, Named(c, "a"))
	if v.Outcome != check.Undecided || !strings.Contains(v.Reason, "path /other instead of /") {
		t.Errorf("%s: %s", v.Outcome, v.Reason)
	}
	if v := set.Stored.Apply(c, Named(c, "a")); v.Outcome != check.Passed {
		t.Errorf("set/stored: %s: %s%s", v.Outcome, v.Actual, v.Reason)
	}
}
