package gather

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/cookiespec/cookiespec/runner/recording"
)

// credentials say how one login differs from an ordinary one.
type credentials struct {
	password string       // instead of the right one
	remember bool         // tick the box
	before   func() error // called when all is ready to be submitted
}

var errNoLoginLeft = errors.New("the attempts of --max-logins are used up")

// logIn follows the recipe once. Whether that logged anybody in is the oracle's to say.
func (r *run) logIn(ctx context.Context, t *tab, how credentials) error {
	for attempt := range 2 {
		select {
		case <-r.login.logins:
		default:
			return errNoLoginLeft
		}
		r.mu.Lock()
		r.rec.Session.Logins++
		r.mu.Unlock()
		heard := len(t.rec.taken())
		if err := r.submit(ctx, t, how); err != nil {
			return err
		}
		limited, wait := limit(exchanges(t.rec.since(t, heard), r.masker))
		switch {
		case !limited:
			return nil
		case wait <= 0 || wait > r.o.Patience || attempt > 0:
			return &Trouble{"the target answers that there were too many logins (429)", "wait a while, lower --max-logins, or raise --patience"}
		}
		if err := r.sitOut(ctx, t, wait); err != nil {
			return err
		}
	}
	return nil
}

// sitOut waits for as long as the target asks to be left alone.
func (r *run) sitOut(ctx context.Context, t *tab, wait time.Duration) error {
	defer r.meter.spend(waits)()
	return t.pause(ctx, time.Now().Add(wait))
}

// limit tells whether the target refused because of too many attempts, and for how long.
func limit(seen []recording.Exchange) (limited bool, wait time.Duration) {
	for _, e := range seen {
		if e.Act == recording.LoggingIn || e.Act == recording.Fetch || e.Act == recording.XHR {
			if e.Status == http.StatusTooManyRequests {
				seconds, _ := strconv.Atoi(e.Header["retry-after"])
				return true, time.Duration(seconds) * time.Second
			}
		}
	}
	return false, 0
}

func (r *run) submit(ctx context.Context, t *tab, how credentials) error {
	s := r.o.Session
	password := func(ordinary string) func(bool) string {
		return func(secret bool) string {
			if secret && how.password != "" {
				return how.password
			}
			return ordinary
		}
	}
	if len(s.Steps) > 0 {
		return r.follow(ctx, t, recording.LoggingIn, s.Steps, how)
	}
	if err := t.visit(ctx, recording.Navigation, r.login.page); err != nil {
		return err
	}
	form := *r.login.form
	if len(s.Fill) > 0 {
		for _, f := range s.Fill {
			if err := t.fill(ctx, f.Selector, password(f.Text)); err != nil {
				return err
			}
		}
	} else {
		if form.User != "" {
			if err := t.fill(ctx, form.User, func(bool) string { return s.User }); err != nil {
				return err
			}
		}
		if err := t.fill(ctx, form.Password, password(s.Password)); err != nil {
			return err
		}
	}
	if how.remember {
		if ticked, err := do[bool](ctx, t, "tick", form.Remember); err != nil || !ticked {
			return cmp.Or(err, error(&Trouble{"the box " + form.Remember + " cannot be ticked", "check login.remember"}))
		}
	}
	if how.before != nil {
		if err := how.before(); err != nil {
			return err
		}
	}
	return t.does(ctx, recording.LoggingIn, func(ctx context.Context) error {
		if form.Submit != "" {
			return t.click(ctx, form.Submit)
		}
		return t.press(ctx, "Enter")
	})
}
