package gather

import (
	"cmp"
	"context"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// handOver gives the first browser the state that the user saved.
func (r *run) handOver(ctx context.Context, g *guest) error {
	state := r.o.Session.State
	var cookies []*network.Cookie
	for _, c := range state.Cookies {
		cookies = append(cookies, &network.Cookie{
			Name: c.Name, Value: c.Value, Domain: c.Domain, Path: cmp.Or(c.Path, "/"), Expires: c.Expires, Session: c.Expires <= 0,
			HTTPOnly: c.HTTPOnly, Secure: c.Secure, SameSite: network.CookieSameSite(c.SameSite), SourceScheme: network.CookieSourceSchemeUnset,
		})
	}
	if err := g.browser.Put(ctx, cookies); err != nil {
		return err
	}
	for _, o := range state.Origins {
		if err := g.tab.Visit(ctx, recording.Navigation, o.Origin); err != nil {
			return err
		}
		if _, err := driver.Ask[bool](ctx, g.tab, "put", o.Local); err != nil {
			return err
		}
	}
	return g.tab.Visit(ctx, recording.Navigation, r.rec.Target.Pages[0])
}
