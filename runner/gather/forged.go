package gather

import (
	"context"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// submitted posts a form with some fields to a URL.
const submitted = `((u, fields) => {
	const form = document.createElement("form");
	form.action = u;
	form.method = "post";
	for (const [name, value] of fields) {
		const field = document.createElement("input");
		Object.assign(field, {type: "hidden", name, value});
		form.append(field);
	}
	document.documentElement.append(form);
	HTMLFormElement.prototype.submit.call(form);
	return true;
})`

// forged does in a browser context of its own what the config declares as action, and then lets a page of another site post the same:
// with the cookies that SameSite lets go, and with all of them.
func (r *run) forged(ctx context.Context, b *browser.Browser, jar []*network.Cookie) error {
	if !r.wants(recording.Forged) {
		return nil
	}
	if r.o.Session.Action == nil {
		r.unneeded(recording.Forged, "the config has no action:")
		return nil
	}
	r.say(recording.Forged, "a page of another site posts what the config declares")
	return r.apart(ctx, b, recording.Forged, driver.Stranger, func(ctx context.Context, g *guest) error {
		return r.forge(ctx, g, jar, r.o.Session.Action)
	})
}

func (r *run) forge(ctx context.Context, g *guest, jar []*network.Cookie, a *recipe.Action) error {
	if in, err := g.enter(ctx, jar); err != nil || !in {
		return err
	}
	if err := r.effect(ctx, g, a, recording.BeforeAction); err != nil {
		return err
	}
	if err := r.account.Follow(ctx, g.tab, recording.Form, a.Steps, account.Credentials{}); err != nil {
		return err
	}
	for _, kind := range []recording.MemoryKind{recording.AfterAction, recording.AfterAction} {
		if err := r.effect(ctx, g, a, kind); err != nil {
			return err
		}
	}
	if err := r.postForged(ctx, g.tab, a); err != nil {
		return err
	}
	if err := r.effect(ctx, g, a, recording.AfterForgery); err != nil {
		return err
	}
	target, err := r.target.Parse(r.resolve(a.URL))
	if err != nil || !rfc6265.Trustworthy(target) {
		return err // only what is Secure can be SameSite=None: over https, and on loopback
	}
	now, err := g.jar(ctx)
	if err != nil {
		return err
	}
	for _, c := range now {
		c.SameSite, c.Secure, c.SourceScheme = network.CookieSameSiteNone, true, network.CookieSourceSchemeSecure // what is Secure must not come from http
	}
	if err := g.tab.SetCookies(ctx, now); err != nil {
		return g.tab.Explain(ctx, err)
	}
	if err := r.postForged(ctx, g.tab, a); err != nil {
		return err
	}
	return r.effect(ctx, g, a, recording.AfterOpenPost)
}

// postForged posts the form from a page of another site.
func (r *run) postForged(ctx context.Context, t *driver.Tab, a *recipe.Action) error {
	target, err := r.target.Parse(r.resolve(a.URL))
	if err != nil {
		return err
	}
	if err := t.Visit(ctx, recording.Navigation, r.standIn.Page(target.Hostname())); err != nil {
		return err
	}
	fields := make([][]string, len(a.Fields))
	for i, f := range a.Fields {
		fields[i] = []string{f.Selector, f.Text}
	}
	return t.Lead(ctx, recording.Form, submitted, target.String(), fields)
}

// effect looks at what the action leaves behind.
func (r *run) effect(ctx context.Context, g *guest, a *recipe.Action, kind recording.MemoryKind) error {
	page := r.account.Oracle.Page
	if a.Page != "" {
		page = r.resolve(a.Page)
	}
	m := recording.Memory{Kind: kind, What: "the text of " + a.Read, Given: true, Page: r.shown(page)}
	err := g.tab.Visit(ctx, recording.Navigation, page)
	var l driver.Look
	if err == nil {
		l, err = driver.Ask[driver.Look](ctx, g.tab, "look", map[string]string{"read": a.Read})
	}
	switch {
	case ctx.Err() != nil || g.tab.Gone():
		return g.tab.Explain(ctx, err)
	case err != nil:
		m.Error = oneLine(err)
	case l.Read == nil:
		m.Error = "the page has no " + a.Read
	default:
		m.Value = r.redactor.Value(*l.Read)
		m.Holds = slices.ContainsFunc(a.Steps, func(s recipe.Step) bool {
			return s.Kind == recipe.FillIn && s.Text != "" && strings.Contains(*l.Read, s.Text)
		})
	}
	g.scene.Memories = append(g.scene.Memories, m)
	return nil
}
