package browser

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestTabsTellEveryEvent: a listener hears from the first event on.
func TestTabsTellEveryEvent(t *testing.T) {
	parallel(t, 1)
	s := newSite(t, httptest.NewServer)
	b := start(t, newProfile(t))
	for name, open := range map[string]func(func(any)) (context.Context, context.CancelFunc){"a tab": b.Tab, "a stranger": b.Stranger, "the first tab": b.FirstTab} {
		lines := make(chan string, 10)
		tab, end := open(func(event any) {
			if e, ok := event.(*network.EventResponseReceivedExtraInfo); ok {
				if text, _ := e.Headers["Set-Cookie"].(string); text != "" {
					lines <- text
				}
			}
		})
		if err := chromedp.Do(tab, chromedp.Navigate(s.URL+"/?set=a%3D1")); err != nil {
			t.Fatal(err)
		}
		select {
		case line := <-lines:
			if line != "a=1" {
				t.Errorf("%s heard of %q", name, line)
			}
		case <-time.After(30 * time.Second):
			t.Errorf("%s heard of no line", name)
		}
		end()
	}
	quit(t, b)
}

// TestFirstTabIsLeftBlank: what was open in it must not go on when the tab was closed, nor be heard.
func TestFirstTabIsLeftBlank(t *testing.T) {
	parallel(t, 1)
	s := newSite(t, httptest.NewServer)
	profile := newProfile(t)
	b := start(t, profile)
	heard := make(chan any, 1000)
	tab, end := b.FirstTab(func(event any) { heard <- event })
	visit(t, tab, s.URL+"/"+both)
	end()
	before := len(heard)
	where, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil || where != "about:blank" || before == 0 {
		t.Errorf("it was left at %s, %v, after %d events", where, err, before)
	}
	again, endAgain := b.FirstTab(func(any) {})
	visit(t, again, s.URL+"/")
	endAgain()
	if len(heard) != before {
		t.Error("a tab that was closed still tells events")
	}
	want(t, "sent by the first tab", s.sent(s.Listener.Addr().String()+"/"), "persistent", "session")
	quit(t, b)
	gone, endGone := b.FirstTab(func(any) {})
	defer endGone()
	if err := chromedp.Do(gone, chromedp.Navigate(s.URL+"/")); err == nil {
		t.Error("a tab of a browser that is gone was used")
	}
}
