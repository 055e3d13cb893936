package account

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// silently tells whether the page that is open was reached by way of another host, which asked for nothing. Heard is how many events there
// were before it was asked for: a provider may answer by a form that sends itself.
func (a *Account) silently(t *driver.Tab, heard int) bool {
	return slices.ContainsFunc(wire.Exchanges(t.Since(heard), a.Redactor), func(e recording.Exchange) bool {
		u, err := url.Parse(e.URL)
		return e.TopLevel && err == nil && u.Host != "" && !a.own(u)
	})
}

// mayType is an error where a page must not be told the user's password: it is neither the target's, nor that of a host that the user
// named. On this machine every host is the user's own.
func (a *Account) mayType(page string) error {
	u, err := url.Parse(page)
	if err != nil {
		return err
	}
	described, err := url.Parse(a.Resolve(a.Session.URL))
	if a.own(u) || err == nil && a.Session.URL != "" && described.Host == u.Host || slices.Contains(a.Session.Hosts, u.Hostname()) || slices.Contains(a.Session.Hosts, u.Host) ||
		rfc6265.Loopback(u.Host) && rfc6265.Loopback(a.URL.Host) {
		return nil
	}
	return &driver.Trouble{
		What: fmt.Sprintf("%s asks for the password, which is another host than the target's: nothing was typed there", u.Host),
		Hint: "if it is the provider that logs in, allow it with --login-host " + u.Hostname(),
	}
}

// unhinder answers a banner about cookies, once, where it keeps the form from being used: by refusing, if it offers that.
func (a *Account) unhinder(ctx context.Context, t *driver.Tab, form driver.LoginForm) error {
	for _, control := range []string{form.Password, form.User, form.Submit} {
		if control == "" {
			continue
		}
		why, err := driver.Ask[string](ctx, t, "hindered", control)
		if err != nil || why == "" {
			continue
		}
		banner, err := driver.Ask[*driver.Banner](ctx, t, "banner")
		if err != nil || banner == nil {
			return nil // the form may still be usable
		}
		a.Note("a banner about cookies was answered by clicking on %q, as the login form was %s", banner.Button, why)
		return t.Do(ctx, recording.Navigation, func(ctx context.Context) error { return t.Click(ctx, banner.Selector) })
	}
	return nil
}
