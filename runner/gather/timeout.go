package gather

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// margin is how much longer than a timeout is waited.
const margin = time.Second

// timeouts is stage Timeout: sessions left alone, one that is used, and cookies after their time. All wait at once.
type timeouts struct {
	run     *run
	browser *browser.Browser
	rec     *wire.Recorder
	scene   recording.Scene
	opened  []*driver.Tab
}

// outlast waits for the ends of sessions that are due within the patience. Other and active are browsers that are logged in, or were.
func (r *run) outlast(ctx context.Context, b *browser.Browser, other, active *guest) error {
	t := &timeouts{run: r, browser: b, rec: wire.NewRecorder(), scene: recording.Scene{Stage: recording.Timeout, Started: time.Now().UTC()}}
	defer t.close()
	expected := r.o.Session.Expected
	short := r.shortLived(active)
	if !r.patientFor(expected.Idle) && !r.patientFor(expected.Absolute) && len(short.lives) == 0 {
		t.scene.State, t.scene.Reason = recording.Unneeded, "no timeout of a session is declared, and no lifetime of its cookie is, within the patience of "+r.o.Patience.String()
		r.keep(t.scene)
		return nil
	}
	err := t.wait(ctx, other, active, short)
	t.scene.Exchanges = wire.Exchanges(t.rec.Events(), r.redactor)
	if err != nil {
		failed(&t.scene, err)
	}
	r.keep(t.scene)
	return err
}

func (r *run) patientFor(timeout *recording.Seconds) bool {
	return timeout != nil && timeout.Duration() <= r.o.Patience
}

func (t *timeouts) close() {
	for _, tab := range t.opened {
		tab.Close()
	}
}

// wait goes through what is waited for, the shortest wait last: it began before the others.
func (t *timeouts) wait(ctx context.Context, other, active *guest, short short) error {
	var idle []idle
	var err error
	if t.run.patientFor(t.run.o.Session.Expected.Idle) {
		browsers := []*guest{other}
		if active != other && len(short.lives) == 0 { // else it has another use
			browsers = append(browsers, active)
		}
		if idle, err = t.leaveAlone(ctx, browsers); err != nil {
			return err
		}
	}
	if len(short.lives) > 0 {
		if err := t.outlive(ctx, active, &short); err != nil {
			return err
		}
	}
	if t.run.patientFor(t.run.o.Session.Expected.Absolute) {
		if err := t.use(ctx); err != nil {
			return err
		}
	}
	if err := t.askExpired(ctx, short); err != nil {
		return err
	}
	return t.askIdle(ctx, idle)
}

// open opens a tab that is closed with the stage.
func (t *timeouts) open(ctx context.Context, how driver.Opener) (*driver.Tab, error) {
	tab, err := t.run.driver.Open(ctx, how, t.browser, t.rec)
	if err == nil {
		t.opened = append(t.opened, tab)
	}
	return tab, err
}

func (t *timeouts) ask(ctx context.Context, tab *driver.Tab, kind recording.ProbeKind) (*recording.Probe, error) {
	return t.run.account.Ask(ctx, tab, &t.scene, kind)
}

// login is a tab in a browser context of its own that has just logged in.
func (t *timeouts) login(ctx context.Context) (*driver.Tab, error) {
	tab, err := t.open(ctx, driver.Stranger)
	if err != nil {
		return nil, err
	}
	if err := t.run.account.LogIn(ctx, tab, account.Credentials{Stage: recording.Timeout}); err != nil {
		return nil, err
	}
	p, err := t.ask(ctx, tab, recording.LoggedIn)
	if err != nil || p.Answer != recording.In {
		return nil, notIn(err, p)
	}
	return tab, nil
}

// use asks for the protected page again and again until the absolute timeout is over. The end of the cookie is put off each time, so that
// it is the session that ends.
func (t *timeouts) use(ctx context.Context) error {
	absolute := t.run.o.Session.Expected.Absolute.Duration()
	tab, err := t.login(ctx)
	if err != nil {
		return err
	}
	began := time.Now()
	step := max(absolute/4, 250*time.Millisecond)
	for end := began.Add(absolute + margin); time.Now().Before(end); {
		jar, err := tab.Cookies(ctx)
		if err != nil {
			return err
		}
		if err := tab.SetCookies(ctx, prolonged(jar, t.run.sessionCookies(t.run.own(jar)))); err != nil {
			return err
		}
		s, err := t.run.account.See(ctx, tab, recording.Navigation, t.run.account.Oracle.Page)
		if err != nil || s.Err != nil {
			return errors.Join(err, s.Err)
		}
		at := time.Now().Add(step)
		if at.After(end) {
			at = end
		}
		if err := t.run.waitUntil(ctx, tab, at); err != nil {
			return err
		}
	}
	p, err := t.ask(ctx, tab, recording.Active)
	if err == nil {
		p.Waited = recording.InSeconds(time.Since(began))
	}
	return err
}

// prolonged puts the end of some cookies of a jar off by a day.
func prolonged(jar, some []*network.Cookie) []*network.Cookie {
	var all []*network.Cookie
	for _, c := range jar {
		other := *c
		if holds(some, c) {
			other.Session, other.Expires = false, float64(time.Now().Add(24*time.Hour).Unix())
		}
		all = append(all, &other)
	}
	return all
}
