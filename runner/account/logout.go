package account

import (
	"context"
	"fmt"
	"net/http"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Controls records the way to log out that a page offers, and remembers the first.
func (a *Account) Controls(scene *recording.Scene, asked string, s Seen, protected bool) {
	c := recording.Control{Page: redact.URL(asked)}
	if s.Logout != nil {
		c.Way, c.Method, c.URL = s.Logout.Way, s.Logout.Method, redact.URL(s.Logout.URL)
		if a.Logout == nil {
			a.Logout, a.Leaving = s.Logout, asked
		}
	}
	if protected {
		scene.Controls = append(scene.Controls, c)
	}
}

// KnowLogout says how one logs out: as the config has it, else as it was recognised.
func (a *Account) KnowLogout(ctx context.Context, t *driver.Tab) error {
	given := a.Session.Logout
	switch l := a.Logout; {
	case given.URL != "":
		a.Told.LogoutBy = "GET " + redact.URL(a.Resolve(given.URL))
	case given.Submit != "":
		a.Told.LogoutBy = "the form " + given.Submit
	case given.Click != "":
		a.Told.LogoutBy = "a click on " + given.Click
	case len(given.Steps) > 0:
		a.Told.LogoutBy = fmt.Sprintf("%d steps", len(given.Steps))
	case l == nil:
		for _, page := range []string{a.Landed, a.Visited()[0]} {
			if page == "" {
				continue
			}
			s, err := a.See(ctx, t, recording.Navigation, page)
			if err != nil {
				return err
			}
			if s.Err == nil && s.Logout != nil {
				a.Logout, a.Leaving = s.Logout, page
				return a.KnowLogout(ctx, t)
			}
		}
	default:
		a.Told.LogoutBy = fmt.Sprintf("the %s %s %s on %s", l.Way, l.Method, redact.URL(l.URL), redact.URL(a.Leaving))
		if f := a.Told.Form; f != nil {
			f.Logout, f.LogoutOn = l.Selector, redact.URL(a.Leaving)
		}
	}
	return nil
}

// Exit is the page that the way to log out is on.
func (a *Account) Exit() string {
	if a.Leaving != "" {
		return a.Leaving
	}
	return a.Oracle.Page
}

// LogOut logs out by the page that is open. Where a plain GET led to a page that asks once more, its form is sent. An error says that
// nothing was logged out of, because the target did not take the request.
func (a *Account) LogOut(ctx context.Context, t *driver.Tab) error {
	before := len(t.Recorder.Events())
	if err := a.takeTheWayOut(ctx, t); err != nil {
		return err
	}
	s, err := a.Glance(ctx, t)
	if err != nil {
		return err
	}
	if s.Logout != nil && s.Logout.Way == "form" && s.Logout.Method == http.MethodPost && a.byGet() {
		before = len(t.Recorder.Events())
		if err := t.Do(ctx, recording.LoggingOut, func(ctx context.Context) error { return t.Click(ctx, s.Logout.Selector) }); err != nil {
			return err
		}
	}
	for _, e := range wire.Exchanges(t.Since(before), a.Redactor) {
		if e.TopLevel && e.Act == recording.LoggingOut && e.Hop == 0 && e.Status >= http.StatusBadRequest && e.Status != http.StatusUnauthorized {
			return &driver.Trouble{What: fmt.Sprintf("the logout was answered %d %s", e.Status, http.StatusText(e.Status)), Hint: "say how one logs out with logout: in the config"}
		}
	}
	return nil
}

// byGet tells whether one logs out by asking for an address.
func (a *Account) byGet() bool {
	given := a.Session.Logout
	switch {
	case given.URL != "":
		return true
	case given.Submit != "" || given.Click != "" || len(given.Steps) > 0:
		return false
	}
	return a.Logout != nil && a.Logout.Way == "link"
}

// takeTheWayOut does what logs out.
func (a *Account) takeTheWayOut(ctx context.Context, t *driver.Tab) error {
	switch given := a.Session.Logout; {
	case given.URL != "":
		return t.Visit(ctx, recording.LoggingOut, a.Resolve(given.URL))
	case len(given.Steps) > 0:
		return a.Follow(ctx, t, recording.LoggingOut, given.Steps, Credentials{})
	case given.Submit != "":
		return t.Do(ctx, recording.LoggingOut, func(ctx context.Context) error {
			sent, err := driver.Ask[bool](ctx, t, "submit", given.Submit)
			if err == nil && !sent {
				err = &driver.Trouble{What: "the page has no form " + given.Submit, Hint: "check logout.submit"}
			}
			return err
		})
	case given.Click != "":
		return t.Do(ctx, recording.LoggingOut, func(ctx context.Context) error { return t.Click(ctx, given.Click) })
	}
	selector, err := a.logoutOnPage(ctx, t)
	if err != nil {
		return err
	}
	return t.Do(ctx, recording.LoggingOut, func(ctx context.Context) error { return t.Click(ctx, selector) })
}

// logoutOnPage is the way to log out that the open page offers: recognised again, as its address may hold a token of this session. Where
// there is none, the one that was recognised first is waited for, as a script may draw it late.
func (a *Account) logoutOnPage(ctx context.Context, t *driver.Tab) (selector string, err error) {
	s, err := a.Glance(ctx, t)
	if err != nil {
		return "", err
	}
	if s.Logout != nil {
		return s.Logout.Selector, nil
	}
	return a.Logout.Selector, t.WaitFor(ctx, a.Logout.Selector)
}

// ErrNoLogout says that nobody knows how to log out.
var ErrNoLogout = &driver.Trouble{What: "no way to log out was found", Hint: "name it with logout: in the config"}
