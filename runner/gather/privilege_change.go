package gather

import (
	"context"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// privilegeChange is the stage PrivilegeChange: the declared step raises what the session may do, and the cookies from before it are
// tried after it.
func (r *run) privilegeChange(ctx context.Context, g *guest) error {
	if err := g.begin(ctx, recording.LoggedIn); err != nil {
		return err
	}
	if err := g.look(ctx, recording.BeforeStep); err != nil {
		return err
	}
	if err := r.account.Follow(ctx, g.tab, recording.Form, r.o.Session.Raise, account.Credentials{}); err != nil {
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
