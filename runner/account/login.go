package account

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Credentials say how one login differs from an ordinary one.
type Credentials struct {
	Password string       // instead of the right one
	Remember bool         // tick the box
	Before   func() error // called when all is ready to be submitted
	Stage    recording.Stage
	Replaced *bool // set when the other password went where the right one belongs; may be nil
}

func (c Credentials) swapped() {
	if c.Replaced != nil {
		*c.Replaced = true
	}
}

var errNoLoginLeft = errors.New("the attempts of --max-logins are used up")

// LogIn follows the recipe once. Whether that logged anybody in is the oracle's to say.
func (a *Account) LogIn(ctx context.Context, t *driver.Tab, how Credentials) error {
	for attempt := range 2 {
		select {
		case <-a.Logins:
		default:
			return errNoLoginLeft
		}
		a.Attempt(how.Stage)
		a.begun = time.Now()
		if p := a.Session.Passkey; p != nil {
			if err := t.UsePasskey(ctx, driver.Passkey(*p)); err != nil {
				return err
			}
		}
		heard := len(t.Recorder.Events())
		if err := a.passEntry(ctx, t); err != nil {
			return err
		}
		if err := a.submit(ctx, t, how); err != nil {
			return err
		}
		limited, wait := limit(wire.Exchanges(t.Since(heard), a.Redactor))
		switch {
		case !limited:
			return nil
		case wait <= 0 || wait > a.Patience || attempt > 0:
			return &driver.Trouble{What: "the target answers that there were too many logins", Hint: "wait a while, lower --max-logins, or raise --patience"}
		}
		if err := a.sitOut(ctx, t, wait); err != nil {
			return err
		}
	}
	return nil
}

// passEntry opens the entry page first where a browser needs what that sets.
func (a *Account) passEntry(ctx context.Context, t *driver.Tab) error {
	if !a.ByEntry.Load() {
		return nil
	}
	return t.Visit(ctx, recording.Navigation, a.Visited()[0])
}

func (a *Account) submit(ctx context.Context, t *driver.Tab, how Credentials) error {
	s := a.Session
	switch {
	case len(s.Steps) > 0:
		a.replaced = false
		err := a.Follow(ctx, t, recording.LoggingIn, s.Steps, how)
		if err == nil && s.Recording != "" && !a.replaced {
			return a.errNotReplaced()
		}
		return err
	case len(s.Fill) > 0:
		return a.fill(ctx, t, how)
	}
	heard := len(t.Recorder.Events())
	seen, err := a.approach(ctx, t)
	switch {
	case err != nil:
		return err
	case seen.Form == nil && how.Password == "" && a.silently(t, heard):
		a.Note("a login was asked for, and the provider's own session logged in again: no password was asked for")
		return nil
	case seen.Form == nil:
		return &driver.Trouble{What: fmt.Sprintf("the page %s shows no login form", redact.URL(seen.URL))}
	}
	form := a.chosen(seen.Form)
	if err := a.mayType(seen.URL); err != nil {
		return err
	}
	if err := a.unhinder(ctx, t, form); err != nil {
		return err
	}
	if form.User != "" {
		if err := t.Fill(ctx, form.User, a.typed(s.User, how)); err != nil {
			return err
		}
	}
	if form.Password == "" {
		if form, err = a.nextForm(ctx, t, form); err != nil {
			return err
		}
	}
	if err := t.Fill(ctx, form.Password, a.typed(s.Password, how)); err != nil {
		return err
	}
	return a.sendWithCode(ctx, t, form, how)
}

// typed is what goes into a field: the other password, if there is one and the password goes there.
func (a *Account) typed(ordinary string, how Credentials) func(password bool) driver.Typed {
	return func(password bool) driver.Typed {
		switch {
		case ordinary != "" && ordinary == a.Session.User && !password:
			return driver.Typed{Text: ordinary, Name: "the user name"}
		case !password && (ordinary == "" || ordinary != a.Session.Password):
			return driver.Typed{Text: ordinary, Name: "what the config says"}
		case how.Password != "":
			how.swapped()
			return driver.Typed{Text: how.Password, Name: "another password"}
		}
		return driver.Typed{Text: ordinary, Name: "the password"}
	}
}

