package gather

import (
	"cmp"
	"context"
	"errors"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// loggedIn tells whether the first browser logged in, so that sessions can be tried.
func (r *run) loggedIn() bool {
	return r.login != nil && r.account.Oracle != nil && r.login.failed == nil
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

// sessions tries what sessions are good for, each in browser contexts of its own. A stage that breaks is a scene that says so; an
// error is the end of the browser, or of the run.
func (r *run) sessions(ctx context.Context, b *browser.Browser) error {
	replays := r.replays(b)
	defer replays.finish()
	if err := r.experiments(ctx, replays); err != nil {
		return err
	}
	if r.o.Session.State != nil {
		replays.finish()
		r.broke(recording.Trial&^ofState|recording.RememberMe|recording.RememberMeRestart|recording.RememberMeLogout, &Trouble{What: "a fresh login is needed, and a state was handed over instead"})
		return nil
	}
	if !r.wants(recording.Trial &^ ofState) {
		return nil
	}
	other, err := r.guest(ctx, b, recording.SecondBrowser, driver.Stranger, false)
	if err != nil {
		return err
	}
	defer other.tab.Close()
	if err := r.together(ctx, b, replays, other); err != nil {
		return err
	}
	return r.alone(ctx, b, other)
}

// ofState are the stages of the trial that need no fresh login.
const ofState = recording.Replay | recording.Linked | recording.Forged

// experiments finds out what the cookies are for, and follows a link and posts as another site with what is left of that login.
func (r *run) experiments(ctx context.Context, replays *replays) error {
	s := &specimen{jar: r.own(r.login.jars[recording.AtEnd])}
	if r.wants(recording.Replay | recording.Fixation | recording.Timeout) {
		tried, err := replays.experiment(ctx)
		switch {
		case fatal(ctx, err):
			return err
		case err != nil:
			replays.scene.Notes = append(replays.scene.Notes, "the experiments broke off: "+oneLine(err))
		}
		if tried != nil {
			s = tried
		}
	}
	if r.wants(recording.Linked) {
		if err := r.linked(ctx, replays.browser, s.jar); fatal(ctx, err) {
			return err
		}
	}
	if err := r.forged(ctx, replays.browser, s.jar); fatal(ctx, err) {
		return err
	}
	return nil
}

// together are the stages in which two browsers are logged in: what one does must leave the other alone.
func (r *run) together(ctx context.Context, b *browser.Browser, replays *replays, other *guest) error {
	broken := r.secondBrowser(ctx, other)
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
	return nil
}

// alone are the stages that need a browser of their own, and one that was logged in before as a witness.
func (r *run) alone(ctx context.Context, b *browser.Browser, other *guest) error {
	active := other
	if r.wants(recording.Fixation | recording.Timeout) {
		p, err := r.guest(ctx, b, recording.Fixation, driver.Stranger, false)
		if err != nil {
			return err
		}
		defer p.tab.Close()
		switch err := r.fixation(ctx, b, p); {
		case errors.Is(err, errNoSessionCookie):
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
	if r.wants(recording.WrongPassword) {
		refused := func(ctx context.Context, g *guest) error { return r.wrongPassword(ctx, g, active) }
		if err := r.apart(ctx, b, recording.WrongPassword, driver.Stranger, refused); fatal(ctx, err) {
			return err
		}
	}
	if r.wants(recording.Timeout) {
		if err := r.outlast(ctx, b, other, active); fatal(ctx, err) {
			return err
		}
	}
	return r.declaredSteps(ctx, b)
}

// fatal tells whether an error is the end of the browser, or of the run, and not of one stage alone.
func fatal(ctx context.Context, err error) bool {
	return err != nil && (ctx.Err() != nil || errors.Is(err, driver.ErrChromeExited))
}

func (r *run) scene(stage recording.Stage) *recording.Scene {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.rec.Scene(stage)
}

// declaredSteps are the stages that only steps in the config make possible.
func (r *run) declaredSteps(ctx context.Context, b *browser.Browser) error {
	s := r.o.Session
	if s.Change == nil {
		r.unneeded(recording.PasswordChange, "the config has no password_change:")
	} else if r.wants(recording.PasswordChange) {
		if err := r.passwordChange(ctx, b, s.Change); err != nil {
			return err
		}
	}
	if len(s.Raise) == 0 {
		r.unneeded(recording.PrivilegeChange, "the config has no privilege_step:")
		return nil
	}
	if !r.wants(recording.PrivilegeChange) {
		return nil
	}
	return r.apart(ctx, b, recording.PrivilegeChange, driver.Stranger, r.privilegeChange)
}
