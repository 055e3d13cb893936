package gather

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// timeouts is part Timeout: a session left alone, one that is used, and cookies after their time. All wait at once.
func (r *run) timeouts(ctx context.Context, b *browser.Browser, idle, active *guest, used time.Time) error {
	scene := recording.Scene{Stage: recording.Timeout, Started: time.Now().UTC()}
	rec := newRecorder()
	expected := r.o.Session.Expected
	within := func(s *recording.Seconds) bool { return s != nil && s.Duration() <= r.o.Patience }
	var short []*network.Cookie
	lives := map[*network.Cookie]time.Duration{}
	owner := active // whose cookies outlive their time: not those of the session that is left alone
	if within(expected.Absolute) {
		owner = idle
	}
	given := r.own(owner.jars[recording.AfterLogin])
	for _, c := range r.sessionCookies(given) {
		if life := r.lifeOf(c); !c.Session && life > 0 && life <= r.o.Patience {
			short = append(short, c)
			lives[c] = life
		}
	}
	if !within(expected.Idle) && !within(expected.Absolute) && len(short) == 0 {
		scene.State, scene.Reason = recording.Unneeded, "no time-out of a session is declared, and no lifetime of its cookie is, within the patience of "+r.o.Patience.String()
		r.keep(scene)
		return nil
	}
	err := r.outstay(ctx, b, &scene, rec, idle, active, used, given, short, lives, within)
	scene.Exchanges = exchanges(rec.taken(), r.masker)
	if err != nil {
		scene.State, scene.Reason = recording.Failed, oneLine(err)
	}
	r.keep(scene)
	return err
}

// margin is how much longer than a time-out is waited.
const margin = time.Second

func (r *run) outstay(ctx context.Context, b *browser.Browser, scene *recording.Scene, rec *recorder, idle, active *guest, loggedIn time.Time,
	given, short []*network.Cookie, lives map[*network.Cookie]time.Duration, within func(*recording.Seconds) bool) error {
	expected := r.o.Session.Expected
	left, err := r.openTab(ctx, beside(idle.tab), b, rec)
	if err != nil {
		return err
	}
	defer left.close()
	if _, err := r.ask(ctx, left, scene, recording.LoggedIn); err != nil {
		return err
	}
	heard, since := len(rec.taken()), time.Now()
	left.during(recording.Polling)
	var extended *tab
	if len(short) > 0 {
		if extended, err = r.openTab(ctx, stranger, b, rec); err != nil {
			return err
		}
		defer extended.close()
		if err := b.SetJarOf(extended.ctx, prolonged(given, short)); err != nil {
			return extended.gone(ctx, err)
		}
	}
	busy, err := r.openTab(ctx, beside(active.tab), b, rec)
	if err != nil {
		return err
	}
	defer busy.close()
	if _, err := r.ask(ctx, busy, scene, recording.LoggedIn); err != nil {
		return err
	}
	if within(expected.Absolute) {
		step := max(expected.Absolute.Duration()/4, 250*time.Millisecond)
		for end := loggedIn.Add(expected.Absolute.Duration() + margin); time.Now().Before(end); {
			s, err := r.see(ctx, busy, recording.Navigation, r.login.oracle.page)
			if err != nil || s.err != nil {
				return errors.Join(err, s.err)
			}
			at := time.Now().Add(step)
			if at.After(end) {
				at = end
			}
			if err := r.waitUntil(ctx, busy, at); err != nil {
				return err
			}
		}
		p, err := r.ask(ctx, busy, scene, recording.Active)
		if err != nil {
			return err
		}
		p.Waited = recording.InSeconds(time.Since(loggedIn))
	}
	for _, c := range short {
		if err := r.waitUntil(ctx, left, since.Add(lives[c]+margin)); err != nil {
			return err
		}
		p, err := r.tryWith(ctx, b, rec, scene, recording.Expired, prolonged(given, short))
		if err != nil {
			return err
		}
		p.Waited = recording.InSeconds(time.Since(since))
		r.about(p, c)
		if p, err = r.ask(ctx, extended, scene, recording.Extended); err != nil {
			return err
		}
		p.Waited = recording.InSeconds(time.Since(since))
		r.about(p, c)
	}
	if within(expected.Idle) {
		if err := r.waitUntil(ctx, left, since.Add(expected.Idle.Duration()+margin)); err != nil {
			return err
		}
		waited := time.Since(since)
		count := 0
		for _, e := range exchanges(rec.since(left, heard), r.masker) {
			if e.Wire {
				count++
			}
		}
		p, err := r.ask(ctx, left, scene, recording.Idle)
		if err != nil {
			return err
		}
		p.Waited, p.Polled = recording.InSeconds(waited), count
	}
	return nil
}

// lifeOf is how long a cookie was to live when it was set, as near as the jar tells.
func (r *run) lifeOf(c *network.Cookie) time.Duration {
	for _, s := range r.scenes() {
		for _, e := range s.Exchanges {
			for _, line := range e.Lines {
				if line.Name == c.Name && line.Value.Octets > 0 {
					if life, ok := lifeOfLine(line, e.AnsweredAt); ok {
						return life
					}
				}
			}
		}
	}
	return time.Until(time.Unix(int64(c.Expires), 0))
}

// prolonged puts the end of some cookies of a jar off by a day.
func prolonged(jar, some []*network.Cookie) []*network.Cookie {
	var all []*network.Cookie
	for _, c := range jar {
		other := *c
		for _, s := range some {
			if sameCookie(s, c) {
				other.Expires = float64(time.Now().Add(24 * time.Hour).Unix())
			}
		}
		all = append(all, &other)
	}
	return all
}
