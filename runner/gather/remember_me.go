package gather

import (
	"context"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// rememberMe is the stages CookiesCleared, RememberMe and RememberMeRestart: it takes all cookies away from a browser that was
// restarted, and asks; then logs in with the box ticked, quits, and starts the profile again. It returns the browser that runs at the end.
func (r *run) rememberMe(ctx context.Context, b *browser.Browser, profile string) (*browser.Browser, error) {
	if err := r.empty(ctx, b, false); err != nil {
		return b, err
	}
	if r.wants(recording.CookiesCleared) {
		g, err := r.guest(ctx, b, recording.CookiesCleared, driver.Aside, true)
		if err != nil {
			return b, err
		}
		_, err = g.ask(ctx, recording.CookiesGone)
		err = g.keep(ctx, err)
		g.tab.Close()
		if err != nil {
			return b, err
		}
	}
	switch {
	case r.o.Session.State != nil || !r.wants(recording.RememberMe|recording.RememberMeRestart|recording.RememberMeLogout):
		return b, nil
	case r.account.Form == nil || r.account.Form.Remember == "":
		r.unneededUntil(recording.RememberMe|recording.RememberMeRestart|recording.RememberMeLogout, "the login has no box that asks to be remembered", "name it with login.remember")
		return b, nil
	}
	if err := r.empty(ctx, b, true); err != nil {
		return b, err
	}
	r.say(recording.RememberMe, `logging in with "remember me"`)
	g, err := r.guest(ctx, b, recording.RememberMe, driver.Aside, true)
	if err != nil {
		return b, err
	}
	err = g.keep(ctx, r.logInRemembered(ctx, g))
	g.tab.Close()
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
	r.say(recording.RememberMeRestart, "quit gracefully, the same profile again")
	if err := r.revisit(ctx, again, recording.Scene{Stage: recording.RememberMeRestart, Started: time.Now().UTC()}, []string{r.o.URL}); err != nil {
		return again, err
	}
	if !r.wants(recording.RememberMeLogout) {
		return again, nil
	}
	return again, r.rememberMeLogout(ctx, again)
}

func (r *run) logInRemembered(ctx context.Context, g *guest) error {
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	if err := g.logIn(ctx, account.Credentials{Remember: true}); err != nil {
		return err
	}
	_, err := g.ask(ctx, recording.LoggedIn)
	return err
}

// empty takes all cookies away from the profile, and with storage what its pages keep, too.
func (r *run) empty(ctx context.Context, b *browser.Browser, withStorage bool) error {
	t, err := r.driver.Open(ctx, driver.Aside, b, wire.NewRecorder())
	if err != nil {
		return err
	}
	defer t.Close()
	if err := t.ClearCookies(ctx); err != nil {
		return err
	}
	if !withStorage {
		return nil
	}
	for _, page := range slices.Concat([]string{r.rec.Target.Landed}, r.rec.Session.Protected) {
		u, err := r.target.Parse(page)
		if err != nil {
			continue
		}
		if err := t.ClearStorage(ctx, u.Scheme+"://"+u.Host); err != nil {
			return err
		}
	}
	return nil
}
