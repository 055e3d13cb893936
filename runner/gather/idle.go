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

// mostIdle is how many sessions are left alone: one that is gone in time may have been taken by chance, as garbage is collected. For most of
// them there are logins; the others are those of browsers that are logged in already.
const mostIdle, mostIdleLogins = 4, 2

// apart is what lies between the last uses of two sessions that are left alone, so that who asks with one, and so sets off a collection
// of what is due, takes no other that is not.
const apartBy = margin + 500*time.Millisecond

// leaveAlone opens the protected page in several sessions, one after the other, each as long before its timeout as the ones before: in those
// of some browsers, as far as they last, and of fresh logins.
func (t *timeouts) leaveAlone(ctx context.Context, browsers []*guest) (all []idle, err error) {
	logins := 0
	for len(all) < mostIdle {
		if n := len(all); n > 0 {
			if err := t.run.waitUntil(ctx, all[n-1].tab, all[n-1].since.Add(apartBy)); err != nil {
				return nil, err
			}
		}
		var tab *driver.Tab
		switch {
		case len(browsers) > 0:
			tab, err = t.lasting(ctx, browsers[0])
			browsers = browsers[1:]
			if err == nil && tab == nil {
				continue
			}
		case logins < mostIdleLogins:
			logins++
			tab, err = t.anotherLogin(ctx, len(all) == 0)
		}
		if err != nil || tab == nil {
			return all, err
		}
		all = append(all, idle{tab: tab, since: time.Now(), heard: len(t.rec.Events())})
		tab.During(recording.Polling)
	}
	return all, nil
}

// lasting is a tab in the session of a browser, or nil where that is over, as another login may end it.
func (t *timeouts) lasting(ctx context.Context, g *guest) (*driver.Tab, error) {
	tab, err := t.open(ctx, driver.Beside(g.tab))
	if err != nil {
		return nil, err
	}
	p, err := t.ask(ctx, tab, recording.LoggedIn)
	if err != nil || p.Answer == recording.In {
		return tab, err
	}
	t.scene.Probes = t.scene.Probes[:len(t.scene.Probes)-1]
	return nil, nil
}

// anotherLogin is the tab of a fresh login, or nil where there is to be none beside others.
func (t *timeouts) anotherLogin(ctx context.Context, first bool) (*driver.Tab, error) {
	if !first && (len(t.run.account.Logins) == 0 || t.run.o.Session.Expected.Concurrent == "single") {
		return nil, nil
	}
	tab, err := t.login(ctx)
	if err != nil && !first && !fatal(ctx, err) {
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
