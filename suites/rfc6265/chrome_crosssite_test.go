package rfc6265_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// crossSiteRow is a request that a page makes: who asks, how, and which of four cookies go with it, and which of the
// four its answer may set. All four are Secure where the URL is https.
type crossSiteRow struct {
	name      string
	page      string // URL of the top-level page that asks; empty: nobody, as from the address bar
	how       string // img, iframe, fetch, link, post, or within: an iframe of a stranger in the page has an iframe
	to        string
	sent      string // in the order s (Strict), l (Lax), d (no SameSite), n (None)
	set       string // what the answer may set
	deviation string
}

func crossSiteRows() []crossSiteRow {
	const own, sub, plain, stranger = "https://{host}/", "https://www.{host}/", "http://{host}/", "https://stranger.test/"
	return []crossSiteRow{
		{name: "the address bar sends and sets all", how: "link", to: own, sent: "sldn", set: "sldn"},
		{name: "a link of the same page sends and sets all", page: own, how: "link", to: own, sent: "sldn", set: "sldn"},
		{name: "a link of a subdomain sends and sets all", page: sub, how: "link", to: own, sent: "sldn", set: "sldn"},
		{name: "a link of another site withholds Strict and sets all", page: stranger, how: "link", to: own, sent: "ldn", set: "sldn"},
		{name: "a link of the same site over http is one of another site", page: plain, how: "link", to: own, sent: "ldn", set: "sldn"},
		{name: "a form of the same site sends and sets all", page: sub, how: "post", to: own, sent: "sldn", set: "sldn"},
		{name: "a form of another site sends None and sets all", page: stranger, how: "post", to: own, sent: "n", set: "sldn", deviation: "lax-allowing-unsafe"},
		{name: "an image of the same site sends and sets all", page: own, how: "img", to: own, sent: "sldn", set: "sldn"},
		{name: "an image of a subdomain sends and sets all", page: sub, how: "img", to: own, sent: "sldn", set: "sldn"},
		{name: "an image on another site sends and sets None", page: stranger, how: "img", to: own, sent: "n", set: "n"},
		{name: "an image on the same site over http sends and sets None", page: plain, how: "img", to: own, sent: "n", set: "n"},
		{name: "a frame of the same site sends and sets all", page: sub, how: "iframe", to: own, sent: "sldn", set: "sldn"},
		{name: "a frame on another site sends and sets None", page: stranger, how: "iframe", to: own, sent: "n", set: "n"},
		{name: "a frame within a frame of another site sends and sets None", page: own, how: "within", to: own, sent: "n", set: "n"},
		{name: "fetch of the same site sends and sets all", page: sub, how: "fetch", to: own, sent: "sldn", set: "sldn"},
		{name: "fetch on another site sends and sets None", page: stranger, how: "fetch", to: own, sent: "n", set: "n"},
		{name: "over http there is no None", page: plain, how: "img", to: plain, sent: "sld", set: "sld"},
		{name: "an image on another site over http sends and sets nothing", page: "http://stranger.test/", how: "img", to: plain, sent: "", set: ""},
		{name: "a link of another site over http withholds Strict", page: "http://stranger.test/", how: "link", to: plain, sent: "ld", set: "sld"},
	}
}

// fourLines are a cookie of each SameSite; the value tells from which answer.
func fourLines(u *url.URL, value string) []string {
	var lines []string
	for _, c := range []struct{ name, attribute string }{{"s", "; SameSite=Strict"}, {"l", "; SameSite=Lax"}, {"d", ""}, {"n", "; SameSite=None"}} {
		line := c.name + "=" + value + c.attribute
		if u.Scheme == "https" {
			line += "; Secure"
		}
		lines = append(lines, line)
	}
	return lines
}

// request is what the model is told of the row's request.
func (r crossSiteRow) request(s scene, t *testing.T, at time.Time) rfc6265.Request {
	to := s.url(t, r.to)
	q := rfc6265.Request{URL: to, At: at, SameSite: true, TopLevel: r.how == "link" || r.how == "post", Safe: r.how != "post"}
	if r.page != "" {
		q.SameSite = rfc6265.SameSiteURLs(s.url(t, r.page), to) && r.how != "within"
	}
	return q
}

// names are those of some cookies, joined.
func names(cookies []rfc6265.Cookie) string {
	var names string
	for _, c := range cookies {
		names += c.Name
	}
	return names
}

