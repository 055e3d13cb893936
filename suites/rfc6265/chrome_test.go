package rfc6265_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// startChrome starts the Chrome that the tool would drive.
func startChrome(t *testing.T) *browser.Browser {
	t.Helper()
	path, err := browser.Find("")
	if err != nil {
		t.Fatalf("%v (or run with -short, without Chrome)", err)
	}
	profile, err := browser.NewProfile("")
	if err != nil {
		t.Fatal(err)
	}
	b, err := browser.Start(context.Background(), browser.Options{Path: path, Profile: profile, Insecure: true, Resolve: []string{"MAP * 127.0.0.1"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Quit(); err != nil {
			t.Error(err)
		}
		os.RemoveAll(profile)
	})
	t.Log(b.Product)
	return b
}

// TestChrome holds the model against Chrome: the same lines, the same jar and the same Cookie headers, but for the
// deviations that the rows name.
func TestChrome(t *testing.T) {
	if testing.Short() {
		t.Skip("drives Chrome")
	}
	s := newServer(t)
	type played struct {
		row
		scene
		sets, asks []*hop
	}
	var rows []played
	now := time.Now().UTC()
	for n, r := range allRows() {
		p := played{row: r, scene: sceneOf(n, now)}
		for _, v := range r.visits() {
			p.sets = append(p.sets, s.add(p.url(t, v.at), p.fill.Replace(v.line), r.ahead))
		}
		if len(r.asks) == 0 {
			p.row.asks = []ask{{at: r.at}}
		}
		for _, a := range p.row.asks {
			p.asks = append(p.asks, s.add(p.url(t, a.at), "", 0))
		}
		rows = append(rows, p)
	}
	b := startChrome(t)
	walk(t, b, s)
	asked := time.Now()
	jar, err := b.Jar(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, p := range rows {
		t.Run(p.name, func(t *testing.T) {
			model, literal := rfc6265.Jar{}, rfc6265.Jar{Literal: true}
			hosts := map[string]bool{}
			for _, h := range p.sets {
				if h.arrived.IsZero() {
					t.Fatalf("Chrome never came to %s", h.url)
				}
				hosts[rfc6265.Canonical(h.url.Host)] = true
				for _, line := range h.lines {
					lines++
					from := rfc6265.Origin{URL: h.url, Received: h.arrived, Skew: h.ahead, SameSite: true}
					model.Set(line, from)
					literal.Set(line, from)
				}
			}
			var differences []string
			if d := compare(lasting(model.All(), asked), of(jar, hosts)); d != "" {
				differences = append(differences, d)
			}
			deviates := compare(model.All(), literal.All()) != ""
			for _, h := range p.asks {
				request := rfc6265.Request{URL: h.url, At: h.arrived, SameSite: true, TopLevel: true, Safe: true}
				want := cookieString(model.Retrieve(request))
				if h.cookie != want {
					differences = append(differences, fmt.Sprintf("to %s Chrome sends %.300q, the model %.300q", h.url, h.cookie, want))
				}
				deviates = deviates || want != cookieString(literal.Retrieve(request))
			}
			if len(differences) > 0 {
				t.Errorf("%.300q from %s:\n%s", p.sets[0].lines, p.sets[0].url, strings.Join(differences, "\n"))
			}
			if deviates != (p.deviation != "" && !allowed(p.deviation)) {
				t.Errorf("%.300q from %s: the row names the deviation %q; the model has one: %t", p.sets[0].lines, p.sets[0].url, p.deviation, deviates)
			}
		})
	}
	t.Logf("%d lines in %d rows, %d requests", lines, len(rows), len(s.hops))
}

// lasting are the cookies that have not expired: on a slow machine those of a minute have.
func lasting(cookies []rfc6265.Cookie, now time.Time) []rfc6265.Cookie {
	return slices.DeleteFunc(cookies, func(c rfc6265.Cookie) bool { return c.Persistent && !c.Expiry.After(now) })
}

// walk leads Chrome through all hops.
func walk(t *testing.T, b *browser.Browser, s *server) {
	t.Helper()
	tab, done := b.Tab(func(any) {})
	defer done()
	ctx, cancel := context.WithTimeout(tab, 100*time.Second)
	defer cancel()
	for n := 0; n < len(s.hops); n += chain {
		if err := chromedp.Do(ctx, chromedp.Navigate(s.address(n))); err != nil {
			t.Fatalf("%s: %v", s.address(n), err)
		}
	}
}

// of returns the cookies of Chrome's jar that belong to some hosts.
func of(jar []*network.Cookie, hosts map[string]bool) []rfc6265.Cookie {
	var found []rfc6265.Cookie
	for _, c := range jar {
		cookie := fromChrome(c)
		for host := range hosts {
			if host == cookie.Domain || !cookie.HostOnly && rfc6265.DomainMatch(host, cookie.Domain) {
				found = append(found, cookie)
				break
			}
		}
	}
	return found
}

// fromChrome writes a cookie of Chrome's jar as the model would.
func fromChrome(c *network.Cookie) rfc6265.Cookie {
	domain, shared := strings.CutPrefix(c.Domain, ".")
	cookie := rfc6265.Cookie{
		Name: c.Name, Value: c.Value, Domain: domain, HostOnly: !shared, Path: c.Path, Persistent: !c.Session,
		Secure: c.Secure, HTTPOnly: c.HTTPOnly, SameSite: rfc6265.SameSite(c.SameSite),
	}
	if !c.Session {
		cookie.Expiry = time.UnixMicro(int64(c.Expires * 1e6)).UTC()
	}
	if c.PartitionKey != nil {
		cookie.Partition = c.PartitionKey.TopLevelSite
	}
	return cookie
}

// tolerance is for the second that a Date header cannot tell, and for the way of an answer to a busy Chrome. Rows differ by
// more.
const tolerance = 10 * time.Second

// compare tells how two jars differ, whatever their order, or nothing.
func compare(model, chrome []rfc6265.Cookie) string {
	var differences []string
	rest := slices.Clone(chrome)
	for _, want := range model {
		i := slices.IndexFunc(rest, func(got rfc6265.Cookie) bool { return same(want, got) })
		if i < 0 {
			differences = append(differences, fmt.Sprintf("the model alone has %.400q", fmt.Sprintf("%+v", want)))
			continue
		}
		rest = slices.Delete(rest, i, i+1)
	}
	for _, got := range rest {
		differences = append(differences, fmt.Sprintf("Chrome alone has %.400q", fmt.Sprintf("%+v", got)))
	}
	return strings.Join(differences, "\n")
}

func same(a, b rfc6265.Cookie) bool {
	late := a.Expiry.Sub(b.Expiry)
	a.Expiry, a.Created, b.Expiry, b.Created = time.Time{}, time.Time{}, time.Time{}, time.Time{}
	// The protocol drops octets that are not UTF-8; the Cookie header has them.
	for _, text := range []*string{&a.Name, &a.Value, &b.Name, &b.Value} {
		*text = strings.ToValidUTF8(*text, "")
	}
	return a == b && math.Abs(float64(late)) <= float64(tolerance)
}
