package gather

import (
	"context"
	"slices"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/recording"
)

// goBack goes back to the protected page, as it is in the history, and looks at what is there without asking for it.
func (r *run) goBack(ctx context.Context, g *guest) error {
	t := g.tab
	history, err := chromedp.Call(t.within(ctx), page.GetNavigationHistory, cdp.Empty{})
	if err != nil {
		return t.gone(ctx, err)
	}
	entry := -1
	for i, e := range history.Entries {
		if int64(i) < history.CurrentIndex && address(e.URL) == address(r.login.oracle.page) {
			entry = i
		}
	}
	if entry < 0 {
		g.scene.Notes = append(g.scene.Notes, "the history holds no protected page to go back to")
		return nil
	}
	before := len(g.rec.taken())
	g.rec.mu.Lock()
	arrived := t.state.arrived
	t.state.unstored, t.state.fromCache = nil, false
	g.rec.mu.Unlock()
	err = t.does(ctx, recording.Back, func(ctx context.Context) error {
		_, err := chromedp.Call(t.within(ctx), page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: history.Entries[entry].ID})
		if err != nil {
			return err
		}
		return t.wait(ctx, func() bool { return t.state.arrived > arrived && !t.state.loading })
	})
	if err != nil && (ctx.Err() != nil || err == errChromeDied) {
		return err
	}
	s, err := r.glance(ctx, t)
	if err != nil {
		return err
	}
	back := exchanges(g.rec.since(t, before), r.masker)
	g.rec.mu.Lock()
	restored, cached, reasons := t.state.restored, t.state.fromCache, slices.Clone(t.state.unstored)
	g.rec.mu.Unlock()
	asked := slices.ContainsFunc(back, func(e recording.Exchange) bool { return e.TopLevel && e.Wire })
	if asked {
		s.status = ended(back)
	}
	p := r.probed(t, &g.scene, recording.WentBack, s)
	p.Reasons = reasons
	switch {
	case restored:
		p.From = recording.FromMemory
	case asked:
		p.From = recording.FromTarget
	case cached || len(back) > 0:
		p.From = recording.FromCache
	default:
		p.From = recording.FromNobody
	}
	if p.From == recording.FromTarget && slices.ContainsFunc(reasons, ourDoing) { // the page might have been kept, were it not for us
		p.From = recording.FromNobody
	}
	return nil
}

// ourDoing tells whether Chrome gave up the page because of how it is driven, and not because of the page.
func ourDoing(reason string) bool {
	return slices.Contains([]string{"BackForwardCacheDisabled", "BackForwardCacheDisabledByCommandLine", "BackForwardCacheDisabledByLowMemory", "BackForwardCacheDisabledForDelegate", "ForegroundCacheLimit", "CacheLimit", "Timeout"}, reason)
}