func TestCrossSiteRows(t *testing.T) {
	t.Parallel()
	for n, r := range crossSiteRows() {
		t.Run(r.name, func(t *testing.T) {
			s := sceneOf(n, now)
			var before, after rfc6265.Jar
			to, q := s.url(t, r.to), r.request(s, t, now)
			for _, line := range fourLines(to, "1") {
				before.Set(line, rfc6265.Origin{URL: to, Received: now, SameSite: true})
			}
			for _, line := range fourLines(to, "2") {
				after.Set(line, rfc6265.Origin{URL: to, Received: now, SameSite: q.SameSite || q.TopLevel})
			}
			if got := names(before.Retrieve(q)); got != r.sent {
				t.Errorf("sends %q, want %q", got, r.sent)
			}
			if got := names(after.All()); got != r.set {
				t.Errorf("sets %q, want %q", got, r.set)
			}
			var uncertain []rfc6265.Cookie
			for _, c := range before.All() {
				if c.Uncertain(q) {
					uncertain = append(uncertain, c)
				}
			}
			if got := names(uncertain); got != map[bool]string{true: "d"}[r.deviation != ""] {
				t.Errorf("uncertain is %q", got)
			}
		})
	}
}

// TestChromeCrossSite holds the SameSite rules of the model against Chrome.
func TestChromeCrossSite(t *testing.T) {
	x := newCrossing(t)
	for n, r := range crossSiteRows() {
		t.Run(r.name, func(t *testing.T) {
			sc := sceneOf(n, time.Now())
			to := x.on(sc.url(t, r.to))
			x.visit(t, with(to, url.Values{"set": fourLines(to, "1")}))
			set := time.Now()
			var page *url.URL
			if r.page != "" {
				page = x.on(sc.url(t, r.page))
			}
			came := x.ask(t, page, r.how, to, fourLines(to, "2"))

			var model rfc6265.Jar
			for _, line := range fourLines(to, "1") {
				model.Set(line, rfc6265.Origin{URL: to, Received: set, SameSite: true})
			}
			q := r.request(sc, t, came.at)
			var sent []rfc6265.Cookie
			for _, c := range model.All() {
				if c.Withhold(q) == nil || c.Uncertain(q) {
					sent = append(sent, c)
				}
			}
			if want := cookieString(sent); came.cookie != want {
				t.Errorf("Chrome sends %q, the model %q", came.cookie, want)
			}
			for _, line := range fourLines(to, "2") {
				model.Set(line, rfc6265.Origin{URL: to, Received: came.at, SameSite: q.SameSite || q.TopLevel})
			}
			if d := compare(model.All(), of(x.jar(t), map[string]bool{rfc6265.Canonical(to.Host): true})); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestChromePartitioned holds the partitions of the model against Chrome: a cookie that a frame set under one top-level
// site stays there.
func TestChromePartitioned(t *testing.T) {
	x := newCrossing(t)
	const line = "p=1; Secure; SameSite=None; Partitioned; Path=/"
	frame := x.on(&url.URL{Scheme: "https", Host: "frame.test", Path: "/"})
	top := func(host string) *url.URL { return x.on(&url.URL{Scheme: "https", Host: host, Path: "/"}) }
	var model rfc6265.Jar
	x.ask(t, top("one.test"), "iframe", frame, []string{line})
	model.Set(line, rfc6265.Origin{URL: frame, Received: time.Now(), Partition: "https://one.test"})
	if d := compare(model.All(), of(x.jar(t), map[string]bool{"frame.test": true})); d != "" {
		t.Fatal(d)
	}
	for _, under := range []struct {
		name      string
		page      *url.URL
		partition string
		how       string
	}{
		{"under the same top-level site", top("one.test"), "https://one.test", "iframe"},
		{"under a subdomain of it", top("www.one.test"), "https://one.test", "iframe"},
		{"under another top-level site", top("two.test"), "https://two.test", "iframe"},
		{"at the top level", nil, "https://frame.test", "link"},
		{"on the page of the site itself", frame, "https://frame.test", "img"},
	} {
		t.Run(under.name, func(t *testing.T) {
			came := x.ask(t, under.page, under.how, frame, nil)
			want := cookieString(model.Retrieve(rfc6265.Request{URL: frame, At: came.at, Partition: under.partition}))
			if came.cookie != want {
				t.Errorf("Chrome sends %q, the model %q", came.cookie, want)
			}
		})
	}
}
