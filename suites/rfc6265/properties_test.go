package rfc6265_test

import (
	"errors"
	"flag"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
	"pgregory.net/rapid"
)

// TestMain makes the draws the same each time, unless -rapid.seed asks for others.
func TestMain(m *testing.M) {
	flag.Parse()
	if seed := flag.Lookup("rapid.seed"); seed.Value.String() == seed.DefValue {
		flag.Set("rapid.seed", "1")
	}
	flag.Set("rapid.nofailfile", "true")
	os.Exit(m.Run())
}

// anyLine draws lines that are mostly nearly right, and some that are noise.
var anyLine = rapid.Custom(func(t *rapid.T) string {
	noise := rapid.StringOfN(rapid.SampledFrom([]rune("ab=;, \t\"\x01é\u007f\\/.-_19")), 0, 12, -1)
	name := rapid.OneOf(rapid.SampledFrom([]string{"a", "b", "", "sid", "__Host-a", "__Secure-a", "__http-a", "__Host-Http-a"}), noise)
	line := name.Draw(t, "name") + rapid.SampledFrom([]string{"=", "=", "=", " = ", ""}).Draw(t, "equals") + noise.Draw(t, "value")
	attribute := rapid.OneOf(rapid.SampledFrom([]string{
		"Path=/", "Path=/x", "Path", "path=x", "Domain=shop.test", "Domain=.shop.test", "Domain=test", "domain", "Domain=other.test",
		"Secure", "HttpOnly", "httponly=1", "Partitioned", "SameSite=None", "SameSite=lax", "SameSite=x", "Max-Age=60", "Max-Age=0", "Max-Age=-1",
		"Max-Age=x", "Expires=Fri, 20 Mar 2026 12:34:56 GMT", "Expires=Thu, 01-Jan-1970 00:00:00 GMT", "Expires=0",
		"Expires=Fri, 20 Mar 2026 12:34:56 GMT, b=2", "Path=/, b=2", "Secure, b=2", "Priority=High", "x=y",
		"Path=/" + strings.Repeat("p", 1024),
	}), noise)
	for _, a := range rapid.SliceOfN(attribute, 0, 6).Draw(t, "attributes") {
		line += rapid.SampledFrom([]string{";", "; ", " ;\t"}).Draw(t, "separator") + a
	}
	return line
})

// origin draws where lines come from.
var origin = rapid.Custom(func(t *rapid.T) rfc6265.Origin {
	u := &url.URL{
		Scheme: rapid.SampledFrom([]string{"http", "https"}).Draw(t, "scheme"),
		Host:   rapid.SampledFrom([]string{"shop.test", "www.shop.test", "localhost", "127.0.0.1", "[::1]:8080", "test"}).Draw(t, "host"),
		Path:   rapid.SampledFrom([]string{"", "/", "/x", "/x/", "/x/y"}).Draw(t, "path"),
	}
	return rfc6265.Origin{URL: u, Received: now, SameSite: rapid.Bool().Draw(t, "same-site")}
})

// jar draws a jar that some lines have filled.
func jar(t *rapid.T) *rfc6265.Jar {
	j := &rfc6265.Jar{Literal: rapid.Bool().Draw(t, "literal")}
	for range rapid.IntRange(0, 8).Draw(t, "lines") {
		j.Set(anyLine.Draw(t, "earlier"), origin.Draw(t, "from"))
	}
	return j
}

// TestSerialisationIsAFixpoint: what was parsed, written and parsed again is the same.
func TestSerialisationIsAFixpoint(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { fixpoint(t, anyLine.Draw(t, "line")) })
}

func fixpoint(t rapid.TB, line string) {
	first, err := rfc6265.Parse(line)
	if err != nil {
		var refusal *rfc6265.Refusal
		if !errors.As(err, &refusal) || refusal.Step == "" || refusal.Reason == "" {
			t.Fatalf("%q: the error %v says no step", line, err)
		}
		return
	}
	second, err := rfc6265.Parse(serialise(first))
	if err != nil || !reflect.DeepEqual(first, second) {
		t.Fatalf("%q is %+v\n%q is %+v, %v", line, first, serialise(first), second, err)
	}
}

