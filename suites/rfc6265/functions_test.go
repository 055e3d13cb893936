package rfc6265_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

func TestCanonical(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, host, want string }{
		{"letters become lower case", "WWW.Example.ORG", "www.example.org"},
		{"a port is no part of a host", "example.org:8080", "example.org"},
		{"a trailing dot stays", "example.org.", "example.org."},
		{"U-labels become A-labels", "www.bücher.example", "www.xn--bcher-kva.example"},
		{"U-labels in upper case become the same A-labels", "WWW.BÜCHER.example", "www.xn--bcher-kva.example"},
		{"a sharp s is kept apart from ss", "faß.example", "xn--fa-hia.example"},
		{"A-labels stay", "xn--bcher-kva.example", "xn--bcher-kva.example"},
		{"an underscore is no obstacle", "a_b.example", "a_b.example"},
		{"an IPv4 address stays", "127.0.0.1", "127.0.0.1"},
		{"an IPv4 address loses its port", "127.0.0.1:80", "127.0.0.1"},
		{"an IPv6 address is in brackets", "::1", "[::1]"},
		{"an IPv6 address in brackets stays", "[::1]", "[::1]"},
		{"an IPv6 address loses its port", "[::1]:80", "[::1]"},
		{"an IPv6 address is shortened", "[2001:DB8:0:0:0:0:0:1]", "[2001:db8::1]"},
		{"what is no host is lower-cased only", "XN--ZZZZ\u00ad..\uFFFD", "xn--zzzz\u00ad..\uFFFD"},
		{"nothing stays nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := rfc6265.Canonical(c.host); got != c.want {
				t.Errorf("%q becomes %q, want %q", c.host, got, c.want)
			}
		})
	}
}

func TestDomainMatch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, host, domain string
		want               bool
	}{
		{"a domain matches itself", "example.org", "example.org", true},
		{"a domain matches its subdomains", "a.b.example.org", "example.org", true},
		{"a domain does not match its parent", "example.org", "www.example.org", false},
		{"a domain matches at the border of labels only", "myexample.org", "example.org", false},
		{"an address matches itself", "127.0.0.1", "127.0.0.1", true},
		{"an address has no parent", "127.0.0.1", "0.0.1", false},
		{"an IPv6 address matches itself", "[::1]", "[::1]", true},
		{"no domain matches no host", "example.org", "", false},
		{"a trailing dot is another host", "example.org.", "example.org", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := rfc6265.DomainMatch(c.host, c.domain); got != c.want {
				t.Errorf("%q, %q: %t", c.host, c.domain, got)
			}
		})
	}
}

func TestPathMatch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, request, cookie string
		want                  bool
	}{
		{"identical paths match", "/x", "/x", true},
		{"the root matches all", "/x/y", "/", true},
		{"a path matches what is below it", "/x/y", "/x", true},
		{"a path matches at the border of segments only", "/xy", "/x", false},
		{"a path with a slash at the end matches what is below it", "/x/y", "/x/", true},
		{"a path with a slash at the end does not match without it", "/x", "/x/", false},
		{"a path matches with a slash at the end", "/x/", "/x", true},
		{"a path does not match above it", "/", "/x", false},
		{"a path is compared by bytes", "/%78", "/x", false},
		{"a path keeps its case", "/X", "/x", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := rfc6265.PathMatch(c.request, c.cookie); got != c.want {
				t.Errorf("%q, %q: %t", c.request, c.cookie, got)
			}
		})
	}
}

func TestDefaultPath(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{
		"http://h.test": "/", "http://h.test/": "/", "http://h.test/x": "/", "http://h.test/x/": "/x", "http://h.test/x/y": "/x",
		"http://h.test/x/y/z?q=/a/b": "/x/y", "http://h.test?q=/a/b": "/", "http://h.test/a%2Fb/c": "/a%2Fb", "http://h.test/a b/c": "/a%20b",
		"data:text/plain,x": "/",
	} {
		u, err := url.Parse(at)
		if err != nil {
			t.Fatal(err)
		}
		if got := rfc6265.DefaultPath(u); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
}

func TestSite(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]string{
		"www.example.org": "example.org", "a.b.example.co.uk:8080": "example.co.uk", "me.github.io": "me.github.io", "github.io": "github.io",
		"www.shop.test": "shop.test", "localhost": "localhost", "app.localhost": "app.localhost", "127.0.0.1:80": "127.0.0.1", "[::1]:80": "[::1]",
		"x.www.ck": "www.ck", "a.b.c.ck": "b.c.ck",
	} {
		if got := rfc6265.Site(host); got != want {
			t.Errorf("%s: %q, want %q", host, got, want)
		}
	}
}

