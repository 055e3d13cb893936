package gather

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// loggedIn tells whether the first browser logged in, so that sessions can be tried.
func (r *run) loggedIn() bool {
	return r.login != nil && r.login.oracle != nil && r.login.failed == nil
}

// resolve is a page of the target, by what the user wrote, at the host and scheme that the target led to.
func (r *run) resolve(page string) string {
	base := r.target
	u, err := base.Parse(cmp.Or(page, r.o.URL))
	if err != nil {
		return page
	}
	if landed, err := base.Parse(r.rec.Target.Landed); err == nil && r.rec.Target.Landed != "" && u.Host == base.Host && r.judged(landed.Hostname()) {
		u.Scheme, u.Host = landed.Scheme, landed.Host
	}
	return u.String()
}

func (r *run) resolved(pages []string) []string {
	all := make([]string, len(pages))
	for i, p := range pages {
		all[i] = r.resolve(p)
	}
	return all
}

func (r *run) shownAll(pages []string) []string {
	all := make([]string, len(pages))
	for i, p := range pages {
		all[i] = r.shown(p)
	}
	return all
}

// sessions tries what sessions are good for, each in browser contexts of its own. A part that breaks is a scene that says so; an
// error is the end of the browser, or of the run.
func (r *run) sessions(ctx context.Context, b *browser.Browser) error {
	fatal := func(err error) bool { return ctx.Err() != nil || errors.Is(err, errChromeDied) }
	replays := r.replays(b)
	if r.wants(recording.Replay | recording.Planted | recording.Timeout) {
		if err := replays.experiment(ctx); err != nil {
			if fatal(err) {
				return err
			}
			replays.scene.State, replays.scene.Reason = recording.Failed, oneLine(err)
		}
	}
	finish := func() {
		replays.close()
		replays.scene.Exchanges = exchanges(replays.rec.taken(), r.masker)
		if r.wants(recording.Replay) && r.scene(recording.Replay) == nil {
			r.keep(replays.scene)
		}
	}
	defer finish()
	if r.wants(recording.Linked) {
		if err := r.linked(ctx, b, r.own(r.login.jars[recording.AtEnd])); err != nil && fatal(err) {
			return err
		}
	}
	if err := r.forged(ctx, b, r.own(r.login.jars[recording.AtEnd])); err != nil && fatal(err) {
		return err
	}
	if r.o.Session.State != nil {
		finish()
		r.broke(trial&^(recording.Replay|recording.Linked|recording.Forged)|recording.Ticked|recording.Remembered, &Trouble{What: "a fresh login is needed, and a state was handed over instead"})
		return nil
	}
	other, err := r.guest(ctx, b, recording.Other, stranger, false)
	if err != nil {
		return err
	}
	defer other.tab.close()
	broken := r.another(ctx, other)
	if broken != nil && fatal(broken) {
		return other.keep(ctx, broken)
	}
	if r.wants(recording.Logout) {
		out, err := r.departs(ctx, b, replays, other)
		if err != nil && fatal(err) {
			return err
		}
		if left := out != nil && out.scene.Jar(recording.AfterLogout) != nil; left && broken == nil {
			_, broken = other.ask(ctx, recording.OthersLogout)
		}
	}
	if err := other.keep(ctx, broken); err != nil && fatal(err) {
		return err
	}
	active := other
	if r.wants(recording.Planted | recording.Timeout) {
		p, err := r.guest(ctx, b, recording.Planted, stranger, false)
		if err != nil {
			return err
		}
		defer p.tab.close()
		switch err := r.planted(ctx, b, p); {
		case errors.Is(err, errNothingToPlant):
			r.unneeded(recording.Planted, err.Error())
		default:
			if err := p.keep(ctx, err); err != nil && fatal(err) {
				return err
			}
			if err == nil {
				active = p
			}
		}
	}
	if r.wants(recording.Timeout) && broken == nil {
		if err := r.timeouts(ctx, b, other, active, time.Now()); err != nil && fatal(err) {
			return err
		}
	}
	if err := r.detours(ctx, b, replays); err != nil && fatal(err) {
		return err
	}
	if r.wants(recording.Refused) {
		g, err := r.guest(ctx, b, recording.Refused, stranger, false)
		if err != nil {
			return err
		}
		defer g.tab.close()
		if err := g.keep(ctx, r.refused(ctx, g)); err != nil && fatal(err) {
			return err
		}
	}
	return nil
}

func (r *run) scene(part recording.Part) *recording.Scene {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.rec.Scene(part)
}

// detours are parts Changed and Raised, which only a recipe makes possible.
func (r *run) detours(ctx context.Context, b *browser.Browser, replays *replays) error {
	s := r.o.Session
	if s.Change == nil {
		r.unneeded(recording.Changed, "the config has no password_change:")
	} else if r.wants(recording.Changed) {
		if err := r.changed(ctx, b, s.Change); err != nil {
			return err
		}
	}
	if len(s.Raise) == 0 {
		r.unneeded(recording.Raised, "the config has no privilege_step:")
		return nil
	}
	if !r.wants(recording.Raised) {
		return nil
	}
	g, err := r.guest(ctx, b, recording.Raised, stranger, false)
	if err != nil {
		return err
	}
	defer g.tab.close()
	return g.keep(ctx, r.raised(ctx, g))
}