func serialise(c rfc6265.SetCookie) string {
	line := c.Name + "=" + c.Value
	for _, a := range c.Attributes {
		line += "; " + a.Name
		if a.HasValue {
			line += "=" + a.Value
		}
	}
	return line
}

// TestStoredIsSentBack: a cookie goes with a request to where it came from, if its path allows.
func TestStoredIsSentBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		j, from := jar(t), origin.Draw(t, "origin")
		r := j.Set(anyLine.Draw(t, "line"), from)
		if r.Refusal != nil || r.Deletes {
			return
		}
		request := rfc6265.Request{URL: from.URL, At: now, SameSite: true, TopLevel: true, Safe: true}
		path := from.URL.Path
		if path == "" {
			path = "/"
		}
		if sent := slices.Contains(j.Retrieve(request), r.Cookie); sent != rfc6265.PathMatch(path, r.Cookie.Path) {
			t.Fatalf("%+v sent: %t", r.Cookie, sent)
		}
		request.At = now.Add(rfc6265.LifetimeLimit)
		if r.Cookie.Persistent && r.Cookie.Withhold(request) == nil {
			t.Fatalf("%+v outlives the limit", r.Cookie)
		}
	})
}

// TestALineTouchesOneKey: whatever a line does, it does to the cookie of its own key.
func TestALineTouchesOneKey(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		j := jar(t)
		before := j.All()
		r := j.Set(anyLine.Draw(t, "line"), origin.Draw(t, "origin"))
		had := slices.ContainsFunc(before, func(c rfc6265.Cookie) bool { return c.Key() == r.Cookie.Key() })
		others := func(c rfc6265.Cookie) bool { return r.Refusal == nil && c.Key() == r.Cookie.Key() }
		after := slices.DeleteFunc(j.All(), others)
		if rest := slices.DeleteFunc(before, others); !slices.Equal(rest, after) {
			t.Fatalf("%+v\nleft   %+v\nbefore %+v", r, after, rest)
		}
		if has := len(j.All()) > len(after); has != (r.Refusal == nil && !r.Deletes) || r.Removed != (r.Refusal == nil && r.Deletes && had) {
			t.Fatalf("%+v: there before: %t, after: %t", r, had, has)
		}
	})
}

// TestRetrievalIsInOrder: step 4 of §5.8.3, and nothing that is withheld.
func TestRetrievalIsInOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		request := rfc6265.Request{URL: origin.Draw(t, "to").URL, At: now, SameSite: rapid.Bool().Draw(t, "same-site")}
		list := jar(t).Retrieve(request)
		for i, c := range list {
			if c.Withhold(request) != nil || i > 0 && len(list[i-1].Path) < len(c.Path) {
				t.Fatalf("%+v", list)
			}
		}
	})
}

// TestMaskedLineMeansTheSame: a line is judged by its masked text, so masking must not change what it says or why it is
// refused.
func TestMaskedLineMeansTheSame(t *testing.T) {
	t.Parallel()
	masker := recording.NewMasker()
	rapid.Check(t, func(t *rapid.T) {
		raw, from := anyLine.Draw(t, "line"), origin.Draw(t, "origin")
		j := rfc6265.Jar{Literal: rapid.Bool().Draw(t, "literal")}
		if c, err := rfc6265.Parse(raw); err == nil && c.Name == "" && strings.ContainsAny(c.Value, "=_") {
			return // what a value without a name looks like can refuse it, and is masked
		}
		masked := masker.Line(raw).Text
		a, b := j.Set(raw, from), j.Set(masked, from)
		if a.Refusal == nil != (b.Refusal == nil) || a.Refusal != nil && *a.Refusal != *b.Refusal || a.Deletes != b.Deletes {
			t.Fatalf("%q: %v, deletes: %t\n%q: %v, deletes: %t", raw, a.Refusal, a.Deletes, masked, b.Refusal, b.Deletes)
		}
		if p, q := shape(a.Parsed), shape(b.Parsed); !reflect.DeepEqual(p, q) {
			t.Fatalf("%q: %+v\n%q: %+v", raw, p, masked, q)
		}
	})
}

