package gather

import (
	"context"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// restart starts the closed profile again, looks into the jar before anything is requested, and visits the pages. The same
// browser then meets the target as strangers, and with cookies taken away.
func (r *run) restart(ctx context.Context, profile string) error {
	b, err := r.start(ctx, profile)
	if err != nil {
		return err
	}
	defer func() { b.Kill() }()
	if r.wants(recording.Restart) {
		r.say(recording.Restart, "quit gracefully, the same profile again")
		if err := r.revisit(ctx, b, recording.Scene{Stage: recording.Restart, Started: time.Now().UTC()}, r.essential()); err != nil {
			return err
		}
	}
	for _, alone := range []struct {
		stage recording.Stage
		do    func(context.Context, *browser.Browser) error
	}{{recording.Fresh, r.fresh}, {recording.Samples, r.samples}, {recording.Plain, r.plain}, {recording.CookieLoss, r.cookieLoss}, {recording.Echo, r.echo}} {
		if !r.wants(alone.stage) {
			continue
		}
		if err := alone.do(ctx, b); err != nil {
			r.broke(alone.stage, err)
		}
	}
	if !r.loggedIn() || !r.wants(recording.CookiesCleared|recording.RememberMe|recording.RememberMeRestart|recording.RememberMeLogout) {
		return nil
	}
	if err := r.turn(ctx); err != nil {
		return err
	}
	b, err = r.rememberMe(ctx, b, profile)
	return err
}

// triedAll lets the browser log in that waits for its turn.
func (r *run) triedAll() { r.ended.Do(func() { close(r.tried) }) }

// turn waits until no other browser logs in any more: where an account has one session at a time, each login ends the one before.
func (r *run) turn(ctx context.Context) error {
	<-r.slots
	defer func() { r.slots <- struct{}{} }()
	select {
	case <-r.tried:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// revisit fills a scene from a browser that has just been started: the jar as it is, then the pages.
func (r *run) revisit(ctx context.Context, b *browser.Browser, scene recording.Scene, pages []string) error {
	rec := wire.NewRecorder()
	if err := r.snapshot(ctx, b, &scene, rec, recording.AtStart); err != nil {
		return err
	}
	t, err := r.driver.Open(ctx, driver.FirstTab, b, rec)
	if err != nil {
		return err
	}
	defer t.Close()
	if err := r.openPages(ctx, t, pages, &scene); err != nil {
		r.keepBroken(ctx, b, scene, t, err)
		return err
	}
	if r.loggedIn() {
		if _, err := r.account.Ask(ctx, t, &scene, recording.Restarted); err != nil {
			r.keepBroken(ctx, b, scene, t, err)
			return err
		}
	}
	return r.keepScene(ctx, b, scene, t)
}

// essential are the pages that show all that a second visit can show: the target as it was asked for, since the way from there
// may set cookies and where it led may be one visitor's own; then those that set a cookie that no page before them sets, or are
// the first in their folder, and so may be the first that a cookie is sent to.
func (r *run) essential() []string {
	sets := map[string][]string{} // names, by page
	for _, s := range r.scenes() {
		page := ""
		for _, e := range s.Exchanges {
			if e.TopLevel && e.Hop == 0 {
				page = e.URL
			}
			for _, line := range e.Lines {
				sets[page] = append(sets[page], line.Name)
			}
		}
	}
	var chosen []string
	seen := map[string]bool{}
	for _, page := range r.account.Readers(r.rec.Target.Pages) {
		needed := !seen[folder(page)]
		seen[folder(page)] = true
		for _, name := range sets[page] {
			needed = needed || !seen["="+name]
			seen["="+name] = true
		}
		if needed {
			chosen = append(chosen, page)
		}
	}
	chosen[0] = r.o.URL
	return chosen
}

// openPages visits pages that were visited before. One that fails now is noted; a browser that dies is an error.
func (r *run) openPages(ctx context.Context, t *driver.Tab, pages []string, scene *recording.Scene) error {
	for _, page := range pages {
		if err := t.Visit(ctx, recording.Navigation, page); err != nil {
			if ctx.Err() != nil || err == driver.ErrChromeExited {
				return err
			}
			scene.Notes = append(scene.Notes, oneLine(err))
		}
	}
	return nil
}
