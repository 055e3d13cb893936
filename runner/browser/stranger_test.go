package browser

import (
	"cmp"
	"context"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
)

func TestStrangerIsApart(t *testing.T) {
	parallel(t, 1)
	s := newSite(t, httptest.NewServer)
	here := s.Listener.Addr().String() + "/"
	profile := newProfile(t)
	b := start(t, profile)
	open(t, b, s.URL+"/"+both)

	tab, end := b.Stranger(func(any) {})
	visit(t, tab, s.URL+"/")
	want(t, "sent by a stranger", s.sent(here))
	visit(t, tab, s.URL+"/?set=strange%3D1%3BMax-Age%3D600")
	cookies, err := b.JarOf(tab)
	if err != nil || len(cookies) != 1 || cookies[0].Name != "strange" {
		t.Errorf("a stranger's jar: %v, %v", cookies, err)
	}
	want(t, "the profile's jar", jar(t, b), "persistent", "session")
	open(t, b, s.URL+"/")
	want(t, "sent by the profile's own", s.sent(here), "persistent", "session")

	other, endOther := b.Stranger(func(any) {})
	visit(t, other, s.URL+"/")
	want(t, "sent by a second stranger", s.sent(here))
	endOther()
	end()

	quit(t, b)
	again := start(t, profile)
	want(t, "at the next start", jar(t, again), "persistent")
	quit(t, again)
}

// TestOnlyAStrangersJarIsReplaced: the profile's own jar must not be lost by a mistake.
func TestOnlyAStrangersJarIsReplaced(t *testing.T) {
	parallel(t, 1)
	s := newSite(t, httptest.NewServer)
	b := start(t, newProfile(t))
	open(t, b, s.URL+"/"+both)
	own, endOwn := b.Tab(func(any) {})
	defer endOwn()
	visit(t, own, "about:blank")
	for name, tab := range map[string]context.Context{"the profile's own tab": own, "no tab": t.Context()} {
		if err := b.SetJarOf(tab, nil); err == nil {
			t.Errorf("%s: its jar was replaced", name)
		}
		if _, err := b.JarOf(tab); err == nil {
			t.Errorf("%s: its jar was read as a stranger's", name)
		}
	}
	want(t, "afterwards", jar(t, b), "persistent", "session")
	quit(t, b)
}

// TestSetJarOf: what is put into a stranger's jar is what was in the profile's, in every respect that decides where a cookie
// goes.
func TestSetJarOf(t *testing.T) {
	parallel(t, 1)
	later := cdp.TimeSinceEpoch(float64(time.Now().Add(time.Hour).Unix()))
	b := start(t, newProfile(t))
	plain := func(name, url string) *network.CookieParam {
		return &network.CookieParam{Name: name, Value: name, URL: url}
	}
	with := func(p *network.CookieParam, change func(*network.CookieParam)) *network.CookieParam {
		change(p)
		return p
	}
	cookies := []*network.CookieParam{
		plain("host-only", "http://shop.test/"),
		plain("with-path", "http://shop.test/a/b/c"),
		plain("port", "http://shop.test:8080/"),
		plain("single-label", "http://localhost/"),
		plain("ipv4", "http://127.0.0.1/"),
		plain("ipv6", "http://[::1]/"),
		plain("insecure-over-https", "https://shop.test/"),
		with(plain("domain", "http://www.shop.test/"), func(p *network.CookieParam) { p.Domain = "shop.test" }),
		with(plain("persistent", "http://shop.test/"), func(p *network.CookieParam) { p.Expires = later }),
		with(plain("odd-path", "http://shop.test/"), func(p *network.CookieParam) { p.Path = "/a?b#c d%2F" }),
		with(plain("http-only", "http://shop.test/"), func(p *network.CookieParam) { p.HTTPOnly = true }),
		with(plain("strict", "http://shop.test/"), func(p *network.CookieParam) { p.SameSite = network.CookieSameSiteStrict }),
		with(plain("lax", "http://shop.test/"), func(p *network.CookieParam) { p.SameSite = network.CookieSameSiteLax }),
		with(plain("none", "https://shop.test/"), func(p *network.CookieParam) { p.SameSite, p.Secure = network.CookieSameSiteNone, true }),
		with(plain("secure-on-localhost", "http://localhost/"), func(p *network.CookieParam) { p.Secure = true }),
		with(plain("__Secure-a", "https://shop.test/"), func(p *network.CookieParam) { p.Secure = true }),
		with(plain("__Host-a", "https://shop.test/"), func(p *network.CookieParam) { p.Secure, p.Path = true, "/" }),
		with(plain("__Http-a", "https://shop.test/"), func(p *network.CookieParam) { p.Secure, p.HTTPOnly = true, true }),
		with(plain("__Host-Http-a", "https://shop.test/"), func(p *network.CookieParam) { p.Secure, p.HTTPOnly, p.Path = true, true, "/" }),
		with(plain("partitioned", "https://embedded.test/"), func(p *network.CookieParam) {
			p.Secure, p.SameSite, p.PartitionKey = true, network.CookieSameSiteNone, &network.CookiePartitionKey{TopLevelSite: "https://shop.test"}
		}),
		{Name: "", Value: "nameless", URL: "http://shop.test/"},
		{Name: "quoted", Value: `"a b, c"`, URL: "http://shop.test/"},
		{Name: "ä", Value: "🍪", URL: "http://shop.test/"},
	}
	for _, p := range cookies {
		if _, err := call(t.Context(), b, storage.SetCookies, storage.SetCookiesParams{Cookies: []*network.CookieParam{p}}); err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
	}
	before, err := b.Jar(t.Context())
	if err != nil || len(before) != len(cookies) {
		t.Fatalf("%d cookies of %d are in the jar, %v", len(before), len(cookies), err)
	}
	tab, end := b.Stranger(func(any) {})
	defer end()
	visit(t, tab, "about:blank")
	for range 2 { // the second time it replaces what the first one has set
		if err := b.SetJarOf(tab, before); err != nil {
			t.Fatal(err)
		}
		after, err := b.JarOf(tab)
		if err != nil {
			t.Fatal(err)
		}
		got, expected := facts(after), facts(before)
		for i := range max(len(got), len(expected)) {
			if i >= len(got) || i >= len(expected) || got[i] != expected[i] {
				t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(expected, "\n"))
			}
		}
	}
	if err := b.SetJarOf(tab, before[:1]); err != nil {
		t.Fatal(err)
	}
	if after, err := b.JarOf(tab); err != nil || len(after) != 1 {
		t.Errorf("one cookie was set, and %d are there, %v", len(after), err)
	}
	if err := b.SetJarOf(tab, nil); err != nil {
		t.Fatal(err)
	}
	if after, err := b.JarOf(tab); err != nil || len(after) != 0 {
		t.Errorf("all cookies were taken away, and %d are there, %v", len(after), err)
	}
	quit(t, b)
}

// facts are what decides where each cookie goes, sorted.
func facts(cookies []*network.Cookie) []string {
	var all []string
	for _, c := range cookies {
		all = append(all, fmt.Sprintf("%s=%s at %s %s until %.0f session=%t secure=%t http-only=%t same-site=%q scheme=%s partition=%+v",
			c.Name, c.Value, c.Domain, c.Path, c.Expires, c.Session, c.Secure, c.HTTPOnly, c.SameSite, c.SourceScheme,
			cmp.Or(c.PartitionKey, &network.CookiePartitionKey{})))
	}
	slices.Sort(all)
	return all
}
