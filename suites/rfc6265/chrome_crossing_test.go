package rfc6265_test

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/cookiespec/cookiespec/runner/browser"
)

// arrival is a request as the server saw it.
type arrival struct {
	cookie string
	at     time.Time
}

// crossing leads a page of Chrome to ask for something, perhaps across sites.
type crossing struct {
	*server
	browser  *browser.Browser
	tab      context.Context
	arrivals chan arrival
	read     chan struct{} // Chrome has read the answer, its lines are stored
}

func newCrossing(t *testing.T) *crossing {
	t.Helper()
	if testing.Short() {
		t.Skip("drives Chrome")
	}
	x := &crossing{server: newServer(t), arrivals: make(chan arrival, 1), read: make(chan struct{}, 1)}
	x.extra = x.answer
	x.browser = startChrome(t)
	tab, closeTab := x.browser.Tab(func(any) {})
	tab, cancel := context.WithTimeout(tab, 100*time.Second)
	t.Cleanup(func() { cancel(); closeTab() })
	x.tab = tab
	return x
}

// answer does what the query says: sets lines, is a page, tells that it was asked for or read.
func (x *crossing) answer(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	for _, line := range q["set"] {
		w.Header().Add("Set-Cookie", line)
	}
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, q.Get("body"))
	switch {
	case q.Has("read"):
		x.read <- struct{}{}
	case q.Has("asked"):
		x.arrivals <- arrival{strings.Join(r.Header["Cookie"], "; "), time.Now()}
	}
}

func (x *crossing) visit(t *testing.T, address string) {
	t.Helper()
	// A page that asks for another one at once aborts itself.
	if err := chromedp.Do(x.tab, chromedp.Navigate(address)); err != nil && !strings.Contains(err.Error(), "ERR_ABORTED") {
		t.Fatalf("%s: %v", address, err)
	}
}

// ask makes a page ask for a URL, whose answer sets lines. Without a page it is as from the address bar.
func (x *crossing) ask(t *testing.T, page *url.URL, how string, to *url.URL, lines []string) arrival {
	t.Helper()
	asked := with(to, url.Values{"asked": {""}, "set": lines, "body": {`<img src="/?read">`}})
	switch {
	case page == nil:
		x.visit(t, asked)
	case how == "within":
		stranger := x.on(&url.URL{Scheme: "https", Host: "stranger.test", Path: "/"})
		body := asking("iframe", with(stranger, url.Values{"body": {asking("iframe", asked)}}))
		x.visit(t, with(page, url.Values{"body": {body}}))
	default:
		x.visit(t, with(page, url.Values{"body": {asking(how, asked)}}))
	}
	var came arrival
	select {
	case came = <-x.arrivals:
	case <-x.tab.Done():
		t.Fatal("the request never came")
	}
	select {
	case <-x.read:
	case <-x.tab.Done():
		t.Fatal("the answer was never read")
	}
	return came
}

func (x *crossing) jar(t *testing.T) []*network.Cookie {
	t.Helper()
	jar, err := x.browser.Jar(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return jar
}

// with gives a URL a query.
func with(u *url.URL, query url.Values) string {
	asked := *u
	asked.RawQuery = query.Encode()
	return asked.String()
}

// asking is a page that asks for a URL, and for /?read when the answer was read and its lines are stored. An answer that
// is a document does that itself.
func asking(how, address string) string {
	quoted := html.EscapeString(address)
	switch how {
	case "img":
		return `<img src="` + quoted + `" onerror="new Image().src = '/?read'">`
	case "iframe":
		return `<iframe src="` + quoted + `"></iframe>`
	case "fetch":
		return `<script>fetch(` + fmt.Sprintf("%q", address) + `, {mode: "no-cors", credentials: "include"}).then(() => fetch("/?read"))</script>`
	case "post":
		return `<form method="post" action="` + quoted + `"></form><script>document.forms[0].submit()</script>`
	}
	return `<script>location.href = ` + fmt.Sprintf("%q", address) + `</script>`
}
