package gather

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
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
	replays := r.replays(b)
	if r.wants(recording.Replay | recording.Fixation | recording.Timeout) {
		if err := replays.experiment(ctx); err != nil {
			if fatal(ctx, err) {
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
		if err := r.linked(ctx, b, r.own(r.login.jars[recording.AtEnd])); fatal(ctx, err) {
			return err
		}
	}
	if err := r.forged(ctx, b, r.own(r.login.jars[recording.AtEnd])); fatal(ctx, err) {
		return err
	}
	if r.o.Session.State != nil {
		finish()
		r.broke(recording.Trial&^(recording.Replay|recording.Linked|recording.Forged)|recording.RememberMe|recording.RememberMeRestart, &Trouble{What: "a fresh login is needed, and a state was handed over instead"})
		return nil
	}
	if !r.wants(recording.Trial &^ (recording.Replay | recording.Linked | recording.Forged)) {
		return nil
	}
	other, err := r.guest(ctx, b, recording.SecondBrowser, stranger, false)
	if err != nil {
		return err
	}
	defer other.tab.close()
	broken := r.another(ctx, other)
	if fatal(ctx, broken) {
		return other.keep(ctx, broken)
	}
	if r.wants(recording.Logout) {
		out, err := r.departs(ctx, b, replays, other)
		if fatal(ctx, err) {
			return err
		}
		if left := out != nil && out.scene.Jar(recording.AfterLogout) != nil; left && broken == nil {
			_, broken = other.ask(ctx, recording.OthersLogout)
		}
	}
	if err := other.keep(ctx, broken); fatal(ctx, err) {
		return err
	}
	active := other
	if r.wants(recording.Fixation | recording.Timeout) {
		p, err := r.guest(ctx, b, recording.Fixation, stranger, false)
		if err != nil {
			return err
		}
		defer p.tab.close()
		switch err := r.planted(ctx, b, p); {
		case errors.Is(err, errNothingToPlant):
			r.unneeded(recording.Fixation, err.Error())
		default:
			if err := p.keep(ctx, err); fatal(ctx, err) {
				return err
			}
			if err == nil {
				active = p
			}
		}
	}
	if r.wants(recording.Timeout) && broken == nil {
		if err := r.timeouts(ctx, b, other, active, time.Now()); fatal(ctx, err) {
			return err
		}
	}
	if err := r.detours(ctx, b, replays); fatal(ctx, err) {
		return err
	}
	if r.wants(recording.WrongPassword) {
		if err := r.apart(ctx, b, recording.WrongPassword, stranger, r.refused); fatal(ctx, err) {
			return err
		}
	}
	return nil
}

// fatal tells whether an error is the end of the browser, or of the run, and not of one part alone.
func fatal(ctx context.Context, err error) bool {
	return err != nil && (ctx.Err() != nil || errors.Is(err, errChromeDied))
}

func (r *run) scene(part recording.Stage) *recording.Scene {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.rec.Scene(part)
}
