package gather

import (
	"context"
	"errors"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// planted is part Planted: a browser comes with a session id of the right form that it was never given, and logs in.
func (r *run) planted(ctx context.Context, b *browser.Browser, g *guest) error {
	r.say(recording.Fixation, "logging in with an id that the target never gave")
	jar := r.secretCookies(r.own(r.login.jars[recording.BeforeLogin]))
	if len(jar) == 0 {
		jar = r.secretCookies(r.own(r.login.jars[recording.AtEnd]))
	}
	var unknown []*network.Cookie
	for _, c := range jar {
		if len(changeable(c.Value)) >= 8 {
			other := *c
			other.Value = lookalike(c.Value)
			unknown = append(unknown, &other)
		}
	}
	if len(unknown) == 0 {
		return errNothingToPlant
	}
	if err := g.tab.SetCookies(ctx, unknown); err != nil {
		return g.tab.Explain(ctx, err)
	}
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	if err := g.logIn(ctx, credentials{}); err != nil {
		return err
	}
	_, err := g.ask(ctx, recording.LoggedIn)
	return err
}

var errNothingToPlant = errors.New("no cookie was found to carry the login")

// refused is stage WrongPassword: a login with a wrong password. The witness is a browser that was logged in before: it is asked before
// and after that.
func (r *run) refused(ctx context.Context, g, witness *guest) error {
	r.say(recording.WrongPassword, "a login with a wrong password")
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	if err := g.witnessed(ctx, witness); err != nil {
		return err
	}
	replaced := false
	if err := g.logIn(ctx, credentials{password: "wrong-" + lookalike("password0000"), replaced: &replaced}); err != nil {
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
	p, err := g.run.ask(ctx, witness.tab, &g.scene, recording.OthersRefusal)
	if err == nil {
		p.Seq = 0 // on the count of another recorder
	}
	return err
}
