package gather

import (
	"context"
	"net/url"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// clicked follows a link to a URL.
const clicked = `(u => {
	const link = document.createElement("a");
	link.href = u;
	document.documentElement.append(link);
	link.click();
	return true;
})`

// linked follows a link on a page of another site to the target, in a browser context of its own: to the protected page with the
// cookies of the login, or to the entry page after a first visit. Then it asks for the page once more.
func (r *run) linked(ctx context.Context, b *browser.Browser, jar []*network.Cookie) error {
	r.say(recording.Linked, "a link on a page of another site")
	return r.apart(ctx, b, recording.Linked, driver.Stranger, func(ctx context.Context, g *guest) error { return r.arrive(ctx, g, jar) })
}

func (r *run) arrive(ctx context.Context, g *guest, jar []*network.Cookie) error {
	page := r.o.URL
	if jar == nil {
		if err := g.tab.Visit(ctx, recording.Navigation, page); err != nil {
			return err
		}
	} else {
		page = r.account.Oracle.Page
		if in, err := g.enter(ctx, jar); err != nil || !in {
			return err
		}
	}
	if err := g.look(ctx, recording.BeforeLink); err != nil {
		return err
	}
	target, err := url.Parse(r.rec.Target.Landed)
	if err != nil {
		return err
	}
	if err := g.tab.Visit(ctx, recording.Navigation, r.standIn.Page(target.Hostname())); err != nil {
		return err
	}
	before := len(g.rec.Events())
	if err := g.tab.Lead(ctx, recording.Link, clicked, page); err != nil {
		return err
	}
	if err := g.look(ctx, recording.AfterLink); err != nil {
		return err
	}
	if jar == nil {
		return nil
	}
	s, err := r.account.Glance(ctx, g.tab)
	if err != nil {
		return err
	}
	s.Status = wire.Ended(wire.Exchanges(g.tab.Since(before), r.redactor))
	r.account.Probe(g.tab, &g.scene, recording.Arrived, s)
	_, err = g.ask(ctx, recording.AfterArrival)
	return err
}

// enter gives the guest the cookies of a login. Where they show none there is nothing to try.
func (g *guest) enter(ctx context.Context, jar []*network.Cookie) (in bool, err error) {
	if err := g.tab.SetCookies(ctx, jar); err != nil {
		return false, g.tab.Explain(ctx, err)
	}
	switch p, err := g.ask(ctx, recording.LoggedIn); {
	case err != nil:
		return false, err
	case p.Answer == recording.Out:
		g.scene.State = recording.Unneeded
		return false, nil
	case p.Answer != recording.In:
		return false, notIn(nil, p)
	}
	return true, nil
}
