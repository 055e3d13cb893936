package gather

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// controls records the way to log out that a page offers, and remembers the first.
func (r *run) controls(g *guest, asked string, s seen, protected bool) {
	c := recording.Control{Page: r.shown(asked)}
	if s.Logout != nil {
		c.Way, c.Method, c.URL = s.Logout.Way, s.Logout.Method, r.shown(s.Logout.URL)
		if r.login.logout == nil {
			r.login.logout, r.login.leaving = s.Logout, asked
		}
	}
	if protected {
		g.scene.Controls = append(g.scene.Controls, c)
	}
}

// knowLogout says how one logs out: as the config has it, else as it was recognised.
func (r *run) knowLogout(ctx context.Context, g *guest) error {
	given := r.o.Session.Logout
	switch l := r.login.logout; {
	case given.URL != "":
		r.rec.Session.LogoutBy = "GET " + r.shown(r.resolve(given.URL))
	case given.Submit != "":
		r.rec.Session.LogoutBy = "the form " + given.Submit
	case given.Click != "":
		r.rec.Session.LogoutBy = "a click on " + given.Click
	case len(given.Steps) > 0:
		r.rec.Session.LogoutBy = fmt.Sprintf("%d steps", len(given.Steps))
	case l == nil:
		for _, page := range []string{r.login.landed, r.rec.Target.Pages[0]} {
			s, err := r.see(ctx, g.tab, recording.Navigation, page)
			if err != nil {
				return err
			}
			if s.err == nil && s.Logout != nil {
				r.login.logout, r.login.leaving = s.Logout, page
				return r.knowLogout(ctx, g)
			}
		}
	default:
		r.rec.Session.LogoutBy = fmt.Sprintf("the %s %s %s on %s", l.Way, l.Method, r.shown(l.URL), r.shown(r.login.leaving))
		if f := r.rec.Session.Form; f != nil {
			f.Logout, f.LogoutOn = l.Selector, r.shown(r.login.leaving)
		}
	}
	return nil
}

// exit is the page that the way to log out is on.
func (r *run) exit() string {
	if r.login.leaving != "" {
		return r.login.leaving
	}
	return r.login.oracle.page
}

// logOut logs out by the page that is open.
func (r *run) logOut(ctx context.Context, t *tab) error {
	switch given := r.o.Session.Logout; {
	case given.URL != "":
		return t.visit(ctx, recording.LoggingOut, r.resolve(given.URL))
	case len(given.Steps) > 0:
		return r.follow(ctx, t, recording.LoggingOut, given.Steps, credentials{})
	case given.Submit != "":
		return t.does(ctx, recording.LoggingOut, func(ctx context.Context) error {
			sent, err := do[bool](ctx, t, "submit", given.Submit)
			if err == nil && !sent {
				err = &Trouble{"the page has no form " + given.Submit, "check logout.submit"}
			}
			return err
		})
	case given.Click != "":
		return t.does(ctx, recording.LoggingOut, func(ctx context.Context) error { return t.click(ctx, given.Click) })
	}
	return t.does(ctx, recording.LoggingOut, func(ctx context.Context) error { return t.click(ctx, r.login.logout.Selector) })
}

var errNoLogout = &Trouble{"no way to log out was found", "name it with logout: in the config"}

// departs is part Logout: one browser logs in, logs out, goes back, and logs in again. The others' sessions are tried meanwhile.
func (r *run) departs(ctx context.Context, b *browser.Browser, replays *replays, other *guest) (*guest, error) {
	r.say(recording.Logout, "logging in, out, back, in again")
	g, err := r.guest(ctx, b, recording.Logout, window, false) // which alone keeps pages to go back to
	if err != nil {
		return nil, err
	}
	defer g.tab.close()
	return g, g.keep(ctx, r.depart(ctx, g, replays, other))
}

