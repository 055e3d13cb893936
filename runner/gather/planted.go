package gather

import (
	"context"
	"errors"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// planted is part Planted: a browser comes with a session id of the right form that it was never given, and logs in.
func (r *run) planted(ctx context.Context, b *browser.Browser, g *guest) error {
	r.say(recording.Fixation, "logging in with an id that the target never gave")
	jar := r.sessionCookies(r.own(r.login.jars[recording.BeforeLogin]))
	if len(jar) == 0 {
		jar = r.sessionCookies(r.own(r.login.jars[recording.AtEnd]))
	}
	var unknown []*network.Cookie
	for _, c := range jar {
		if len(changeable(c.Value)) >= 8 {
			other := *c
			other.Value = likeness(c.Value)
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

// refused is part Refused: a login with a wrong password.
func (r *run) refused(ctx context.Context, g *guest) error {
	r.say(recording.WrongPassword, "a login with a wrong password")
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	replaced := false
	if err := g.logIn(ctx, credentials{password: "wrong-" + likeness("password0000"), replaced: &replaced}); err != nil {
		return err
	}
	if !replaced {
		return &Trouble{What: "what of the login is the password is not known, so that no wrong one was tried", Hint: "use a field of type password, or give the password by --password-env and the name by --user, too"}
	}
	_, err := g.ask(ctx, recording.Refusal)
	return err
}
