package driver

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Tab is one tab whose events go into a recorder.
type Tab struct {
	Recorder *wire.Recorder

	driver    *Driver
	browser   *browser.Browser
	ctx       context.Context
	close     context.CancelFunc
	state     *wire.State // guarded by the recorder, as what follows is
	plainOnly bool        // nothing is asked for over https
	passkey   bool        // a passkey is at hand
}

// ErrChromeExited says that Chrome is gone, and with it the tab.
//
//lint:ignore ST1005 Chrome is a name
var ErrChromeExited = errors.New("Chrome exited unexpectedly")

// Close closes the tab.
func (t *Tab) Close() { t.close() }

// Gone tells whether Chrome, or the tab, is no more.
func (t *Tab) Gone() bool { return t.ctx.Err() != nil }

// Explain says that the run was stopped, or that Chrome exited, where that is why something failed.
func (t *Tab) Explain(ctx context.Context, err error) error {
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil && t.ctx.Err() != nil:
		return ErrChromeExited
	}
	return err
}

// Since returns the tab's own events after the first n of its recorder.
func (t *Tab) Since(n int) []wire.Event { return t.Recorder.Since(t.state, n) }

func call[P, R any](t *Tab, command cdp.Command[P, R], params P) func() error {
	return func() error {
		_, err := chromedp.Call(t.ctx, command, params)
		return err
	}
}

// hear is called for each event of the tab. What needs an answer gets it from a goroutine of its own.
func (t *Tab) hear(data any) {
	switch e := data.(type) {
	case *page.EventJavascriptDialogOpening:
		go t.answer(e.Type)
	case *fetch.EventRequestPaused:
		go t.proceed(e)
	}
	t.Recorder.Hear(t.state, data)
}

// answer closes a dialog of the page's script, which must not stop the run. It gets no consent from us, but to the logout that was asked for.
func (t *Tab) answer(kind page.DialogType) {
	accept := kind == page.DialogTypeAlert || kind == page.DialogTypeBeforeunload
	t.Recorder.Locked(func() { accept = accept || kind == page.DialogTypeConfirm && t.state.Act == recording.LoggingOut })
	chromedp.Call(t.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: accept})
}

// proceed lets a request go on its way, with the user's headers, or not.
func (t *Tab) proceed(e *fetch.EventRequestPaused) {
	stays := false
	t.Recorder.Locked(func() { stays = t.plainOnly && strings.HasPrefix(e.Request.URL, "https:") })
	if stays || t.driver.Never != nil && t.driver.Never(e.Request.URL) {
		chromedp.Call(t.ctx, fetch.FailRequest, fetch.FailRequestParams{RequestID: e.RequestID, ErrorReason: network.ErrorReasonBlockedByClient})
		return
	}
	chromedp.Call(t.ctx, fetch.ContinueRequest, t.driver.withHeaders(e))
}

// PlainOnly keeps the tab from asking for anything over https.
func (t *Tab) PlainOnly() error {
	t.Recorder.Locked(func() { t.plainOnly = true })
	return call(t, fetch.Enable, fetch.EnableParams{})()
}

// UseCache says whether the tab keeps and uses what the target allows to be kept.
func (t *Tab) UseCache(is bool) error {
	t.Recorder.Locked(func() { t.state.UsesCache = is })
	return call(t, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: !is})()
}

// During says what the harness does from now on in this tab.
func (t *Tab) During(act recording.Act) {
	t.Recorder.Locked(func() { t.state.Act = act })
}

// holding is how long a page that has loaded is given to come to rest. One that holds a request open, as long-polling does,
// never comes to rest.
const holding = 2 * time.Second

// Quiet waits until nothing is on its way, or the page holds a request open.
func (t *Tab) Quiet(ctx context.Context) error {
	bounded, cancel := context.WithTimeout(ctx, holding)
	defer cancel()
	if err := t.wait(bounded, t.state.Quiet); err != nil && (ctx.Err() != nil || bounded.Err() == nil) {
		return err
	}
	return nil
}

// Leave blanks the tab, so that its page asks for nothing more.
func (t *Tab) Leave(ctx context.Context) {
	defer t.driver.Meter.Spend(meter.Pages)()
	browser.Leave(ctx, t.ctx)
}

// wait waits for an event after which done holds. done is called with the recorder locked.
func (t *Tab) wait(ctx context.Context, done func() bool) error {
	for {
		ok, changed := t.Recorder.Check(done)
		if ok {
			return nil
		}
		if err := t.next(ctx, changed); err != nil {
			return err
		}
	}
}

// next waits for the next event, or for a moment, as what a page does by itself makes none.
func (t *Tab) next(ctx context.Context, changed <-chan struct{}) error {
	select {
	case <-changed:
	case <-time.After(wire.Unread):
	case <-ctx.Done():
		return ctx.Err()
	case <-t.ctx.Done():
		return ErrChromeExited
	}
	return nil
}

// within is the tab's context with the deadline of ctx.
func (t *Tab) within(ctx context.Context) context.Context {
	deadline, ok := ctx.Deadline()
	if !ok {
		return t.ctx
	}
	bounded, cancel := context.WithDeadline(t.ctx, deadline)
	context.AfterFunc(ctx, cancel)
	return bounded
}