// shape takes away what masking may change: the octets of values.
func shape(c rfc6265.SetCookie) rfc6265.SetCookie {
	blank := func(s string) string { return strings.Repeat("x", len(s)) }
	c.Value, c.Domain, c.Path = blank(c.Value), blank(c.Domain), blank(c.Path)
	c.Attributes = slices.Clone(c.Attributes)
	for i := range c.Attributes {
		c.Attributes[i].Value = blank(c.Attributes[i].Value)
	}
	return c
}

// TestGrammaticalLinesAreReadAlike: a line that keeps to §4.1.1 and to the names without a prefix means the same to the
// specification and to Chrome.
func TestGrammaticalLinesAreReadAlike(t *testing.T) {
	t.Parallel()
	cookieOctets := []rune("!#$%&'()*+-./09:<=>?@AZ[]^_`az{|}~")
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.StringOfN(rapid.SampledFrom([]rune("azAZ09!#$%&'*+-.^`|~")), 1, 8, -1).Draw(t, "name") + "=" +
			rapid.StringOfN(rapid.SampledFrom(cookieOctets), 0, 8, -1).Draw(t, "value")
		expires := now.Add(time.Duration(rapid.IntRange(-1e9, 1e9).Draw(t, "expires")) * time.Second)
		for _, attribute := range []*rapid.Generator[string]{
			rapid.SampledFrom([]string{"", "; Secure"}),
			rapid.SampledFrom([]string{"", "; HttpOnly"}),
			rapid.SampledFrom([]string{"", "; Path=/", "; Path=/x"}),
			rapid.SampledFrom([]string{"", "; Domain=shop.test", "; Domain=www.shop.test", "; Domain=test"}),
			rapid.SampledFrom([]string{"", "; SameSite=Lax", "; SameSite=Strict", "; SameSite=None"}),
			rapid.SampledFrom([]string{"", "; Max-Age=1", "; Max-Age=0", "; Max-Age=99999999999"}),
			rapid.SampledFrom([]string{"", "; Expires=" + expires.Format("Mon, 02 Jan 2006 15:04:05 GMT")}),
		} {
			line += attribute.Draw(t, "attribute")
		}
		u := &url.URL{Scheme: "https", Host: "www.shop.test", Path: "/x/y"}
		from := rfc6265.Origin{URL: u, Received: now, SameSite: true}
		literal := rfc6265.Jar{Literal: true}
		var chrome rfc6265.Jar
		if a, b := literal.Set(line, from), chrome.Set(line, from); !reflect.DeepEqual(a, b) {
			t.Fatalf("%q:\n%+v\n%+v", line, a, b)
		}
	})
}

// TestDatesAreReadBack: a date that is written as §4.1.1 demands is read as it was meant.
func TestDatesAreReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := time.Unix(rapid.Int64Range(-11644473600, 253402300799).Draw(t, "seconds"), 0).UTC()
		got, ok := rfc6265.ParseDate(want.Format("Mon, 02 Jan 2006 15:04:05 GMT"))
		if !ok || !got.Equal(want) {
			t.Fatalf("%s is read as %s, %t", want, got, ok)
		}
	})
}

// TestMatchesAreReflexive: a path matches itself, the default-path matches the path that it is made of, a domain matches
// itself, and what is canonical stays as it is.
func TestMatchesAreReflexive(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		path := "/" + rapid.StringOf(rapid.SampledFrom([]rune("ab/."))).Draw(t, "path")
		host := rapid.StringMatching(`[a-zA-Z0-9]{1,3}(\.[a-z]{1,3}){0,3}`).Draw(t, "host")
		u := &url.URL{Path: path}
		if !rfc6265.PathMatch(path, path) || !rfc6265.PathMatch(path, rfc6265.DefaultPath(u)) || !rfc6265.PathMatch(path, "/") {
			t.Fatalf("%q, default %q", path, rfc6265.DefaultPath(u))
		}
		canonical, site := rfc6265.Canonical(host), rfc6265.Site(host)
		if rfc6265.Canonical(canonical) != canonical || rfc6265.Site(site) != site || !rfc6265.DomainMatch(canonical, site) ||
			!rfc6265.DomainMatch(canonical, canonical) || rfc6265.DomainMatch("x"+canonical, canonical) {
			t.Fatalf("%q: canonical %q, site %q", host, canonical, site)
		}
	})
}
