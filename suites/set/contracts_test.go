package set_test

import (
	"strings"
	"testing"

	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/set"
)

func TestSizeLimits(t *testing.T) {
	t.Parallel()
	octets := func(n int) string { return strings.Repeat("x", n) }
	Table(t, set.SizeLimits,
		Passes("4096 bytes together", "at most 4096 bytes", Visit(Get("/").Sets("abcd="+octets(4092)))),
		Passes("a line that is longer only by its attributes", "at most 4096", Visit(Get("/").Sets("abcd="+octets(4092)+"; Path=/"+octets(500)))),
		Passes("an attribute of 1024 bytes", "at most 2 bytes", Visit(Get("/").Sets("a=1; Path=/"+octets(1023)))),
		Passes("a small cookie over http", "at most 2 bytes", Target(plain), Visit(Get("/").Sets("a=1"))),
		Fails("4097 bytes together", "name and value of 4097 bytes on the only line",
			Visit(Get("/").Sets("abcd="+octets(4093)).Blocked("NameValuePairExceedsMaxSize"))),
		Fails("a long name with a short value", "name and value of 4097 bytes", Visit(Get("/").Sets(octets(4096)+"=1").Blocked("NameValuePairExceedsMaxSize"))),
		Fails("letters beyond ASCII count by bytes", "name and value of 4098 bytes",
			Visit(Get("/").Sets("ab="+strings.Repeat("é", 2048)).Blocked("NameValuePairExceedsMaxSize"))),
		Fails("one page of two", "on 1 of 2 lines", Visit(Get("/a/").Sets("a=1; Path=/a"), Get("/a/b").Sets("a="+octets(4096)).Blocked("NameValuePairExceedsMaxSize"))),
		Fails("an attribute of 1025 bytes", "path of 1025 bytes on the only line", Visit(Get("/").Sets("a=1; Path=/"+octets(1024)))),
		Fails("an unknown attribute of 1025 bytes", "note of 1025 bytes", Visit(Get("/").Sets("a=1; Note="+octets(1025)))),
		Skips("a deletion", "no answer sets it", Visit(Get("/").Sets("a=; Max-Age=0; Note="+octets(1025)))),
	)
}

func TestPrefixContract(t *testing.T) {
	t.Parallel()
	Table(t, set.PrefixContract,
		Passes("__Secure- with Secure", "__Secure- with Secure", Visit(Get("/").Sets("__Secure-a=1; Secure; Domain=shop.test"))),
		Passes("__Host- with all", "__Host- with Secure, Path=/, no Domain", Visit(Get("/").Sets("__Host-a=1; Secure; Path=/"))),
		Passes("__Host- on localhost over http", "__Host- with", Target("http://localhost:8000/"), Visit(Get("/").Sets("__Host-a=1; Secure; Path=/"))),
		Passes("__Http- with HttpOnly", "__Http- with Secure, HttpOnly", Visit(Get("/").Sets("__Http-a=1; Secure; HttpOnly"))),
		Passes("__Host-Http- with all", "__Host-Http- with Secure, HttpOnly, Path=/, no Domain", Visit(Get("/").Sets("__Host-Http-a=1; Secure; HttpOnly; Path=/"))),
		Passes("an empty Domain is none", "__Host- with", Visit(Get("/").Sets("__Host-a=1; Secure; Path=/; Domain="))),
		Passes("a deletion without Secure is another check's", "__Host- with",
			Visit(Get("/").Sets("__Host-a=1; Secure; Path=/"), Get("/out").Sets("__Host-a=; Path=/; Max-Age=0").Blocked("InvalidPrefix"))),

		Fails("__Secure- without Secure", "no Secure on the only line", Visit(Get("/").Sets("__Secure-a=1").Blocked("InvalidPrefix"))),
		Fails("the prefix in another case", "no Secure", Visit(Get("/").Sets("__sEcUrE-a=1").Blocked("InvalidPrefix"))),
		Fails("__HOST- without anything", "no Secure, no Path=/ on", Visit(Get("/").Sets("__HOST-a=1").Blocked("InvalidPrefix"))),
		Fails("__Host- with a default path of /", "no Path=/ on the only line", Visit(Get("/").Sets("__Host-a=1; Secure").Blocked("InvalidPrefix"))),
		Fails("__Host- with another path", "no Path=/", Visit(Get("/").Sets("__Host-a=1; Secure; Path=/app").Blocked("InvalidPrefix"))),
		Fails("__Host- with a Domain", "a Domain on the only line", Visit(Get("/").Sets("__Host-a=1; Secure; Path=/; Domain=shop.test").Blocked("InvalidPrefix"))),
		Fails("__Host- with a Domain that means none", "a Domain on the only line", Target("http://localhost:8000/"),
			Visit(Get("/").Sets("__Host-a=1; Secure; Path=/; Domain=localhost").Blocked("InvalidPrefix"))),
		Fails("__Http- without HttpOnly", "no HttpOnly on the only line", Visit(Get("/").Sets("__Http-a=1; Secure").Blocked("InvalidPrefix"))),
		Fails("__Host-Http- without HttpOnly", "no HttpOnly on the only line", Visit(Get("/").Sets("__Host-Http-a=1; Secure; Path=/").Blocked("InvalidPrefix"))),
		Fails("one line of two", "no Secure on 1 of 2 lines",
			Visit(Get("/").Sets("__Secure-a=1; Secure; Path=/"), Get("/b").Sets("__Secure-a=1; Path=/").Blocked("InvalidPrefix"))),

		Skips("another name", "no prefix that browsers know", Visit(Get("/").Sets("a__Host-=1"))),
		Skips("half a prefix", "no prefix that browsers know", Visit(Get("/").Sets("__Host=1"))),
		Skips("a deletion alone", "no answer sets it", Visit(Get("/").Sets("__Host-a=; Path=/; Max-Age=0").Blocked("InvalidPrefix"))),
	)
}

