package gather

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/recording"
)

// visit navigates and waits until the page is quiet. An error is a *Trouble, or the context's.
func (t *tab) visit(ctx context.Context, act recording.Act, url string) error {
	return t.load(ctx, act, func(ctx context.Context) error {
		result, err := chromedp.Call(t.within(ctx), page.Navigate, page.NavigateParams{URL: url})
		if err != nil {
			return err
		}
		if result.ErrorText != "" {
			return navigationTrouble(t.run.shown(url), result.ErrorText)
		}
		return nil
	})
}

// reload asks for the page again.
func (t *tab) reload(ctx context.Context) error {
	return t.load(ctx, recording.Reload, func(ctx context.Context) error {
		_, err := chromedp.Call(t.within(ctx), page.Reload, page.ReloadParams{})
		return err
	})
}

// back goes back one page.
func (t *tab) back(ctx context.Context) error {
	history, err := chromedp.Call(t.within(ctx), page.GetNavigationHistory, cdp.Empty{})
	if err != nil || history.CurrentIndex < 1 {
		return err
	}
	entry := history.Entries[history.CurrentIndex-1]
	return t.load(ctx, recording.Back, func(ctx context.Context) error {
		_, err := chromedp.Call(t.within(ctx), page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: entry.ID})
		return err
	})
}

// load does what loads a page and waits for it, for no longer than the target has given reason to expect.
func (t *tab) load(ctx context.Context, act recording.Act, start func(context.Context) error) error {
	defer t.run.meter.spend(pages)()
	t.during(act)
	limit := t.run.patienceForPages()
	bounded, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	loads := t.loads()
	began := time.Now()
	err := start(bounded)
	if err == nil {
		err = t.wait(bounded, func() bool { return t.state.loaded > loads && !t.state.loading })
	}
	if err != nil && bounded.Err() != nil && ctx.Err() == nil && t.ctx.Err() == nil {
		t.run.note("a page did not finish loading within %.0f s; what it had asked for by then was judged", limit.Seconds())
		stopping, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		chromedp.Call(t.within(stopping), page.StopLoading, cdp.Empty{})
		return nil
	}
	if err == nil {
		t.run.pageTook(time.Since(began))
		err = t.quiet(ctx)
	}
	if t.ctx.Err() != nil && ctx.Err() == nil {
		return errChromeDied
	}
	return err
}

var errChromeDied = errors.New("the browser went away in the middle of it")

func (t *tab) loads() int {
	t.rec.mu.Lock()
	defer t.rec.mu.Unlock()
	return t.state.loaded
}
