package gather

import (
	"context"
	"errors"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// fixation is the stage Fixation: a browser comes with a session ID of the right form that it was never given, and logs in.
func (r *run) fixation(ctx context.Context, b *browser.Browser, g *guest) error {
	r.say(recording.Fixation, "logging in with an ID that the target never issued")
	unknown := unissued(r.secretCookies(r.own(r.login.jars[recording.BeforeLogin])))
	if len(unknown) == 0 { // strangers have none, or a word in its place
		unknown = unissued(r.secretCookies(r.own(r.login.jars[recording.AtEnd])))
	}
	if len(unknown) == 0 {
		return errNoSessionCookie
	}
	if err := g.tab.SetCookies(ctx, unknown); err != nil {
		return g.tab.Explain(ctx, err)
	}
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	if err := g.logIn(ctx, account.Credentials{}); err != nil {
		return err
	}
	_, err := g.ask(ctx, recording.LoggedIn)
	return err
}

// unissued are cookies with other values of the same form. One whose value is too short for an ID is left out.
func unissued(jar []*network.Cookie) []*network.Cookie {
	var unknown []*network.Cookie
	for _, c := range jar {
		if len(changeable(c.Value)) >= 8 {
			other := *c
			other.Value = lookalike(c.Value)
			unknown = append(unknown, &other)
		}
	}
	return unknown
}

var errNoSessionCookie = errors.New("no cookie was found to carry the login")
