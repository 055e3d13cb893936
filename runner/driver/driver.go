// Package driver drives tabs of a Chrome: it opens pages, acts on them as a user would, and has all that goes over the wire
// recorded. What it does to which page, and why, is somebody else's.
package driver

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
)

// Driver is what the tabs of a run share. It is safe for concurrent use once it is set up.
type Driver struct {
	Target    *url.URL // whose site alone is sent Headers
	Headers   []Header
	UserAgent string        // instead of Chrome's own with the tool's name added
	Tool      string        // name and version
	MaxPage   time.Duration // bound of a page load; zero: as long as the target has given reason to expect

	Never func(url string) bool // whether no request may be made to an address; nil: any may

	Redactor *redact.Redactor
	Meter    *meter.Meter
	Note     func(format string, a ...any) // takes a sentence that a reader of the report must know
	Did      func(*Tab, Deed)              // takes what is done in a tab; nil: nobody wants to know

	mu      sync.Mutex
	slowest time.Duration // page load so far
	limited sync.Once     // whether it was noted that the target limits the rate
}

// Opener is one of the ways to open a tab.
type Opener func(*browser.Browser, func(event any)) (context.Context, context.CancelFunc)

// The openers, as package browser explains them.
var (
	FirstTab Opener = (*browser.Browser).FirstTab
	NewTab   Opener = (*browser.Browser).Tab
	Aside    Opener = (*browser.Browser).Aside
	Stranger Opener = (*browser.Browser).Stranger
	Window   Opener = (*browser.Browser).Window
)

// Beside opens another tab in the browser context of t.
func Beside(t *Tab) Opener {
	return func(b *browser.Browser, listen func(any)) (context.Context, context.CancelFunc) {
		return b.Beside(t.ctx, listen)
	}
}

// desktop is the size of every page, in CSS pixels. A hidden tab has no window and would be 0 wide: its blocks would count as not shown, and
// a responsive page would show what it shows on a telephone.
var desktop = emulation.SetDeviceMetricsOverrideParams{Width: 1280, Height: 800, DeviceScaleFactor: 1}

// Open opens a tab that is ready to be judged by: no cache, no service worker and no Content-Security-Policy stands between
// the page and the wire. Its events go into the recorder.
func (d *Driver) Open(ctx context.Context, open Opener, b *browser.Browser, rec *wire.Recorder) (*Tab, error) {
	defer d.Meter.Spend(meter.Chrome)()
	t := &Tab{Recorder: rec, driver: d, browser: b, state: wire.NewState()}
	t.ctx, t.close = open(b, t.hear)
	stop := context.AfterFunc(ctx, t.close)
	steps := []func() error{
		func() error { return chromedp.Do(t.ctx) },
		call(t, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true}),
		call(t, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}),
		call(t, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}),
		call(t, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: d.userAgent(b)}),
		call(t, emulation.SetDeviceMetricsOverride, desktop),
	}
	if len(d.Headers) > 0 || d.Never != nil {
		steps = append(steps, call(t, fetch.Enable, fetch.EnableParams{}))
	}
	for _, step := range steps {
		if err := step(); err != nil {
			stop()
			t.close()
			return nil, errors.Join(ctx.Err(), fmt.Errorf("opening a tab: %w", err))
		}
	}
	return t, nil
}
