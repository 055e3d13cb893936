package account

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// See opens a page and looks at it. An error is the run's own; the target's is in seen.
func (a *Account) See(ctx context.Context, t *driver.Tab, act recording.Act, page string) (Seen, error) {
	before := len(t.Recorder.Events())
	err := t.Visit(ctx, act, page)
	if wait := a.askedToWait(t); err == nil && wait > 0 {
		if err := a.sitOut(ctx, t, wait); err != nil {
			return Seen{}, err
		}
		err = t.Visit(ctx, act, page)
	}
	if err == nil && a.late {
		err = t.Ready(ctx, drawn)
	}
	if err != nil {
		s, err := a.unseen(ctx, err)
		if s.Err != nil && driver.Empty(s.Err) {
			s = Seen{Look: driver.Look{URL: page}, Status: wire.Ended(wire.Exchanges(t.Since(before), a.Redactor))}
		}
		return s, err
	}
	look := a.Glance
	if t.Page().FromCache { // it proves nothing about the session
		look = a.SeeAgain
	}
	s, err := look(ctx, t)
	s.Status = wire.Ended(wire.Exchanges(t.Since(before), a.Redactor))
	return s, err
}

// askedToWait is for how long the target asked to be left alone instead of answering, where that is within the patience; else zero.
func (a *Account) askedToWait(t *driver.Tab) time.Duration {
	answer := t.Page()
	if answer.Status != http.StatusTooManyRequests && answer.Status != http.StatusServiceUnavailable {
		return 0
	}
	wait := retryAfter(answer.RetryAfter, time.Now())
	if wait > a.Patience {
		return 0
	}
	return wait
}

// SeeAgain reloads the page that is open and looks at it.
func (a *Account) SeeAgain(ctx context.Context, t *driver.Tab) (Seen, error) {
	err := t.Reload(ctx)
	if err == nil && a.late {
		err = t.Ready(ctx, drawn)
	}
	if err != nil {
		return a.unseen(ctx, err)
	}
	return a.Glance(ctx, t)
}

// unseen is a page that was not received, if that is the target's doing.
func (a *Account) unseen(ctx context.Context, err error) (Seen, error) {
	if trouble := (*driver.Trouble)(nil); ctx.Err() != nil || err == driver.ErrChromeExited || !errors.As(err, &trouble) {
		return Seen{}, err
	}
	return Seen{Err: err}, nil
}

// Glance looks at the page that is open. One that is visibly still being built is waited for, but not again once waiting was in vain.
func (a *Account) Glance(ctx context.Context, t *driver.Tab) (Seen, error) {
	s, err := a.look(ctx, t)
	if err != nil || s.Err != nil || !s.Unfinished || a.slow.had(Address(s.URL)) {
		return s, err
	}
	if err := t.Ready(ctx, drawn); err != nil {
		return Seen{}, err
	}
	if s, err = a.look(ctx, t); err == nil && s.Err == nil && s.Unfinished {
		a.slow.add(Address(s.URL))
	}
	return s, err
}

// drawn is how long a page that has loaded is given to draw what is looked for.
const drawn = 3 * time.Second

// formDrawn is how long a page that promises a login is given to show its form, where none was found at once.
const formDrawn = 2 * drawn

func (a *Account) look(ctx context.Context, t *driver.Tab) (Seen, error) {
	asked := map[string]string{"spent": strings.Join(a.spent, "\n")}
	if a.Session != nil {
		asked["selector"], asked["text"] = a.Session.LoggedIn.Selector, a.Session.LoggedIn.Text
		if m := a.Session.Memory; m != nil {
			asked["read"] = m.Read
		}
	}
	l, err := driver.Ask[driver.Look](ctx, t, "look", asked)
	if err != nil { // the page went away under it
		if t.Gone() || ctx.Err() != nil {
			return Seen{}, errors.Join(ctx.Err(), driver.ErrChromeExited)
		}
		if err := t.Settle(ctx); err != nil {
			return Seen{}, err
		}
		l, err = driver.Ask[driver.Look](ctx, t, "look", asked)
	}
	if err != nil {
		return Seen{Err: &driver.Trouble{What: "the page cannot be looked at: " + driver.OneLine(err)}}, nil
	}
	if l.URL == "about:blank" || strings.HasPrefix(l.URL, "chrome-error:") {
		return Seen{Err: &driver.Trouble{What: "no page was open"}}, nil
	}
	return Seen{Look: l}, nil
}

// Ask asks the target whether the one who asks is logged in, and adds a probe to the scene.
func (a *Account) Ask(ctx context.Context, t *driver.Tab, scene *recording.Scene, kind recording.ProbeKind) (*recording.Probe, error) {
	return a.AskWith(ctx, t, scene, kind, "")
}

// AskWith is ask with something more in the query of the page's address.
func (a *Account) AskWith(ctx context.Context, t *driver.Tab, scene *recording.Scene, kind recording.ProbeKind, query string) (*recording.Probe, error) {
	s, err := a.See(ctx, t, recording.Navigation, withQuery(a.Oracle.Page, query))
	if err != nil {
		return nil, err
	}
	return a.Probe(t, scene, kind, s), nil
}

func withQuery(page, query string) string {
	u, err := url.Parse(page)
	if err != nil || query == "" {
		return page
	}
	u.RawQuery = strings.TrimPrefix(u.RawQuery+"&"+query, "&")
	return u.String()
}

// Probe adds what a visit said about being logged in to the scene.
func (a *Account) Probe(t *driver.Tab, scene *recording.Scene, kind recording.ProbeKind, s Seen) *recording.Probe {
	p := recording.Probe{Kind: kind, At: time.Now().UTC(), Seq: t.Recorder.Count(), URL: a.Oracle.Page, Landed: redact.URL(s.URL), Status: s.Status}
	p.Answer, p.Sign = a.Oracle.Says(s)
	if s.Err != nil {
		p.Error = driver.OneLine(s.Err)
	}
	scene.Probes = append(scene.Probes, p)
	return &scene.Probes[len(scene.Probes)-1]
}
