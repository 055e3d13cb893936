package gather

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

// credentials say how one login differs from an ordinary one.
type credentials struct {
	password string       // instead of the right one
	remember bool         // tick the box
	before   func() error // called when all is ready to be submitted
	stage    recording.Stage
	replaced *bool // set when the other password went where the right one belongs; may be nil
}

func (c credentials) swapped() {
	if c.replaced != nil {
		*c.replaced = true
	}
}

var errNoLoginLeft = errors.New("the attempts of --max-logins are used up")

// logIn follows the recipe once. Whether that logged anybody in is the oracle's to say.
func (r *run) logIn(ctx context.Context, t *driver.Tab, how credentials) error {
	for attempt := range 2 {
		select {
		case <-r.login.logins:
		default:
			return errNoLoginLeft
		}
		r.mu.Lock()
		r.rec.Session.Logins++
		r.rec.Session.Attempts = append(r.rec.Session.Attempts, recording.Attempt{Stage: how.stage, At: time.Now().UTC()})
		r.mu.Unlock()
		heard := len(t.Recorder.Events())
		if err := r.submit(ctx, t, how); err != nil {
			return err
		}
		limited, wait := limit(wire.Exchanges(t.Since(heard), r.redactor))
		switch {
		case !limited:
			return nil
		case wait <= 0 || wait > r.o.Patience || attempt > 0:
			return &Trouble{What: "the target answers that there were too many logins", Hint: "wait a while, lower --max-logins, or raise --patience"}
		}
		if err := r.sitOut(ctx, t, wait); err != nil {
			return err
		}
	}
	return nil
}

// sitOut waits for as long as the target asks to be left alone.
func (r *run) sitOut(ctx context.Context, t *driver.Tab, wait time.Duration) error {
	defer r.meter.Spend(meter.Waits)()
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

func (r *run) submit(ctx context.Context, t *driver.Tab, how credentials) error {
	s := r.o.Session
	password := func(ordinary string) func(bool) string {
		return func(secret bool) string {
			if secret && how.password != "" {
				how.swapped()
				return how.password
			}
			return ordinary
		}
	}
	if len(s.Steps) > 0 {
		return r.follow(ctx, t, recording.LoggingIn, s.Steps, how)
	}
	if err := t.Visit(ctx, recording.Navigation, r.login.page); err != nil {
		return err
	}
	form := *r.login.form
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
		ticked, err := driver.Ask[bool](ctx, t, "tick", form.Remember, how.remember)
		if err != nil || how.remember && !ticked {
			return cmp.Or(err, error(&Trouble{What: "the box " + form.Remember + " cannot be ticked", Hint: "check login.remember"}))
		}
	}
	if how.before != nil {
		if err := how.before(); err != nil {
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
