package gather

import (
	"context"
	"errors"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// detours are parts Changed and Raised, which only a recipe makes possible.
func (r *run) detours(ctx context.Context, b *browser.Browser) error {
	s := r.o.Session
	if s.Change == nil {
		r.unneeded(recording.PasswordChange, "the config has no password_change:")
	} else if r.wants(recording.PasswordChange) {
		if err := r.changed(ctx, b, s.Change); err != nil {
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
	return r.apart(ctx, b, recording.PrivilegeChange, driver.Stranger, r.raised)
}

// changed changes the password in one browser while another is logged in, and changes it back.
func (r *run) changed(ctx context.Context, b *browser.Browser, change *recipe.Detour) error {
	return r.apart(ctx, b, recording.PasswordChange, driver.Stranger, func(ctx context.Context, g *guest) error {
		if err := g.begin(ctx, recording.BeforeChange); err != nil {
			return err
		}
		changer, err := r.driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
		if err != nil {
			return err
		}
		defer changer.Close()
		if err := r.logIn(ctx, changer, credentials{stage: recording.PasswordChange}); err != nil {
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
	})
}

func (r *run) raised(ctx context.Context, g *guest) error {
	if err := g.begin(ctx, recording.LoggedIn); err != nil {
		return err
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