func (r *run) depart(ctx context.Context, g *guest, replays *replays, other *guest) error {
	if err := g.tab.cached(); err != nil { // as a user's browser does, or nothing could come back
		return err
	}
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	if err := g.logIn(ctx, credentials{}); err != nil {
		return err
	}
	if p, err := g.ask(ctx, recording.LoggedIn); err != nil || p.Answer != recording.In {
		return notIn(err, p)
	}
	if err := r.remembered(ctx, g, recording.ByAnother); err != nil {
		return err
	}
	if r.rec.Session.LogoutBy == "" {
		return errNoLogout
	}
	second, err := r.openTab(ctx, beside(g.tab), g.browser, g.rec)
	if err != nil {
		return err
	}
	defer second.close()
	if _, err := r.ask(ctx, second, &g.scene, recording.SecondTab); err != nil {
		return err
	}
	if err := g.look(ctx, recording.BeforeLogout); err != nil {
		return err
	}
	if err := replays.try(ctx, recording.BeforeOut, g.jars[recording.BeforeLogout], nil, ""); err != nil {
		return err
	}
	if address(r.exit()) != address(r.login.oracle.page) && len(r.o.Session.Logout.Steps) == 0 {
		if err := g.tab.visit(ctx, recording.Navigation, r.login.oracle.page); err != nil {
			return err
		}
		if err := g.tab.visit(ctx, recording.Navigation, r.exit()); err != nil {
			return err
		}
	} else if _, err := g.ask(ctx, recording.LoggedIn); err != nil {
		return err
	}
	if other.scene.Jar(recording.AfterLogin) != nil { // what it is after this logout must not come from having been left alone
		if _, err := other.ask(ctx, recording.Later); err != nil {
			return err
		}
	}
	if err := r.logOut(ctx, g.tab); err != nil {
		return err
	}
	if err := g.look(ctx, recording.AfterLogout); err != nil {
		return err
	}
	if err := r.keptBy(ctx, g.tab, &g.scene, recording.AfterLogout); err != nil {
		return err
	}
	if err := r.goBack(ctx, g); err != nil {
		return err
	}
	if _, err := g.ask(ctx, recording.LoggedOut); err != nil {
		return err
	}
	before := len(g.rec.taken())
	if err := second.reload(ctx); err != nil && (ctx.Err() != nil || err == errChromeDied) {
		return err
	}
	s, err := r.glance(ctx, second)
	if err != nil {
		return err
	}
	s.status = ended(exchanges(g.rec.since(second, before), r.masker))
	r.probed(second, &g.scene, recording.OtherTab, s)
	r.portray(ctx, g.browser, second, "logged-out")
	if err := replays.try(ctx, recording.AfterOut, g.jars[recording.BeforeLogout], nil, ""); err != nil {
		return err
	}
	return r.relogin(ctx, g)
}

// relogin logs in once more, and has a page load the logout's address as an image.
func (r *run) relogin(ctx context.Context, g *guest) error {
	if err := r.logIn(ctx, g.tab, credentials{}); err != nil {
		g.scene.Notes = append(g.scene.Notes, "no second login: "+oneLine(err))
		if ctx.Err() != nil || err == errChromeDied {
			return err
		}
		return nil
	}
	if err := g.look(ctx, recording.AfterRelogin); err != nil {
		return err
	}
	if _, err := g.ask(ctx, recording.ReloggedIn); err != nil {
		return err
	}
	way := r.resolve(r.o.Session.Logout.URL)
	if r.o.Session.Logout.URL == "" {
		if r.login.logout == nil || r.login.logout.URL == "" {
			return nil
		}
		way = r.login.logout.URL
	}
	u, err := url.Parse(way)
	if err != nil || !r.judged(u.Hostname()) {
		return nil
	}
	if err := g.tab.does(ctx, recording.SubResource, func(ctx context.Context) error {
		_, err := do[bool](ctx, g.tab, "image", way)
		return err
	}); err != nil {
		return err
	}
	_, err = g.ask(ctx, recording.PlainGet)
	return err
}

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

// notIn is why a part cannot go on whose login did not log in.
func notIn(err error, p *recording.Probe) error {
	if err != nil {
		return err
	}
	return &Trouble{What: fmt.Sprintf("another login did not log in: %s", p.Answer)}
}
