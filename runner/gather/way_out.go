package gather

import (
	"context"
	"fmt"
	"net/http"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// controls records the way to log out that a page offers, and remembers the first.
func (r *run) controls(g *guest, asked string, s seen, protected bool) {
	c := recording.Control{Page: r.shown(asked)}
	if s.Logout != nil {
		c.Way, c.Method, c.URL = s.Logout.Way, s.Logout.Method, r.shown(s.Logout.URL)
		if r.login.logout == nil {
			r.login.logout, r.login.leaving = s.Logout, asked
		}
	}
	if protected {
		g.scene.Controls = append(g.scene.Controls, c)
	}
}

// knowLogout says how one logs out: as the config has it, else as it was recognised.
func (r *run) knowLogout(ctx context.Context, g *guest) error {
	given := r.o.Session.Logout
	switch l := r.login.logout; {
	case given.URL != "":
		r.rec.Session.LogoutBy = "GET " + r.shown(r.resolve(given.URL))
	case given.Submit != "":
		r.rec.Session.LogoutBy = "the form " + given.Submit
	case given.Click != "":
		r.rec.Session.LogoutBy = "a click on " + given.Click
	case len(given.Steps) > 0:
		r.rec.Session.LogoutBy = fmt.Sprintf("%d steps", len(given.Steps))
	case l == nil:
		for _, page := range []string{r.login.landed, r.rec.Target.Pages[0]} {
			if page == "" {
				continue
			}
			s, err := r.see(ctx, g.tab, recording.Navigation, page)
			if err != nil {
				return err
			}
			if s.err == nil && s.Logout != nil {
				r.login.logout, r.login.leaving = s.Logout, page
				return r.knowLogout(ctx, g)
			}
		}
	default:
		r.rec.Session.LogoutBy = fmt.Sprintf("the %s %s %s on %s", l.Way, l.Method, r.shown(l.URL), r.shown(r.login.leaving))
		if f := r.rec.Session.Form; f != nil {
			f.Logout, f.LogoutOn = l.Selector, r.shown(r.login.leaving)
		}
	}
	return nil
}

// exit is the page that the way to log out is on.
func (r *run) exit() string {
	if r.login.leaving != "" {
		return r.login.leaving
	}
	return r.login.oracle.page
}

// logOut logs out by the page that is open. Where a plain GET led to a page that asks once more, its form is sent. An error says that
// nothing was logged out of, because the target did not take the request.
func (r *run) logOut(ctx context.Context, t *driver.Tab) error {
	before := len(t.Recorder.Events())
	if err := r.takeTheWayOut(ctx, t); err != nil {
		return err
	}
	s, err := r.glance(ctx, t)
	if err != nil {
		return err
	}
	if s.Logout != nil && s.Logout.Way == "form" && s.Logout.Method == http.MethodPost && r.byGet() {
		before = len(t.Recorder.Events())
		if err := t.Do(ctx, recording.LoggingOut, func(ctx context.Context) error { return t.Click(ctx, s.Logout.Selector) }); err != nil {
			return err
		}
	}
	for _, e := range wire.Exchanges(t.Since(before), r.redactor) {
		if e.TopLevel && e.Act == recording.LoggingOut && e.Hop == 0 && e.Status >= http.StatusBadRequest && e.Status != http.StatusUnauthorized {
			return &Trouble{What: fmt.Sprintf("the logout was answered %d %s", e.Status, http.StatusText(e.Status)), Hint: "say how one logs out with logout: in the config"}
		}
	}
	return nil
}

// byGet tells whether one logs out by asking for an address.
func (r *run) byGet() bool {
	given := r.o.Session.Logout
	switch {
	case given.URL != "":
		return true
	case given.Submit != "" || given.Click != "" || len(given.Steps) > 0:
		return false
	}
	return r.login.logout != nil && r.login.logout.Way == "link"
}

// takeTheWayOut does what logs out.
func (r *run) takeTheWayOut(ctx context.Context, t *driver.Tab) error {
	switch given := r.o.Session.Logout; {
	case given.URL != "":
		return t.Visit(ctx, recording.LoggingOut, r.resolve(given.URL))
	case len(given.Steps) > 0:
		return r.follow(ctx, t, recording.LoggingOut, given.Steps, credentials{})
	case given.Submit != "":
		return t.Do(ctx, recording.LoggingOut, func(ctx context.Context) error {
			sent, err := driver.Ask[bool](ctx, t, "submit", given.Submit)
			if err == nil && !sent {
				err = &Trouble{What: "the page has no form " + given.Submit, Hint: "check logout.submit"}
			}
			return err
		})
	case given.Click != "":
		return t.Do(ctx, recording.LoggingOut, func(ctx context.Context) error { return t.Click(ctx, given.Click) })
	}
	selector, err := r.logoutOnPage(ctx, t)
	if err != nil {
		return err
	}
	return t.Do(ctx, recording.LoggingOut, func(ctx context.Context) error { return t.Click(ctx, selector) })
}

// logoutOnPage is the way to log out that the open page offers: recognised again, as its address may hold a token of this session. Where
// there is none, the one that was recognised first is waited for, as a script may draw it late.
func (r *run) logoutOnPage(ctx context.Context, t *driver.Tab) (selector string, err error) {
	s, err := r.glance(ctx, t)
	if err != nil {
		return "", err
	}
	if s.Logout != nil {
		return s.Logout.Selector, nil
	}
	return r.login.logout.Selector, t.WaitFor(ctx, r.login.logout.Selector)
}

var errNoLogout = &Trouble{What: "no way to log out was found", Hint: "name it with logout: in the config"}
