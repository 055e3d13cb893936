package gather

import (
	"context"
	"net/url"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// beforeLogout asks with the cookies of a browser that is about to log out: the control of what is asked after it. Where values are
// renewed by use, the browser goes on with those that the control was given: its own may be good for one use.
func (p *replays) beforeLogout(ctx context.Context, g *guest) error {
	if !p.run.wants(recording.Replay) {
		return nil
	}
	all, err := g.tab.Cookies(ctx)
	if err != nil {
		return err
	}
	jar := p.run.own(all)
	p.stored = p.run.carried(ctx, g)
	probe, now, err := p.try(ctx, question{kind: recording.BeforeOut}, jar)
	if err != nil {
		return err
	}
	if p.run.login.renews {
		if probe.Answer != recording.In {
			return nil
		}
		s := &specimen{jar: all}
		s.renew(now, nil)
		return g.tab.SetCookies(ctx, s.jar)
	}
	return p.byURL(ctx, jar)
}

// byURL asks with the names and values of session cookies in the query instead. The session ends soon after, so that what stands in the
// server's log is worth nothing.
func (p *replays) byURL(ctx context.Context, jar []*network.Cookie) error {
	for _, c := range p.run.secretCookies(jar) {
		query := url.Values{c.Name: {c.Value}}.Encode()
		if len(query) > mostQuery {
			continue
		}
		if _, _, err := p.try(ctx, question{kind: recording.ByURL, about: c, query: query}, nil); err != nil {
			return err
		}
	}
	return nil
}

// mostQuery is how long a query may be, in bytes: servers refuse long addresses.
const mostQuery = 1000

// grace is how long old values of a session may go on working after a logout: requests that were on their way need some seconds.
const grace = 11 * time.Second

// afterLogout asks with the cookies that the logout request carried; and, where pages had renewed them, with those from right after the
// login, until a grace period is over.
func (p *replays) afterLogout(ctx context.Context, g *guest) error {
	if !p.run.wants(recording.Replay) {
		return nil
	}
	left := time.Now()
	last, first := p.run.own(g.jars[recording.BeforeLogout]), p.run.own(g.jars[recording.AfterLogin])
	probe, _, err := p.try(ctx, question{kind: recording.AfterOut}, last)
	s := &specimen{jar: last, first: first}
	if err != nil || probe.Answer != recording.Out || !p.run.login.byPages || !s.changed() {
		return err
	}
	for _, until := range []time.Time{left, left.Add(max(grace, p.run.o.Patience))} {
		if until.After(time.Now()) {
			if err := p.run.waitUntil(ctx, g.tab, until); err != nil {
				return err
			}
		}
		probe, _, err := p.try(ctx, question{kind: recording.EarlierOut}, slices.Clone(first))
		if err != nil {
			return err
		}
		probe.Waited = recording.InSeconds(time.Since(left))
		if probe.Answer != recording.In {
			break
		}
	}
	return nil
}
