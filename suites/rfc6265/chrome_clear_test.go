package rfc6265_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// TestChromeClearSiteData holds [rfc6265.Jar.Clear] against Chrome.
func TestChromeClearSiteData(t *testing.T) {
	x := newCrossing(t)
	x.extra = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("clear") {
			w.Header().Set("Clear-Site-Data", `"cookies"`)
		}
		x.answer(w, r)
	}
	at := func(host string) *url.URL { return x.on(&url.URL{Scheme: "https", Host: host, Path: "/"}) }
	var model rfc6265.Jar
	hosts := map[string]bool{}
	for _, c := range []struct{ host, line string }{
		{"www.shop.test", "own=1"},
		{"www.shop.test", "path=1; Path=/x"},
		{"www.shop.test", "parent=1; Domain=shop.test"},
		{"shop.test", "apex=1"},
		{"api.shop.test", "sibling=1"},
		{"a.www.shop.test", "child=1"},
		{"www.shop.test", "partitioned=1; Secure; Partitioned"},
		{"myshop.test", "stranger=1"},
	} {
		x.visit(t, with(at(c.host), url.Values{"set": {c.line}}))
		model.Set(c.line, rfc6265.Origin{URL: at(c.host), Received: time.Now(), SameSite: true})
		hosts[c.host] = true
	}
	if d := compare(model.All(), of(x.jar(t), hosts)); d != "" {
		t.Fatal(d)
	}
	x.visit(t, with(at("www.shop.test"), url.Values{"clear": {""}}))
	model.Clear("www.shop.test")
	if d := compare(model.All(), of(x.jar(t), hosts)); d != "" {
		t.Error(d)
	}
}
