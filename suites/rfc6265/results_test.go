package rfc6265_test

import (
	"errors"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

func TestParseKeepsEveryAttribute(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("p", 1025)
	got, err := rfc6265.Parse("a=1; Path=/x; path ; Max-Age = 60;; Foo=; =bar; Path=/" + long + "; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Domain=.Shop.TEST; SECURE; httponly=x; Partitioned; SameSite=STRICT")
	if err != nil {
		t.Fatal(err)
	}
	epoch, minute := time.Unix(0, 0).UTC(), time.Minute
	want := rfc6265.SetCookie{
		Name: "a", Value: "1",
		Attributes: []rfc6265.Attribute{
			{"Path", "/x", true}, {"path", "", false}, {"Max-Age", "60", true}, {"", "", false}, {"Foo", "", true}, {"", "bar", true},
			{"Path", "/" + long, true}, {"Expires", "Thu, 01 Jan 1970 00:00:00 GMT", true}, {"Domain", ".Shop.TEST", true},
			{"SECURE", "", false}, {"httponly", "x", true}, {"Partitioned", "", false}, {"SameSite", "STRICT", true},
		},
		Expires: &epoch, MaxAge: &minute, Domain: "shop.test", Secure: true, HTTPOnly: true, Partitioned: true, SameSite: rfc6265.Strict,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestRefusalsNameTheirStep(t *testing.T) {
	t.Parallel()
	const plain, tls = "http://www.shop.test/x/y", "https://www.shop.test/x/y"
	for _, c := range []struct{ name, at, line, step string }{
		{"a control character", plain, "a=1\x00", "5.6(1)"},
		{"a line feed", plain, "a=1\n", "5.6(1)"},
		{"a carriage return", plain, "a=1\r", "5.6(1)"},
		{"too long a pair", plain, "a=" + strings.Repeat("v", 4096), "5.6(5)"},
		{"an empty pair", plain, "=; Path=/", "5.7(2)"},
		{"a Domain beyond ASCII", plain, "a=1; Domain=é", "5.7(8)"},
		{"a public suffix", plain, "a=1; Domain=test", "5.7(9)"},
		{"another domain", plain, "a=1; Domain=example.org", "5.7(10)"},
		{"Secure over http", plain, "a=1; Secure", "5.7(13)"},
		{"SameSite=None without Secure", tls, "a=1; SameSite=None", "5.7(19)"},
		{"__Secure- without Secure", tls, "__Secure-a=1", "5.7(20)"},
		{"__Host- without Path", tls, "__Host-a=1; Secure", "5.7(21)"},
		{"a value that looks like a prefix", tls, "__Host-a", "5.7(22)"},
		{"__Http- without HttpOnly", tls, "__Http-a=1; Secure", "layered-cookies"},
		{"Partitioned without Secure", tls, "a=1; Partitioned", "CHIPS"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			u, _ := url.Parse(c.at)
			jar := rfc6265.Jar{Literal: true}
			r := jar.Set(c.line, rfc6265.Origin{URL: u, Received: now, SameSite: true})
			if r.Refusal == nil || r.Refusal.Step != c.step || !strings.Contains(r.Refusal.Error(), c.step) || len(jar.All()) != 0 {
				t.Errorf("%.80q: refusal %v, want one of step %s", c.line, r.Refusal, c.step)
			}
			if _, err := rfc6265.Parse(c.line); (err != nil) != strings.HasPrefix(c.step, "5.6") {
				t.Errorf("%.80q: Parse says %v", c.line, err)
			} else if refusal := new(rfc6265.Refusal); err != nil && (!errors.As(err, &refusal) || *refusal != *r.Refusal) {
				t.Errorf("%.80q: Parse says %v, Set %v", c.line, err, r.Refusal)
			}
		})
	}
}

func TestCrossSiteLinesNeedNone(t *testing.T) {
	t.Parallel()
	u, _ := url.Parse("https://shop.test/")
	for line, step := range map[string]string{"a=1": "5.7(18)", "a=1; SameSite=Lax": "5.7(18)", "a=1; SameSite=Strict; Secure": "5.7(18)", "a=1; SameSite=None; Secure": ""} {
		var jar rfc6265.Jar
		r := jar.Set(line, rfc6265.Origin{URL: u, Received: now})
		if got := stepOf(r.Refusal); got != step {
			t.Errorf("%q: %v, want step %q", line, r.Refusal, step)
		}
	}
}

func stepOf(r *rfc6265.Refusal) string {
	if r == nil {
		return ""
	}
	return r.Step
}

func TestResultTellsDeletions(t *testing.T) {
	t.Parallel()
	u, _ := url.Parse("http://shop.test/")
	for _, c := range []struct {
		name, line       string
		deletes, removed bool
	}{
		{"a cookie is no deletion", "a=2", false, false},
		{"Max-Age=0 deletes what is there", "a=; Max-Age=0", true, true},
		{"Max-Age=0 deletes nothing where nothing is", "b=; Max-Age=0", true, false},
		{"a past Expires deletes", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", true, true},
		{"Max-Age wins over a past Expires", "a=2; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", false, false},
		{"Max-Age=0 wins over an Expires to come", "a=2; Max-Age=0; Expires=Fri, 01 Jan 2027 00:00:00 GMT", true, true},
		{"a deletion that is refused is one", "a=; Secure; Max-Age=0", true, false},
		{"the second of receipt is past", "a=; Expires=Tue, 10 Mar 2026 08:00:00 GMT", true, true},
		{"the second after it is not", "a=; Expires=Tue, 10 Mar 2026 08:00:01 GMT", false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var jar rfc6265.Jar
			from := rfc6265.Origin{URL: u, Received: now, SameSite: true}
			jar.Set("a=1", from)
			if r := jar.Set(c.line, from); r.Deletes != c.deletes || r.Removed != c.removed {
				t.Errorf("%q: deletes %t, removed %t", c.line, r.Deletes, r.Removed)
			}
		})
	}
}

func TestAnExpiredCookieIsAsGone(t *testing.T) {
	t.Parallel()
	u, _ := url.Parse("https://shop.test/")
	var jar rfc6265.Jar
	set := func(line, at string, after time.Duration) rfc6265.Result {
		from, _ := url.Parse(at)
		return jar.Set(line, rfc6265.Origin{URL: from, Received: now.Add(after), SameSite: true})
	}
	set("a=1; Max-Age=60; Secure", "https://shop.test/", 0)
	request := rfc6265.Request{URL: u, At: now.Add(59 * time.Second), SameSite: true}
	if len(jar.Retrieve(request)) != 1 {
		t.Error("it is not sent in its last second")
	}
	if r := set("a=2", "http://shop.test/", 59*time.Second); stepOf(r.Refusal) != "5.7(16)" {
		t.Errorf("a living Secure cookie was overlaid: %+v", r)
	}
	request.At = now.Add(60 * time.Second)
	if len(jar.Retrieve(request)) != 0 {
		t.Error("it is sent after its time")
	}
	if len(jar.All()) != 1 {
		t.Error("All does not list it")
	}
	if r := set("a=; Max-Age=0; Secure", "https://shop.test/", 60*time.Second); r.Removed {
		t.Error("a deletion removed what was expired")
	}
	set("a=1; Max-Age=60; Secure", "https://shop.test/", 0)
	if r := set("a=2", "http://shop.test/", time.Minute); r.Refusal != nil || !r.Cookie.Created.Equal(now.Add(time.Minute)) {
		t.Errorf("an expired cookie stood in the way of a new one: %+v", r)
	}
}

func TestJarByHand(t *testing.T) {
	t.Parallel()
	cookie := func(name, domain string, created int) rfc6265.Cookie {
		return rfc6265.Cookie{Name: name, Domain: domain, Path: "/", Created: now.Add(time.Duration(created) * time.Second)}
	}
	var jar rfc6265.Jar
	jar.Put(cookie("b", "shop.test", 2))
	jar.Put(cookie("a", "www.shop.test", 1))
	jar.Put(cookie("c", "other.test", 3))
	if got := names(jar.All()); got != "abc" {
		t.Errorf("in order of creation: %s", got)
	}
	replaced := cookie("b", "shop.test", 4)
	replaced.Value = "2"
	jar.Put(replaced)
	if got := names(jar.All()); got != "acb" || jar.All()[2].Value != "2" {
		t.Errorf("after a replacement: %s", got)
	}
	jar.Delete(rfc6265.Key{Name: "c", Domain: "other.test", Path: "/x"})
	jar.Clear("api.shop.test")
	if got := names(jar.All()); got != "c" {
		t.Errorf("after clearing the site: %s", got)
	}
	jar.Delete(cookie("c", "other.test", 0).Key())
	if got := jar.All(); len(got) != 0 {
		t.Errorf("after deleting the last: %+v", got)
	}
}

func TestUncertainEndsAfterTwoMinutes(t *testing.T) {
	t.Parallel()
	u, _ := url.Parse("https://shop.test/")
	c := rfc6265.Cookie{Name: "a", Domain: "shop.test", HostOnly: true, Path: "/", Created: now}
	post := rfc6265.Request{URL: u, At: now.Add(2 * time.Minute), TopLevel: true}
	if !c.Uncertain(post) || c.Withhold(post) == nil {
		t.Error("a fresh cookie may go with a cross-site POST, though it should not")
	}
	post.At = post.At.Add(time.Second)
	if c.Uncertain(post) {
		t.Error("a cookie of more than two minutes may not")
	}
	post.At = now
	for _, other := range []rfc6265.Request{
		{URL: u, At: now},
		{URL: u, At: now, TopLevel: true, Safe: true},
		{URL: u, At: now, TopLevel: true, SameSite: true},
		{URL: &url.URL{Scheme: "https", Host: "other.test"}, At: now, TopLevel: true},
	} {
		if c.Uncertain(other) {
			t.Errorf("%+v is certain", other)
		}
	}
	c.SameSite = rfc6265.Lax
	if c.Uncertain(post) {
		t.Error("Lax that was asked for is certain")
	}
}
