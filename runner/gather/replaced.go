package gather

import (
	"context"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// early asks, where pages renew the cookies, with those that an answer has just replaced. It comes last: a server may take it for theft.
func (p *replays) early(ctx context.Context, s *specimen) error {
	if s.over != nil || !p.run.login.byPages {
		return nil
	}
	old, since, err := p.replaced(ctx, s)
	if err != nil || old == nil {
		return err
	}
	probe, now, err := p.try(ctx, question{kind: recording.Early}, old)
	if err != nil {
		return err
	}
	probe.Waited = recording.InSeconds(probe.At.Sub(since))
	s.renew(now, nil)
	return nil
}

// replaced are cookies that an answer has replaced, and a time before that: those that a request was sent just now; or, where it is the
// first page alone that renews them, those of a fresh login; or else those from right after the first login, whose grace period may be
// over. None: the session has ended, or nothing was replaced.
func (p *replays) replaced(ctx context.Context, s *specimen) (old []*network.Cookie, since time.Time, err error) {
	old, since = slices.Clone(s.jar), time.Now()
	if in, err := p.control(ctx, s); err != nil || !in || s.differs(old) {
		return provided(in, old), since, err
	}
	var aged []*network.Cookie
	if s.changed() {
		aged = s.first
	}
	if p.run.sparesLogin() && p.run.o.Session.State == nil {
		if err := p.loginAgain(ctx, s); err != nil || s.over != nil || s.changed() {
			return provided(s.over == nil, s.first), s.since, err
		}
		if in, err := p.control(ctx, s); err != nil || !in || s.changed() {
			return provided(in, s.first), s.since, err
		}
	}
	if login := p.run.scene(recording.Login); login != nil {
		return aged, login.Started, nil
	}
	return aged, p.scene.Started, nil
}

func provided(in bool, jar []*network.Cookie) []*network.Cookie {
	if in {
		return jar
	}
	return nil
}
