package gather

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// tab is one tab whose events go into a recorder.
type tab struct {
	run   *run
	ctx   context.Context
	close context.CancelFunc
	rec   *recorder
	act   recording.Act // guarded by rec.mu, as state is
	state *tabState
	clear bool // nothing is asked for over https; guarded likewise
}

// opener is one of the ways to open a tab: the browser's first one, a new one, or one in a context of its own.
type opener func(*browser.Browser, func(event any)) (context.Context, context.CancelFunc)

var (
	firstTab opener = (*browser.Browser).FirstTab
	newTab   opener = (*browser.Browser).Tab
	aside    opener = (*browser.Browser).Aside
	stranger opener = (*browser.Browser).Stranger
	window   opener = (*browser.Browser).Window
)

// openTab opens a tab that is ready to be judged by: no cache, no service worker and no Content-Security-Policy stands between
// the page and the wire.
func (r *run) openTab(ctx context.Context, open opener, b *browser.Browser, rec *recorder) (*tab, error) {
	defer r.meter.spend(chrome)()
	t := &tab{run: r, rec: rec, act: recording.Navigation, state: newTabState()}
	t.ctx, t.close = open(b, t.hear)
	stop := context.AfterFunc(ctx, t.close)
	steps := []func() error{
		func() error { return chromedp.Do(t.ctx) },
		call(t, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true}),
		call(t, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}),
		call(t, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}),
		call(t, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: r.userAgent(b)}),
	}
	if len(r.o.Headers)+len(r.o.Never) > 0 {
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

func call[P, R any](t *tab, command cdp.Command[P, R], params P) func() error {
	return func() error {
		_, err := chromedp.Call(t.ctx, command, params)
		return err
	}
}

// hear is called for each event of the tab. What needs an answer gets it from a goroutine of its own.
func (t *tab) hear(data any) {
	switch e := data.(type) {
	case *page.EventJavascriptDialogOpening: // a page must not stop the run, and gets no consent from us
		accept := e.Type == page.DialogTypeAlert || e.Type == page.DialogTypeBeforeunload
		go chromedp.Call(t.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: accept})
	case *fetch.EventRequestPaused:
		go t.proceed(e)
	}
	t.rec.hear(t, data)
}

// proceed lets a request go on its way, with the user's headers, or not.
func (t *tab) proceed(e *fetch.EventRequestPaused) {
	t.rec.mu.Lock()
	stays := t.clear && strings.HasPrefix(e.Request.URL, "https:")
	t.rec.mu.Unlock()
	if stays || t.run.never(e.Request.URL) {
		chromedp.Call(t.ctx, fetch.FailRequest, fetch.FailRequestParams{RequestID: e.RequestID, ErrorReason: network.ErrorReasonBlockedByClient})
		return
	}
	chromedp.Call(t.ctx, fetch.ContinueRequest, t.run.withHeaders(e))
}

// inTheClear keeps the tab from asking for anything over https.
func (t *tab) inTheClear() error {
	t.rec.mu.Lock()
	t.clear = true
	t.rec.mu.Unlock()
	return call(t, fetch.Enable, fetch.EnableParams{})()
}

// during says what the harness does from now on in this tab.
func (t *tab) during(act recording.Act) {
	t.rec.mu.Lock()
	defer t.rec.mu.Unlock()
	t.act = act
}

// holding is how long a page that has loaded is given to come to rest. One that holds a request open, as long-polling does,
// never comes to rest.
const holding = 2 * time.Second

// quiet waits until nothing is on its way, or the page holds a request open.
func (t *tab) quiet(ctx context.Context) error {
	bounded, cancel := context.WithTimeout(ctx, holding)
	defer cancel()
	if err := t.wait(bounded, t.state.quiet); err != nil && (ctx.Err() != nil || bounded.Err() == nil) {
		return err
	}
	return nil
}

// leave blanks the tab, so that its page asks for nothing more.
func (t *tab) leave(ctx context.Context) {
	defer t.run.meter.spend(pages)()
	bounded, cancel := context.WithTimeout(ctx, holding)
	defer cancel()
	chromedp.Call(t.within(bounded), page.Navigate, page.NavigateParams{URL: "about:blank"})
}

// wait waits for an event after which done holds. done is called with the recorder locked.
func (t *tab) wait(ctx context.Context, done func() bool) error {
	for {
		t.rec.mu.Lock()
		ok, changed := done(), t.rec.changed
		t.rec.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-changed:
		case <-time.After(unread): // a fetch that nobody reads makes no event
		case <-ctx.Done():
			return ctx.Err()
		case <-t.ctx.Done():
			return errChromeDied
		}
	}
}

// within is the tab's context with the deadline of ctx.
func (t *tab) within(ctx context.Context) context.Context {
	deadline, ok := ctx.Deadline()
	if !ok {
		return t.ctx
	}
	bounded, cancel := context.WithDeadline(t.ctx, deadline)
	context.AfterFunc(ctx, cancel)
	return bounded
}

// scripts bounds what a script of ours may take: a page whose own script never yields does not let it run.
const scripts = 8 * time.Second

// script runs an expression in a world of its own, where the page has replaced nothing, and returns its value.
func script[T any](ctx context.Context, t *tab, expression string) (T, error) {
	var zero T
	ctx, cancel := context.WithTimeout(ctx, scripts)
	defer cancel()
	t.rec.mu.Lock()
	main := t.state.main
	t.rec.mu.Unlock()
	world, err := chromedp.Call(t.within(ctx), page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: main, WorldName: "cookiespec"})
	if err != nil {
		return zero, fmt.Errorf("running a script: %w", err)
	}
	value, err := chromedp.Run(t.within(ctx), chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise, func(p *runtime.EvaluateParams) {
		p.ContextID = world.ExecutionContextID
	}))
	if err != nil {
		return zero, fmt.Errorf("running a script: %w", err)
	}
	return value, nil
}