func TestSameSiteURLs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, a, b string
		want       bool
	}{
		{"hosts of one registrable domain are of one site", "https://www.example.org/", "https://api.example.org:8443/x", true},
		{"schemes part sites", "http://example.org/", "https://example.org/", false},
		{"a WebSocket is of the site that opened it", "https://example.org/", "wss://www.example.org/", true},
		{"a plain WebSocket is of the plain site", "https://example.org/", "ws://example.org/", false},
		{"customers of a shared host are of sites of their own", "https://a.github.io/", "https://b.github.io/", false},
		{"addresses are sites of their own", "http://127.0.0.1/", "http://127.0.0.2/", false},
		{"ports do not part sites", "http://127.0.0.1:1/", "http://127.0.0.1:2/", true},
		{"registrable domains part sites", "https://example.org/", "https://example.com/", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a, _ := url.Parse(c.a)
			b, _ := url.Parse(c.b)
			if rfc6265.SameSiteURLs(a, b) != c.want || rfc6265.SameSiteURLs(b, a) != c.want {
				t.Errorf("%s, %s: want %t", a, b, c.want)
			}
		})
	}
}

func TestTrustworthy(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]bool{
		"https://example.org/": true, "wss://example.org/": true, "http://example.org/": false, "ws://example.org/": false,
		"http://localhost/": true, "http://localhost:8080/": true, "http://LOCALHOST/": true, "http://app.localhost/": true, "http://localhost./": true,
		"http://notlocalhost/": false, "http://localhost.example.org/": false, "http://127.0.0.1/": true, "http://127.9.9.9:80/": true,
		"http://[::1]:80/": true, "http://[fd00::1]/": false, "http://10.0.0.1/": false, "http://0.0.0.0/": false, "ws://localhost/": true,
	} {
		u, err := url.Parse(at)
		if err != nil {
			t.Fatal(err)
		}
		if got := rfc6265.Trustworthy(u); got != want {
			t.Errorf("%s: %t", at, got)
		}
	}
}

func TestParseMaxAge(t *testing.T) {
	t.Parallel()
	const most = time.Duration(1<<63-1) / time.Second * time.Second
	for value, want := range map[string]time.Duration{
		"0": 0, "60": time.Minute, "-1": -time.Second, "-0": 0, "34560001": rfc6265.LifetimeLimit + time.Second, "00060": time.Minute,
		"99999999999999999999": most, "-99999999999999999999": -most,
	} {
		if got, ok := rfc6265.ParseMaxAge(value); !ok || got != want {
			t.Errorf("%q: %s, %t, want %s", value, got, ok, want)
		}
	}
	for _, value := range []string{"", "-", "+1", "1.5", "1 ", " 1", "1s", "--1", "0x1"} {
		if got, ok := rfc6265.ParseMaxAge(value); ok {
			t.Errorf("%q is read as %s", value, got)
		}
	}
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for date, want := range map[string]string{
		"Wed, 09 Jun 2021 10:18:14 GMT":   "2021-06-09T10:18:14Z",
		"Wednesday, 09-Jun-21 10:18:14":   "2021-06-09T10:18:14Z",
		"Wed Jun  9 10:18:14 2021":        "2021-06-09T10:18:14Z",
		"Thu, 01 Jan 1970 00:00:00 GMT":   "1970-01-01T00:00:00Z",
		"Mon, 01 Jan 1601 00:00:00 GMT":   "1601-01-01T00:00:00Z",
		"Fri, 31 Dec 9999 23:59:59 GMT":   "9999-12-31T23:59:59Z",
		"01 Jan 70 00:00:00":              "1970-01-01T00:00:00Z",
		"01 Jan 69 00:00:00":              "2069-01-01T00:00:00Z",
		"29 Feb 2024 00:00:00":            "2024-02-29T00:00:00Z",
		"10:18:14 9th June 2021nd, 7 Mai": "2021-06-09T10:18:14Z",
		"12:00:00 jan 07 2021 08 feb":     "2021-01-07T12:00:00Z",
	} {
		got, ok := rfc6265.ParseDate(date)
		if !ok || got.Format(time.RFC3339) != want {
			t.Errorf("%q: %s, %t, want %s", date, got, ok, want)
		}
	}
}
