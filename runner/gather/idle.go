package gather

import (
	"context"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// idle is a session that is left alone, with its page open.
type idle struct {
	tab   *driver.Tab
	since time.Time // it was used last
	heard int       // events until then
}

// mostIdle is how many sessions are left alone: one that is gone in time may have been taken by chance, as garbage is collected.
const mostIdle = 3

// apart is what lies between the last uses of two sessions that are left alone, so that who asks with one, and so sets off a collection
// of what is due, takes no other that is not.
const apartBy = margin + 500*time.Millisecond

// leaveAlone opens the protected page in several sessions, one after the other, each as long before its timeout as the ones before.
func (t *timeouts) leaveAlone(ctx context.Context, other *guest) ([]idle, error) {
	var all []idle
	for n := range mostIdle {
		tab, err := t.anotherIdle(ctx, other, n)
		if err != nil || tab == nil {
			return all, err
		}
		since := time.Now()
		all = append(all, idle{tab: tab, since: since, heard: len(t.rec.Events())})
		tab.During(recording.Polling)
		if n+1 < mostIdle {
			if err := t.run.waitUntil(ctx, tab, since.Add(apartBy)); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// anotherIdle is the tab of a session of its own: that of the other browser first, if it lasts, else of a fresh login. Nil: no login is
// left for it.
func (t *timeouts) anotherIdle(ctx context.Context, other *guest, n int) (*driver.Tab, error) {
	if n == 0 {
		tab, err := t.open(ctx, driver.Beside(other.tab))
		if err != nil {
			return nil, err
		}
		p, err := t.ask(ctx, tab, recording.LoggedIn)
		if err != nil || p.Answer == recording.In {
			return tab, err
		}
		t.scene.Probes = t.scene.Probes[:len(t.scene.Probes)-1] // ended by another login, say
	} else if len(t.run.account.Logins) == 0 || t.run.o.Session.Expected.Concurrent == "single" {
		return nil, nil
	}
	tab, err := t.login(ctx)
	if err != nil && n > 0 && !fatal(ctx, err) {
		t.scene.Notes = append(t.scene.Notes, "fewer sessions were left alone: "+oneLine(err))
		return nil, nil
	}
	return tab, err
}

// askIdle asks with each session when its time is over.
func (t *timeouts) askIdle(ctx context.Context, all []idle) error {
	for _, one := range all {
		if err := t.run.waitUntil(ctx, one.tab, one.since.Add(t.run.o.Session.Expected.Idle.Duration()+margin)); err != nil {
			return err
		}
		waited := time.Since(one.since)
		var asked []string
		count := 0
		for _, e := range wire.Exchanges(one.tab.Since(one.heard), t.run.redactor) {
			if e.Wire {
				count++
				if !slices.Contains(asked, e.URL) {
					asked = append(asked, e.URL)
				}
			}
		}
		p, err := t.ask(ctx, one.tab, recording.Idle)
		if err != nil {
			return err
		}
		p.Waited, p.Polled, p.PolledURLs = recording.InSeconds(waited), count, asked
	}
	return nil
}
