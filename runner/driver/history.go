package driver

import (
	"context"
	"slices"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Back goes back one page.
func (t *Tab) Back(ctx context.Context) error {
	history, err := chromedp.Call(t.within(ctx), page.GetNavigationHistory, cdp.Empty{})
	if err != nil || history.CurrentIndex < 1 {
		return err
	}
	entry := history.Entries[history.CurrentIndex-1]
	return t.load(ctx, recording.Back, entry.URL, func(ctx context.Context) (cdp.LoaderID, error) { return "", t.to(ctx, entry) })
}

func (t *Tab) to(ctx context.Context, entry *page.NavigationEntry) error {
	_, err := chromedp.Call(t.within(ctx), page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: entry.ID})
	return err
}

// Place is the address at which the history has the page that is open: a script may have changed it since the target answered.
func (t *Tab) Place(ctx context.Context) (string, error) {
	history, err := chromedp.Call(t.within(ctx), page.GetNavigationHistory, cdp.Empty{})
	if err != nil {
		return "", t.Explain(ctx, err)
	}
	return history.Entries[history.CurrentIndex].URL, nil
}

// Return is how a page came back that the user went back to.
type Return struct {
	Restored    bool     // from the back/forward cache
	FromCache   bool     // its text came from the HTTP cache
	NotRestored []string // Chrome's reasons not to restore it
}

// BackTo goes back to the last page before that fits, as it is in the history. The result is nil where there is none.
func (t *Tab) BackTo(ctx context.Context, fits func(url string) bool) (*Return, error) {
	history, err := chromedp.Call(t.within(ctx), page.GetNavigationHistory, cdp.Empty{})
	if err != nil {
		return nil, t.Explain(ctx, err)
	}
	var entry *page.NavigationEntry
	for _, e := range history.Entries[:history.CurrentIndex] {
		if fits(e.URL) {
			entry = e
		}
	}
	if entry == nil {
		return nil, nil
	}
	documents := 0
	t.Recorder.Locked(func() {
		documents = t.state.Documents
		t.state.NotRestored = nil
	})
	err = t.Do(ctx, recording.Back, func(ctx context.Context) error {
		if err := t.to(ctx, entry); err != nil {
			return err
		}
		return t.wait(ctx, func() bool { return t.state.Documents > documents && !t.state.Loading })
	})
	r := &Return{}
	t.Recorder.Locked(func() {
		r.Restored, r.FromCache, r.NotRestored = t.state.Restored, t.state.Answer().FromCache, slices.Clone(t.state.NotRestored)
	})
	return r, err
}
