package gather

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// short is a login whose cookies end within the patience.
type short struct {
	jar    []*network.Cookie
	lives  []life
	since  time.Time
	keeper *driver.Tab // a browser whose cookies end a day later
}

type life struct {
	cookie *network.Cookie
	lasts  time.Duration
}

// shortLived are the cookies of a browser's login that carry it and end within the patience.
func (r *run) shortLived(g *guest) short {
	s := short{jar: r.own(g.jars[recording.AfterLogin])}
	for _, c := range r.sessionCookies(s.jar) {
		if lasts := r.lifeOf(c); !c.Session && lasts > 0 && lasts <= r.o.Patience {
			s.lives = append(s.lives, life{c, lasts})
		}
	}
	return s
}

// cookies are those that end.
func (s short) cookies() []*network.Cookie {
	var all []*network.Cookie
	for _, l := range s.lives {
		all = append(all, l.cookie)
	}
	return all
}

// outlive sees the login hold, and gives its cookies to a browser in which they do not end.
func (t *timeouts) outlive(ctx context.Context, active *guest, s *short) error {
	tab, err := t.open(ctx, driver.Beside(active.tab))
	if err != nil {
		return err
	}
	p, err := t.ask(ctx, tab, recording.LoggedIn)
	if err != nil {
		return err
	}
	if p.Answer != recording.In { // its time was over before this: another login is made for it
		t.scene.Probes = t.scene.Probes[:len(t.scene.Probes)-1]
		if tab, err = t.login(ctx); err != nil {
			return err
		}
		jar, err := tab.Cookies(ctx)
		if err != nil {
			return err
		}
		s.jar = t.run.own(jar)
	}
	s.since = time.Now()
	if s.keeper, err = t.open(ctx, driver.Stranger); err != nil {
		return err
	}
	return s.keeper.SetCookies(ctx, prolonged(s.jar, s.cookies()))
}

// askExpired gives each of the cookies back when its time is over.
func (t *timeouts) askExpired(ctx context.Context, s short) error {
	for _, l := range s.lives {
		if err := t.run.waitUntil(ctx, s.keeper, s.since.Add(l.lasts+margin)); err != nil {
			return err
		}
		p, err := t.run.tryWith(ctx, t.browser, t.rec, &t.scene, recording.Expired, prolonged(s.jar, s.cookies()))
		if err != nil {
			return err
		}
		p.Waited = recording.InSeconds(time.Since(s.since))
		t.run.about(p, l.cookie)
		if p, err = t.ask(ctx, s.keeper, recording.Extended); err != nil {
			return err
		}
		p.Waited = recording.InSeconds(time.Since(s.since))
		t.run.about(p, l.cookie)
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
