package driver

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// Visit navigates and waits until the page is quiet. An error is a *Trouble, or the context's.
func (t *Tab) Visit(ctx context.Context, act recording.Act, url string) error {
	return t.load(ctx, act, func(ctx context.Context) error {
		result, err := chromedp.Call(t.within(ctx), page.Navigate, page.NavigateParams{URL: url})
		if err != nil {
			return err
		}
		if result.ErrorText != "" {
			return NavigationTrouble(redact.URL(url), result.ErrorText)
		}
		return nil
	})
}

// Reload asks for the page again.
func (t *Tab) Reload(ctx context.Context) error {
	return t.load(ctx, recording.Reload, func(ctx context.Context) error {
		_, err := chromedp.Call(t.within(ctx), page.Reload, page.ReloadParams{})
		return err
	})
}

// load does what loads a page and waits for it, for no longer than the target has given reason to expect.
func (t *Tab) load(ctx context.Context, act recording.Act, start func(context.Context) error) error {
	defer t.driver.Meter.Spend(meter.Pages)()
	t.During(act)
	limit := t.driver.PageLimit()
	bounded, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	loads := t.loads()
	began := time.Now()
	err := start(bounded)
	if err == nil {
		err = t.wait(bounded, func() bool { return t.state.Loads > loads && !t.state.Loading })
	}
	if err != nil && bounded.Err() != nil && ctx.Err() == nil && t.ctx.Err() == nil {
		t.driver.Note("a page did not finish loading within %.0f s; what it had asked for by then was judged", limit.Seconds())
		stopping, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		chromedp.Call(t.within(stopping), page.StopLoading, cdp.Empty{})
		return nil
	}
	if err == nil {
		t.driver.pageTook(time.Since(began))
		err = t.Quiet(ctx)
	}
	if t.ctx.Err() != nil && ctx.Err() == nil {
		return ErrChromeExited
	}
	return err
}

func (t *Tab) loads() int {
	n := 0
	t.Recorder.Locked(func() { n = t.state.Loads })
	return n
}

// Lead lets the page that is open lead its tab elsewhere: code is a function that is called with arguments.
func (t *Tab) Lead(ctx context.Context, act recording.Act, code string, arguments ...any) error {
	list, err := json.Marshal(arguments)
	if err != nil {
		return err
	}
	acting := func(is bool) { t.Recorder.Locked(func() { t.state.ActingForPage = is }) }
	acting(true)
	defer acting(false)
	return t.load(ctx, act, func(ctx context.Context) error {
		_, err := Evaluate[bool](ctx, t, fmt.Sprintf("%s(...%s)", code, list))
		return err
	})
}