// fill fills the fields that the config names.
func (a *Account) fill(ctx context.Context, t *driver.Tab, how Credentials) error {
	if err := t.Visit(ctx, recording.Navigation, a.Page); err != nil {
		return err
	}
	for _, f := range a.Session.Fill {
		if err := t.WaitFor(ctx, f.Selector); err != nil {
			return err
		}
		if err := t.Fill(ctx, f.Selector, a.typed(f.Text, how)); err != nil {
			return err
		}
	}
	return a.sendWithCode(ctx, t, *a.Form, how)
}

// approach opens the page that the login begins on, clicks on what opens the form there, and waits for it.
func (a *Account) approach(ctx context.Context, t *driver.Tab) (Seen, error) {
	heard := len(t.Recorder.Events())
	s, err := a.See(ctx, t, recording.Navigation, a.Page)
	if err == nil && s.Err != nil {
		err = s.Err
	}
	if err != nil || s.Form != nil {
		return s, err
	}
	for _, known := range a.opening {
		opener, err := a.again(ctx, t, known, append([]string{"entering", "typing", "tabs"}, menus...)...)
		if err != nil {
			return s, err
		}
		if s, err = a.open(ctx, t, opener); err != nil {
			return s, err
		}
	}
	if s.Form != nil || s.Err != nil || a.silently(t, heard) {
		return s, s.Err
	}
	bounded, cancel := context.WithTimeout(ctx, formDrawn)
	defer cancel()
	if err := t.WaitFor(bounded, "input[type=password]"); err != nil && (ctx.Err() != nil || t.Gone()) {
		return s, t.Explain(ctx, err)
	}
	return a.Glance(ctx, t)
}

// chosen is a form that was recognised, but for what the config says of it.
func (a *Account) chosen(f *driver.LoginForm) driver.LoginForm {
	form := *f
	form.Submit, form.Remember = cmp.Or(a.Session.Submit, form.Submit), cmp.Or(a.Session.Remember, form.Remember)
	return form
}

// nextForm sends the form that asks for the user name alone, and waits for the one that asks for the password.
func (a *Account) nextForm(ctx context.Context, t *driver.Tab, first driver.LoginForm) (driver.LoginForm, error) {
	err := t.Do(ctx, recording.LoggingIn, func(ctx context.Context) error { return t.Click(ctx, first.Submit) })
	if err != nil {
		return first, err
	}
	if err := t.WaitFor(ctx, "input[type=password]"); err != nil {
		return first, err
	}
	if err := t.Ready(ctx, drawn); err != nil {
		return first, err
	}
	s, err := a.Glance(ctx, t)
	switch {
	case err != nil:
		return first, err
	case s.Err != nil:
		return first, s.Err
	case s.Form == nil || s.Form.Password == "":
		return first, &driver.Trouble{What: "the user name was sent, and no page asked for the password"}
	}
	return a.chosen(s.Form), a.mayType(s.URL)
}

// send ticks the box as it is wanted, and sends what was filled in.
func (a *Account) send(ctx context.Context, t *driver.Tab, form driver.LoginForm, how Credentials) error {
	if form.Remember != "" { // a box that comes ticked is cleared for an ordinary login
		ticked, err := t.Tick(ctx, form.Remember, how.Remember)
		if err != nil || how.Remember && !ticked {
			return cmp.Or(err, error(&driver.Trouble{What: "the box " + form.Remember + " cannot be ticked", Hint: "check login.remember"}))
		}
	}
	if form.Submit != "" {
		if why, _ := driver.Ask[string](ctx, t, "hindered", form.Submit); why == "disabled" {
			if err := t.Ready(ctx, drawn/3); err != nil {
				return err
			}
			if why, _ = driver.Ask[string](ctx, t, "hindered", form.Submit); why == "disabled" {
				return &driver.Trouble{What: fmt.Sprintf("the button %s is disabled, so that the form was not sent", form.Submit)}
			}
		}
	}
	if how.Before != nil {
		if err := how.Before(); err != nil {
			return err
		}
	}
	if a.Oracle == nil { // it is the first login
		a.sent = len(t.Recorder.Events())
	}
	return t.Do(ctx, recording.LoggingIn, func(ctx context.Context) error {
		if form.Submit != "" {
			return t.Click(ctx, form.Submit)
		}
		return t.Press(ctx, "Enter")
	})
}
