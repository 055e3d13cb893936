package gather

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// ticked takes all cookies away from a browser that was restarted, and asks; then logs in with the box ticked, quits, and starts the
// profile again. It returns the browser that runs at the end.
func (r *run) ticked(ctx context.Context, b *browser.Browser, profile string) (*browser.Browser, error) {
	if err := r.empty(ctx, b, false); err != nil {
		return b, err
	}
	if r.wants(recording.CookiesCleared) {
		g, err := r.guest(ctx, b, recording.CookiesCleared, aside, true)
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
	case r.o.Session.State != nil || !r.wants(recording.RememberMe|recording.RememberMeRestart):
		return b, nil
	case r.login.form == nil || r.login.form.Remember == "":
		r.unneeded(recording.RememberMe|recording.RememberMeRestart, "the login has no box that asks to be remembered; name it with login.remember")
		return b, nil
	}
	if err := r.empty(ctx, b, true); err != nil {
		return b, err
	}
	r.say(recording.RememberMe, `logging in with "remember me"`)
	g, err := r.guest(ctx, b, recording.RememberMe, aside, true)
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
	r.say(recording.RememberMeRestart, "quit gracefully, the same profile again")
	return again, r.revisit(ctx, again, recording.Scene{Stage: recording.RememberMeRestart, Started: time.Now().UTC()}, []string{r.o.URL})
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
	t, err := r.openTab(ctx, aside, b, newRecorder())
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