func TestDomainCoversHost(t *testing.T) {
	t.Parallel()
	www := Target("https://www.shop.test/")
	Table(t, set.DomainCoversHost,
		Passes("the host itself", "Domain=shop.test includes shop.test", Visit(Get("/").Sets("a=1; Domain=shop.test"))),
		Passes("a domain above", "Domain=shop.test includes www.shop.test", www, Visit(Get("/").Sets("a=1; Domain=shop.test"))),
		Passes("a leading dot, which browsers ignore", "Domain=.shop.test includes www.shop.test", www, Visit(Get("/").Sets("a=1; Domain=.shop.test"))),
		Passes("upper case", "Domain=SHOP.test", Visit(Get("/").Sets("a=1; domain=SHOP.test"))),
		Passes("a public suffix that is the host itself", "Domain=localhost includes localhost",
			Target("http://localhost:8000/"), Visit(Get("/").Sets("a=1; Domain=localhost"))),
		Passes("an address that is the host itself", "includes 127.0.0.1",
			Target("http://127.0.0.1:8000/"), Visit(Get("/").Sets("a=1; Domain=127.0.0.1"))),
		Fails("another host", "Domain=other.test on the only line: the host is not in the domain",
			Visit(Get("/").Sets("a=1; Domain=other.test").Blocked("InvalidDomain"))),
		Fails("a subdomain of the host", "the host is not in the domain", Visit(Get("/").Sets("a=1; Domain=www.shop.test").Blocked("InvalidDomain"))),
		Fails("a suffix that is no domain above", "the host is not in the domain", Visit(Get("/").Sets("a=1; Domain=op.test").Blocked("InvalidDomain"))),
		Fails("a public suffix", "public suffix", Target("https://shop.co.uk/"), Visit(Get("/").Sets("a=1; Domain=co.uk").Blocked("InvalidDomain"))),
		Fails("a public suffix of a hoster", "public suffix", Target("https://shop.github.io/"), Visit(Get("/").Sets("a=1; Domain=github.io").Blocked("InvalidDomain"))),
		Fails("a dot alone, which Chrome refuses", "Domain=. on the only line", Visit(Get("/").Sets("a=1; Domain=.").Blocked("InvalidDomain"))),
		Fails("a Domain that only Chrome refuses", "Chrome refused it as InvalidDomain", Visit(Get("/").Sets("a=1; Domain=shop.test").Blocked("InvalidDomain"))),
		Fails("one line of two", "on 1 of 2 lines", Visit(Get("/").Sets("a=1"), Get("/").Sets("a=1; Domain=other.test").Blocked("InvalidDomain"))),
		Skips("no Domain", "no line has a Domain", Visit(Get("/").Sets("a=1"))),
		Skips("a Domain that is too long to count", "no line has a Domain", Visit(Get("/").Sets("a=1; Domain="+strings.Repeat("x", 1025)))),
		Skips("an empty Domain", "no line has a Domain", Visit(Get("/").Sets("a=1; Domain="))),
		Skips("a deletion of an old Domain", "no answer sets it", Visit(Get("/").Sets("a=; Domain=other.test; Max-Age=0").Blocked("InvalidDomain"))),
	)
}