// changed changes the password in one browser while another is logged in, and changes it back.
func (r *run) changed(ctx context.Context, b *browser.Browser, change *recipe.Detour) error {
	g, err := r.guest(ctx, b, recording.Changed, stranger, false)
	if err != nil {
		return err
	}
	defer g.tab.close()
	return g.keep(ctx, func() error {
		if err := g.look(ctx, recording.AtStart); err != nil {
			return err
		}
		if err := g.logIn(ctx, credentials{}); err != nil {
			return err
		}
		if p, err := g.ask(ctx, recording.BeforeChange); err != nil || p.Answer != recording.In {
			return notIn(err, p)
		}
		changer, err := r.openTab(ctx, stranger, b, newRecorder())
		if err != nil {
			return err
		}
		defer changer.close()
		if err := r.logIn(ctx, changer, credentials{}); err != nil {
			return err
		}
		if err := r.follow(ctx, changer, recording.Form, change.Steps, credentials{}); err != nil {
			return err
		}
		_, asked := g.ask(ctx, recording.AfterChange)
		if err := r.follow(ctx, changer, recording.Form, change.Undo, credentials{}); err != nil {
			r.trouble("the password was changed by password_change: and could not be changed back: %s", oneLine(err))
			return errors.Join(asked, err)
		}
		return asked
	}())
}

func (r *run) raised(ctx context.Context, g *guest) error {
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	if err := g.logIn(ctx, credentials{}); err != nil {
		return err
	}
	if p, err := g.ask(ctx, recording.LoggedIn); err != nil || p.Answer != recording.In {
		return notIn(err, p)
	}
	if err := g.look(ctx, recording.BeforeStep); err != nil {
		return err
	}
	if err := r.follow(ctx, g.tab, recording.Form, r.o.Session.Raise, credentials{}); err != nil {
		return err
	}
	if err := g.look(ctx, recording.AfterStep); err != nil {
		return err
	}
	if _, err := g.ask(ctx, recording.AfterRaise); err != nil {
		return err
	}
	p, err := r.tryWith(ctx, g.browser, g.rec, &g.scene, recording.OldRaise, r.own(g.jars[recording.BeforeStep]))
	if err == nil {
		p.Seq = 0
	}
	return err
}

// ticked takes all cookies away from a browser that was restarted, and asks; then logs in with the box ticked, quits, and starts the
// profile again. It returns the browser that runs at the end.
func (r *run) ticked(ctx context.Context, b *browser.Browser, profile string) (*browser.Browser, error) {
	if err := r.empty(ctx, b, false); err != nil {
		return b, err
	}
	if r.wants(recording.Shadow) {
		g, err := r.guest(ctx, b, recording.Shadow, newTab, true)
		if err != nil {
			return b, err
		}
		_, err = g.ask(ctx, recording.CookiesGone)
		err = g.keep(ctx, err)
		g.tab.close()
		if err != nil {
			return b, err
		}
	}
	switch {
	case r.o.Session.State != nil || !r.wants(recording.Ticked|recording.Remembered):
		return b, nil
	case r.login.form == nil || r.login.form.Remember == "":
		r.unneeded(recording.Ticked|recording.Remembered, "the login has no box that asks to be remembered; name it with login.remember")
		return b, nil
	}
	if err := r.empty(ctx, b, true); err != nil {
		return b, err
	}
	r.say(recording.Ticked, `logging in with "remember me"`)
	g, err := r.guest(ctx, b, recording.Ticked, newTab, true)
	if err != nil {
		return b, err
	}
	err = g.keep(ctx, r.rememberMe(ctx, g))
	g.tab.close()
	if err != nil {
		return b, err
	}
	if err := r.quit(b); err != nil {
		return b, err
	}
	again, err := r.start(ctx, profile)
	if err != nil {
		return b, err
	}
	r.say(recording.Remembered, "quit gracefully, the same profile again")
	return again, r.revisit(ctx, again, recording.Scene{Part: recording.Remembered, Started: time.Now().UTC()}, []string{r.o.URL})
}

func (r *run) rememberMe(ctx context.Context, g *guest) error {
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	if err := g.logIn(ctx, credentials{remember: true}); err != nil {
		return err
	}
	_, err := g.ask(ctx, recording.LoggedIn)
	return err
}

// empty takes all cookies away from the profile, and with storage what its pages keep, too.
func (r *run) empty(ctx context.Context, b *browser.Browser, withStorage bool) error {
	t, err := r.openTab(ctx, newTab, b, newRecorder())
	if err != nil {
		return err
	}
	defer t.close()
	if _, err := chromedp.CallBrowser(t.within(ctx), storage.ClearCookies, storage.ClearCookiesParams{}); err != nil {
		return t.gone(ctx, fmt.Errorf("emptying the jar: %w", err))
	}
	if !withStorage {
		return nil
	}
	for _, page := range slices.Concat([]string{r.rec.Target.Landed}, r.rec.Session.Protected) {
		u, err := r.target.Parse(page)
		if err != nil {
			continue
		}
		if _, err := chromedp.Call(t.within(ctx), storage.ClearDataForOrigin, storage.ClearDataForOriginParams{
			Origin: u.Scheme + "://" + u.Host, StorageTypes: "local_storage,indexeddb,service_workers,cache_storage",
		}); err != nil {
			return t.gone(ctx, fmt.Errorf("emptying the storage: %w", err))
		}
	}
	return nil
}

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
		if err := g.tab.visit(ctx, recording.Navigation, o.Origin); err != nil {
			return err
		}
		if _, err := do[bool](ctx, g.tab, "put", o.Local); err != nil {
			return err
		}
	}
	return g.tab.visit(ctx, recording.Navigation, r.rec.Target.Pages[0])
}
