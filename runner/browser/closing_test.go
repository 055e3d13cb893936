package browser

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"golang.org/x/sync/errgroup"
)

// dies is how long after the disposal of a context with a live tab Chrome crashes, with room to spare.
const dies = 90 * time.Second

// tabs is how many tabs of each kind are opened: by default one for each way to leave it. With 50 the test takes ten minutes.
var tabs = flag.Int("tabs", 7, "how many tabs of each kind TestTabsClose opens")

// TestTabsClose: no tab of any kind, left in any way, is listed afterwards, and Chrome outlives them. A page of a context
// that was disposed of too early crashes it a minute later.
func TestTabsClose(t *testing.T) {
	parallel(t, 1)
	hangs := make(chan struct{})
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/hangs" {
			select {
			case <-hangs:
			case <-r.Context().Done():
			}
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><link rel=icon href=data:,><form action=/next></form>`+r.URL.Query().Get("body"))
	}))
	t.Cleanup(site.Close)
	t.Cleanup(func() { close(hangs) })
	b := start(t, newProfile(t))
	whole, endWhole := b.Stranger(func(any) {})
	visit(t, whole, site.URL)
	background := true
	kinds := map[string]func(func(any)) (context.Context, context.CancelFunc){
		"a stranger": b.Stranger, "a window": b.Window, "a tab": b.Tab, "a tab aside": b.Aside,
		"a tab beside another": func(listen func(any)) (context.Context, context.CancelFunc) { return b.Beside(whole, listen) },
		"a background tab": func(listen func(any)) (context.Context, context.CancelFunc) {
			return b.apart(target.CreateTargetParams{Background: &background}, listen)
		},
	}
	script := func(code string) func(context.Context) {
		return func(tab context.Context) {
			chromedp.Run(tab, chromedp.Evaluate[any](code+`, 1`))
		}
	}
	ways := []func(context.Context){
		func(context.Context) {}, // as it is
		func(tab context.Context) { // while it loads
			bounded, cancel := context.WithTimeout(tab, 10*time.Millisecond)
			defer cancel()
			chromedp.Call(bounded, page.Navigate, page.NavigateParams{URL: site.URL + "/hangs"})
		},
		script(`addEventListener("beforeunload", e => { e.preventDefault(); e.returnValue = "stay" })`),
		script(`document.forms[0].submit()`),
		script(`history.back()`),
		script(`location = "/next"`),
		script(`open("/opened")`),
	}
	each, atOnce := *tabs, 4
	for name, open := range kinds {
		began := time.Now()
		var group errgroup.Group
		group.SetLimit(atOnce)
		for i := range each {
			group.Go(func() error {
				tab, end := open(func(any) {})
				defer end()
				if err := chromedp.Do(tab, chromedp.Navigate(site.URL+"/")); err != nil {
					return err
				}
				ways[i%len(ways)](tab)
				return nil
			})
		}
		if err := group.Wait(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %.0f ms", name, float64(time.Since(began).Milliseconds())/float64(each))
	}
	endWhole()
	last := time.Now()
	first := chromedp.FromContext(b.ctx).Target.TargetID
	listed, err := b.tabs(b.ctx, func(i *target.Info) bool { return i.TargetID != first })
	if err != nil || len(listed) > 0 {
		t.Errorf("%d tabs are still listed, %v", len(listed), err)
	}
	select { // the time of the crash, which nothing announces
	case <-b.Gone():
		t.Fatalf("Chrome was gone %.0f s after the last tab", time.Since(last).Seconds())
	case <-time.After(time.Until(last.Add(dies))):
	}
	visit(t, b.ctx, site.URL+"/")
	quit(t, b)
}

// TestLeaving: the navigation after it is not swallowed, not even by a page that has something to say before it is left.
func TestLeaving(t *testing.T) {
	parallel(t, 1)
	s := newSite(t, httptest.NewServer)
	b := start(t, newProfile(t))
	for name, open := range map[string]func(func(any)) (context.Context, context.CancelFunc){"a stranger": b.Stranger, "a window": b.Window} {
		tab, end := open(func(any) {})
		for i := range 10 {
			visit(t, tab, s.URL+"/?body="+`<script>addEventListener("beforeunload",()=>{})</script>`)
			Leave(t.Context(), tab)
			where, err := chromedp.Run(tab, chromedp.Location())
			if err != nil || where != blank {
				t.Fatalf("%s, time %d: it was left at %s, %v", name, i, where, err)
			}
		}
		end()
	}
	quit(t, b)
}
