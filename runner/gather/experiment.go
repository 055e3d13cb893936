package gather

import (
	"context"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// experiment finds out what the cookies of a login are for, and how the target takes to altered and old ones.
func (p *replays) experiment(ctx context.Context) (*specimen, error) {
	r := p.run
	r.say(recording.Replay, "cookies one by one, altered, and old ones")
	s, err := p.specimen(ctx)
	if err != nil {
		return s, err
	}
	in, err := p.revive(ctx, s)
	if err == nil && !in {
		if in, err = p.byStorage(ctx, s); in {
			return s, err // no cookie is needed, so that none can be experimented with
		}
	}
	if err != nil || !in {
		return s, err
	}
	for _, step := range []func(context.Context, *specimen) error{p.strangers, p.needed, p.sufficient, p.lookalikes, p.altered, p.before, p.early} {
		if err := step(ctx, s); err != nil {
			return s, err
		}
	}
	return s, nil
}

// control asks with all cookies, whose answer is known as long as the session lives.
func (p *replays) control(ctx context.Context, s *specimen) (in bool, err error) {
	probe, now, err := p.try(ctx, question{kind: recording.WithAll}, s.jar)
	if err != nil || probe.Answer != recording.In {
		return false, err
	}
	s.renew(now, nil)
	return true, nil
}

// revive asks with all cookies and, where the session has ended by itself meanwhile, once more with those of a fresh login.
func (p *replays) revive(ctx context.Context, s *specimen) (in bool, err error) {
	if s.over != nil {
		return false, nil
	}
	if in, err = p.control(ctx, s); err != nil || in || p.run.o.Session.State != nil {
		return in, err
	}
	ended := len(p.scene.Probes) - 1
	if err := p.loginAgain(ctx, s); err != nil || s.over != nil {
		s.over = nil
		return false, err
	}
	p.scene.Probes = slices.Delete(p.scene.Probes, ended, ended+1)
	return p.control(ctx, s)
}

// recent is how long a session that was seen alive counts as alive: what ends it later may be its age.
const recent = 2 * time.Second

// ask asks one question of the specimen's, with the jar that is made of its own. One who is not logged in proves nothing where the
// session has ended: then the answer is that of a fresh login.
func (p *replays) ask(ctx context.Context, s *specimen, q question, jar func([]*network.Cookie) []*network.Cookie) (recording.Answer, error) {
	again := false
	for attempt := 0; ; attempt++ {
		if s.over != nil {
			p.untried(q, s.over)
			return recording.Unclear, nil
		}
		alive := time.Since(s.seen) < recent
		probe, now, err := p.try(ctx, q, jar(s.jar))
		if err != nil {
			return "", err
		}
		answer, asked := probe.Answer, len(p.scene.Probes)-1
		switch answer {
		case recording.In:
			s.renew(now, q.about)
			return answer, nil
		case recording.Unclear:
			return answer, nil
		}
		held := slices.Clone(s.jar)
		if in, err := p.control(ctx, s); err != nil || in {
			if in && !again && missing(q) && refreshed(held, s.jar, q.about) {
				p.scene.Probes, again = p.scene.Probes[:asked], true
				attempt-- // the session has not ended
				continue
			}
			return answer, err
		}
		if err := p.loginAgain(ctx, s); err != nil {
			return "", err
		}
		if alive || attempt > 0 { // a moment before, the session was there
			p.scene.Probes[asked].Ended = true
			return answer, nil
		}
		p.scene.Probes = p.scene.Probes[:asked]
	}
}

// missing tells whether a question is asked without cookies that the specimen has.
func missing(q question) bool { return q.kind == recording.Without || q.kind == recording.Alone }

// refreshed tells whether a control gave the specimen another value of a cookie that the question was not about. What it was asked with
// may have expired, as an access token does of which nobody is shown the end: the answer says nothing about the fresh one.
func refreshed(before, after []*network.Cookie, about *network.Cookie) bool {
	return slices.ContainsFunc(after, func(c *network.Cookie) bool {
		return !sameCookie(c, about) && holds(before, c) && valueOf(before, c) != c.Value
	})
}

// untried records a question that nobody asked.
func (p *replays) untried(q question, why error) {
	probe := recording.Probe{Kind: q.kind, Place: q.place, At: time.Now().UTC(), URL: p.run.account.Oracle.Page, Answer: recording.Unclear, Error: oneLine(why)}
	p.run.about(&probe, q.about)
	p.scene.Probes = append(p.scene.Probes, probe)
}

// strangers asks without any cookie, and looks at what a stranger is given.
func (p *replays) strangers(ctx context.Context, s *specimen) error {
	_, now, err := p.try(ctx, question{kind: recording.WithoutAll}, nil)
	if err != nil {
		return err
	}
	p.scene.Jars = append(p.scene.Jars, recording.Snapshot{
		Moment: recording.AsStranger, At: time.Now().UTC(), Seq: p.rec.Count(), Cookies: p.run.redactor.Jar(now),
	})
	return nil
}

// needed takes the cookies away one at a time.
func (p *replays) needed(ctx context.Context, s *specimen) error {
	for _, c := range p.candidates(s) {
		answer, err := p.ask(ctx, s, question{kind: recording.Without, about: c}, func(jar []*network.Cookie) []*network.Cookie { return without(jar, c) })
		if err != nil {
			return err
		}
		if answer == recording.Out {
			p.run.login.bearers = append(p.run.login.bearers, c)
		}
	}
	return nil
}

// sufficient tries each cookie alone, where none was missed: while one is needed, no other suffices.
func (p *replays) sufficient(ctx context.Context, s *specimen) error {
	if len(p.run.login.bearers) > 0 {
		return nil
	}
	for _, c := range p.candidates(s) {
		answer, err := p.ask(ctx, s, question{kind: recording.Alone, about: c}, func(jar []*network.Cookie) []*network.Cookie { return only(jar, c) })
		if err != nil {
			return err
		}
		if answer == recording.In {
			p.run.login.bearers = append(p.run.login.bearers, c)
			p.run.login.alone = true
		}
	}
	return nil
}

// lookalikes puts another value of the same form into the place of each of several cookies that are needed together: one that keeps
// nobody out is no secret. Of a single one altered values tell.
func (p *replays) lookalikes(ctx context.Context, s *specimen) error {
	bearers := p.run.login.bearers
	for _, c := range bearers {
		if p.run.login.alone || len(bearers) < 2 && len(altered(valueOf(s.jar, c))) > 0 {
			continue
		}
		another := func(jar []*network.Cookie) []*network.Cookie { return with(jar, c, lookalike(valueOf(jar, c))) }
		answer, err := p.ask(ctx, s, question{kind: recording.Lookalike, about: c}, another)
		if err != nil {
			return err
		}
		if answer != recording.Out {
			p.run.login.open = append(p.run.login.open, c)
		}
	}
	return nil
}

// altered changes a value a little, in several ways. A fresh login's value may have fewer of them.
func (p *replays) altered(ctx context.Context, s *specimen) error {
	for _, c := range p.run.secretCookies(s.jar) {
		for i, a := range altered(valueOf(s.jar, c)) {
			jar := func(jar []*network.Cookie) []*network.Cookie {
				value := lookalike(valueOf(jar, c))
				if all := altered(valueOf(jar, c)); i < len(all) {
					value = all[i].value
				}
				return p.beside(with(jar, c, value), c)
			}
			if _, err := p.ask(ctx, s, question{kind: recording.Tampered, about: c, place: a.place}, jar); err != nil {
				return err
			}
		}
	}
	return nil
}

// before asks with the cookies from before the login of the first browser.
func (p *replays) before(ctx context.Context, s *specimen) error {
	jar := p.run.own(p.run.login.jars[recording.BeforeLogin])
	if len(jar) == 0 {
		return nil
	}
	_, _, err := p.try(ctx, question{kind: recording.BeforeIn}, jar)
	return err
}
