package account

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
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
		heard := len(t.Recorder.Events())
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

// sitOut waits for as long as the target asks to be left alone.
func (a *Account) sitOut(ctx context.Context, t *driver.Tab, wait time.Duration) error {
	defer a.Meter.Spend(meter.Waits)()
	return t.Pause(ctx, time.Now().Add(wait))
}

// limit tells whether the target refused because of too many attempts, and for how long.
func limit(seen []recording.Exchange) (limited bool, wait time.Duration) {
	for _, e := range seen {
		if e.Act == recording.LoggingIn || e.Act == recording.Fetch || e.Act == recording.XHR {
			if e.Status == http.StatusTooManyRequests || e.Status == http.StatusLocked {
				return true, retryAfter(e.Header["retry-after"], time.Now())
			}
		}
	}
	return false, 0
}

// retryAfter is how long the field asks to wait: seconds, or a date (RFC 9110 §10.2.3). Zero: it says nothing.
func retryAfter(value string, now time.Time) time.Duration {
	if at, err := http.ParseTime(value); err == nil {
		return at.Sub(now)
	}
	seconds, _ := strconv.Atoi(value)
	return time.Duration(seconds) * time.Second
}

func (a *Account) submit(ctx context.Context, t *driver.Tab, how Credentials) error {
	s := a.Session
	password := func(ordinary string) func(bool) string {
		return func(secret bool) string {
			if secret && how.Password != "" {
				how.swapped()
				return how.Password
			}
			return ordinary
		}
	}
	if len(s.Steps) > 0 {
		return a.Follow(ctx, t, recording.LoggingIn, s.Steps, how)
	}
	if err := t.Visit(ctx, recording.Navigation, a.Page); err != nil {
		return err
	}
	form := *a.Form
	if form.Password != "" { // a script may draw it late
		if err := t.WaitFor(ctx, form.Password); err != nil {
			return err
		}
	}
	if len(s.Fill) > 0 {
		for _, f := range s.Fill {
			if err := t.Fill(ctx, f.Selector, password(f.Text)); err != nil {
				return err
			}
		}
	} else {
		if form.User != "" {
			if err := t.Fill(ctx, form.User, func(bool) string { return s.User }); err != nil {
				return err
			}
		}
		if err := t.Fill(ctx, form.Password, password(s.Password)); err != nil {
			return err
		}
	}
	if form.Remember != "" { // a box that comes ticked is cleared for an ordinary login
		ticked, err := driver.Ask[bool](ctx, t, "tick", form.Remember, how.Remember)
		if err != nil || how.Remember && !ticked {
			return cmp.Or(err, error(&driver.Trouble{What: "the box " + form.Remember + " cannot be ticked", Hint: "check login.remember"}))
		}
	}
	if how.Before != nil {
		if err := how.Before(); err != nil {
			return err
		}
	}
	return t.Do(ctx, recording.LoggingIn, func(ctx context.Context) error {
		if form.Submit != "" {
			return t.Click(ctx, form.Submit)
		}
		return t.Press(ctx, "Enter")
	})
}
