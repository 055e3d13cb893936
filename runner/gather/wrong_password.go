package gather

import (
	"context"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// wrongPassword is the stage WrongPassword: a login with a wrong password. The witness is a browser that was logged in before: it is asked before
// and after that.
func (r *run) wrongPassword(ctx context.Context, g, witness *guest) error {
	r.say(recording.WrongPassword, "a login with a wrong password")
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	if err := g.witnessed(ctx, witness); err != nil {
		return err
	}
	replaced := false
	if err := g.logIn(ctx, account.Credentials{Password: "wrong-" + lookalike("password0000"), Replaced: &replaced}); err != nil {
		return err
	}
	if !replaced {
		return &Trouble{What: "what of the login is the password is not known, so that no wrong one was tried", Hint: "use a field of type password, or give the password by --password-env and the name by --user, too"}
	}
	if _, err := g.ask(ctx, recording.Refusal); err != nil {
		return err
	}
	return g.witnessed(ctx, witness)
}

// witnessed asks another browser, for the scene of this one.
func (g *guest) witnessed(ctx context.Context, witness *guest) error {
	p, err := g.run.account.Ask(ctx, witness.tab, &g.scene, recording.OthersRefusal)
	if err == nil {
		p.Seq = 0 // on the count of another recorder
	}
	return err
}
