package gather

import (
	"context"
	"errors"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// passwordChange is the stage PasswordChange: it changes the password in one browser while another is logged in, and changes it back. The
// other one asked to be remembered, where that can be asked for: what remembers it has to end as well.
func (r *run) passwordChange(ctx context.Context, b *browser.Browser, change *recipe.Detour) error {
	return r.apart(ctx, b, recording.PasswordChange, driver.Stranger, func(ctx context.Context, g *guest) error {
		remember := r.account.Form != nil && r.account.Form.Remember != ""
		if err := g.beginAs(ctx, recording.BeforeChange, account.Credentials{Remember: remember}); err != nil {
			return err
		}
		changer, err := r.driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
		if err != nil {
			return err
		}
		defer changer.Close()
		if err := r.account.LogIn(ctx, changer, account.Credentials{Stage: recording.PasswordChange}); err != nil {
			return err
		}
		if err := r.account.Follow(ctx, changer, recording.Form, change.Steps, account.Credentials{}); err != nil {
			return err
		}
		_, asked := g.ask(ctx, recording.AfterChange)
		if err := r.account.Follow(ctx, changer, recording.Form, change.Undo, account.Credentials{}); err != nil {
			r.trouble("the password was changed by password_change: and could not be changed back: %s", oneLine(err))
			return errors.Join(asked, err)
		}
		return asked
	})
}