func TestOneLinePerCookie(t *testing.T) {
	t.Parallel()
	Table(t, set.OneLinePerCookie,
		Passes("a line in each answer", "in each of 2 answers", Visit(Get("/").Sets("a=1"), Get("/").Sets("a=2"))),
		Passes("names that differ in case are two cookies", "one line", Visit(Get("/").Sets("a=1", "A=1"))).Of("a"),
		Fails("twice the same", "2 lines of this name in one answer; so in 1 of 1 answers", Visit(Get("/").Sets("a=1", "a=1"))),
		Fails("two values", "2 lines of this name", Visit(Get("/").Sets("a=1; Path=/", "a=2; Path=/"))),
		Fails("one answer of three", "in 1 of 3 answers", Visit(Get("/").Sets("a=1"), Get("/").Sets("a=1", "a=2"), Get("/").Sets("a=1"))),
		Fails("a deletion does not excuse two others", "2 lines of this name", Visit(Get("/").Sets("a=1", "a=; Max-Age=0", "a=2"))),
		Fails("set and deleted", "sets the cookie and then deletes it", Visit(Get("/").Sets("a=1; Path=/", "a=; Path=/; Max-Age=0"))),
		Passes("deleted and set", "one line", Visit(Get("/").Sets("a=; Path=/; Max-Age=0", "a=1; Path=/"))),
		Skips("deletions alone", "no answer sets it", Visit(Get("/").Sets("a=; Max-Age=0", "a=; Max-Age=0"))),
	)
}

func TestNotFolded(t *testing.T) {
	t.Parallel()
	Table(t, set.NotFolded,
		Passes("a plain line", "no second cookie", Visit(Get("/").Sets("a=1; Path=/"))),
		Passes("the comma of a date", "no second cookie", Visit(Get("/").Sets("a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT; Path=/"))),
		Passes("a comma in the value", "no second cookie", Visit(Get("/").Sets("a=1, b=2; Path=/"))),
		Passes("a comma and = in an unknown attribute", "no second cookie", Visit(Get("/").Sets("a=1; Note=x, y=z"))),
		Passes("a path with a comma", "no second cookie", Visit(Get("/").Sets("a=1; Path=/x,y"))),
		Passes("a path with a comma and = that the page has", "no second cookie", Visit(Get("/x,y=2/page").Sets("a=1; Path=/x,y=2").Unstored())),
		Passes("an attribute behind the comma, which is no cookie", "no second cookie", Visit(Get("/").Sets("a=1; Path=/, HttpOnly, SameSite=Lax").Unstored())),
		Fails("behind Path", "a comma joins the cookie b to the only line", Visit(Get("/").Sets("a=1; Path=/, b=2").Unstored())),
		Fails("behind Path, without a blank", "the cookie d", Visit(Get("/").Sets("a=b;path=/c,d=e").Unstored())),
		Fails("behind Secure", "the cookie b", Visit(Get("/").Sets("a=1; Secure, b=2"))),
		Fails("behind HttpOnly, with attributes of its own", "the cookie b-c", Visit(Get("/").Sets("a=1; HttpOnly, b-c=2; Path=/"))),
		Fails("behind a date", "the cookie b", Visit(Get("/").Sets("a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT, b=2"))),
		Fails("behind SameSite", "the cookie b", Visit(Get("/").Sets("a=1; SameSite=Lax, b=2; Path=/"))),
		Fails("three of them", "the cookie b", Visit(Get("/").Sets("a=1; Path=/, b=2, c=3").Unstored())),
		Fails("behind a deletion", "the cookie b", Visit(Get("/").Sets("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT, b=2"))),
		Fails("one line of two", "to 1 of 2 lines", Visit(Get("/").Sets("a=1; Secure"), Get("/").Sets("a=1; Secure, b=2"))),
		Skips("a script's cookie", "a script set it", Visit(Get("/"), Hold("a=1"))),
	)
}
