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
		where := l.Selector // only a script knows the address
		if l.URL != "" {
			where = l.Method + " " + redact.URL(l.URL)
		}
		a.Told.LogoutBy = fmt.Sprintf("the %s %s on %s", l.Way, where, redact.URL(a.Leaving))
		if f := a.Told.Form; f != nil && len(a.menu) == 0 {
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

// LeavesByScript tells whether only a script knows where the logout leads.
func (a *Account) LeavesByScript() bool {
	given := &a.Session.Logout
	return given.URL == "" && (len(given.Steps) > 0 || a.Logout == nil || a.Logout.URL == "")
}

// LogOut logs out by the page that is open. Where that led to a page that asks once more, its control is used. An error says that
// nothing was logged out of, because the target did not take the request, or none was sent.
func (a *Account) LogOut(ctx context.Context, t *driver.Tab) error {
	began := len(t.Recorder.Events())
	if err := a.takeTheWayOut(ctx, t); err != nil {
		return err
	}
	if a.Session.Logout.Given() && !a.byGet() {
		return a.taken(t, began)
	}
	if err := a.confirm(ctx, t, began); err != nil {
		return err
	}
	if !ended(wire.Exchanges(t.Since(began), a.Redactor)) { // a script may do it in a moment
		if err := t.Stirs(ctx, drawn); err != nil {
			return err
		}
	}
	return a.taken(t, began)
}

// taken is an error if the target did not take what the config says, or wants to be left alone. Where the target's own control is refused,
// its users cannot log out either, and that is no fault of the run: it is noted, and what follows shows it.
func (a *Account) taken(t *driver.Tab, began int) error {
	for _, e := range wire.Exchanges(t.Since(began), a.Redactor) {
		if !e.TopLevel || e.Act != recording.LoggingOut || e.Hop != 0 || e.Status < http.StatusBadRequest || e.Status == http.StatusUnauthorized {
			continue
		}
		what := fmt.Sprintf("the logout %s %s was answered %d %s", e.Method, redact.URL(e.URL), e.Status, http.StatusText(e.Status))
		if a.Session.Logout.Given() || e.Status == http.StatusTooManyRequests {
			return &driver.Trouble{What: what, Hint: "describe the logout with logout: in the config"}
		}
		a.Note("%s", what)
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
			sent, err := t.Submit(ctx, given.Submit)
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

// logoutOnPage is the way to log out that the open page offers: recognised again, as its address may hold a token of this session, in the
// menu that it was found in. Where there is none, the one that was recognised first is waited for, as a script may draw it late.
func (a *Account) logoutOnPage(ctx context.Context, t *driver.Tab) (selector string, err error) {
	s, err := a.Glance(ctx, t)
	if err != nil {
		return "", err
	}
	for _, known := range a.menu {
		if s.Logout != nil && s.Logout.Shown {
			break
		}
		opener, err := a.again(ctx, t, known, menus...)
		if err != nil {
			return "", err
		}
		if s, err = a.open(ctx, t, opener); err != nil {
			return "", err
		}
	}
	if s.Logout != nil {
		return s.Logout.Selector, nil
	}
	return a.Logout.Selector, t.WaitFor(ctx, a.Logout.Selector)
}

// SearchLogout looks for a way to log out that the page that is open does not show at once: one that a script draws late, or one in a menu.
func (a *Account) SearchLogout(ctx context.Context, t *driver.Tab, page string) (Seen, error) {
	if there, err := driver.Ask[bool](ctx, t, "leaves", drawn.Milliseconds()); err == nil && there {
		a.late = true
		return a.Glance(ctx, t)
	} else if t.Gone() || ctx.Err() != nil {
		return Seen{}, t.Explain(ctx, err)
	}
	return a.searchMenus(ctx, t, page)
}

// searchMenus opens the menus of the page that is open until one offers a way to log out.
func (a *Account) searchMenus(ctx context.Context, t *driver.Tab, page string) (Seen, error) {
	found, err := a.openers(ctx, t, menus...)
	if err != nil {
		return Seen{}, err
	}
	for _, opener := range found[:min(len(found), mostOpened)] {
		s, err := a.open(ctx, t, opener)
		if err != nil {
			return Seen{}, err
		}
		if s.Err == nil && s.Logout != nil {
			a.menu = []driver.OpenerControl{opener}
			return s, nil
		}
		if s, err = a.See(ctx, t, recording.Navigation, page); err != nil || s.Err != nil {
			return s, err
		}
	}
	return Seen{}, nil
}

// ErrNoLogout says that nobody knows how to log out.
var ErrNoLogout = &driver.Trouble{What: "no way to log out was found", Hint: "name it with logout: in the config"}
