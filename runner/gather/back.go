package gather

import (
	"context"
	"slices"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// goBack goes back to the protected page, as it is in the history at its address or at place, and looks at what is there without
// asking for it.
func (r *run) goBack(ctx context.Context, g *guest, place string) error {
	t := g.tab
	before := len(g.rec.Events())
	returned, err := t.BackTo(ctx, func(url string) bool {
		return url == place || account.Address(url) == account.Address(r.account.Oracle.Page)
	})
	switch {
	case err != nil && (returned == nil || ctx.Err() != nil || err == driver.ErrChromeExited):
		return err
	case returned == nil:
		g.scene.Notes = append(g.scene.Notes, "the history holds no protected page to go back to")
		return nil
	}
	s, err := r.account.Glance(ctx, t)
	if err != nil {
		return err
	}
	back := wire.Exchanges(t.Since(before), r.redactor)
	asked := slices.ContainsFunc(back, func(e recording.Exchange) bool { return e.TopLevel && e.Wire })
	if asked {
		s.Status = wire.Ended(back)
	}
	p := r.account.Probe(t, &g.scene, recording.WentBack, s)
	p.Reasons = returned.NotRestored
	switch {
	case returned.Restored:
		p.From = recording.FromMemory
	case asked:
		p.From = recording.FromTarget
	case returned.FromCache || len(back) > 0:
		p.From = recording.FromCache
	default:
		p.From = recording.FromNobody
	}
	if p.From == recording.FromTarget && slices.ContainsFunc(returned.NotRestored, ourDoing) { // the page might have been kept, were it not for us
		p.From = recording.FromNobody
	}
	return nil
}

// ourDoing tells whether Chrome gave up the page because of how it is driven, and not because of the page.
func ourDoing(reason string) bool {
	return slices.Contains([]string{"BackForwardCacheDisabled", "BackForwardCacheDisabledByCommandLine", "BackForwardCacheDisabledByLowMemory", "BackForwardCacheDisabledForDelegate", "ForegroundCacheLimit", "CacheLimit", "Timeout"}, reason)
}
