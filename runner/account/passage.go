package account

import (
	"context"
	"net/url"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// mostPassages bounds how many pages stand between a login and the application.
const mostPassages = 3

// passOn leads on from the pages that stand between the login and the application: what they offer is declined, and a session of the same
// user elsewhere is given up. The consent that a provider asks for is given, as it is part of how its users log in; none is to the target.
func (a *Account) passOn(ctx context.Context, t *driver.Tab) error {
	for range mostPassages {
		u, err := url.Parse(t.Page().URL)
		on, err := driver.Ask[*struct{ Button, Selector string }](ctx, t, "passage", err == nil && u.Host != "" && !a.own(u))
		switch {
		case t.Gone() || ctx.Err() != nil:
			return t.Explain(ctx, err)
		case err != nil || on == nil: // the page leads elsewhere, or is the application
			return nil
		}
		a.Note("after the login a page was answered by clicking on %q", on.Button)
		if err := t.Do(ctx, recording.LoggingIn, func(ctx context.Context) error { return t.Click(ctx, on.Selector) }); err != nil {
			return err
		}
	}
	return nil
}
