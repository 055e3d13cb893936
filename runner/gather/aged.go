package gather

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

const (
	// lastSeconds is what an aged cookie has left when its browser is started, on a machine that starts one in half a second.
	lastSeconds = 3 * time.Second
	// startsIn is how many starts must fit into that time on a slower one.
	startsIn = 5
	// attempts is how often cookies are aged anew, each time with more left, when the machine was too busy to meet them.
	attempts = 3
	// after is how long after its time a cookie is looked for again.
	after = time.Second
)

// aged brings every persistent cookie to its last seconds and waits until they are over: those that live longer than the
// patience by moving their dates back in the closed profile, the others on the real clock. The stand-in answers for every
// host, so that no answer renews a cookie.
func (r *run) aged(ctx context.Context, profile string) error {
	aged := recording.Scene{Part: recording.Aged, Started: time.Now().UTC()}
	waited := recording.Scene{Part: recording.Waited, Started: aged.Started}
	left := max(lastSeconds, startsIn*r.meter.longestStart())
	for range attempts {
		var err error
		end := time.Now().UTC().Add(left)
		if aged.Aged, waited.Aged, err = r.age(profile, end); err != nil {
			return err
		}
		all := slices.Concat(aged.Aged, waited.Aged)
		if len(all) == 0 {
			break
		}
		r.say(recording.Aged, "%d cookies brought to their last seconds, %d waited for", len(aged.Aged), len(waited.Aged))
		inTime, err := r.outlive(ctx, profile, all, &aged)
		if err != nil {
			return err
		}
		if inTime || len(aged.Aged) == 0 {
			break
		}
		left *= 3
		if profile, err = browser.CopyProfile(r.closed); err != nil {
			return err
		}
	}
	waited.Jars, waited.Exchanges = aged.Jars, aged.Exchanges
	r.keepOrSkip(aged, "no cookie lives longer than the patience of "+r.o.Patience.String())
	r.keepOrSkip(waited, "no cookie ends within the patience of "+r.o.Patience.String())
	return nil
}

// age moves the dates of the target's long-lived cookies so that they end at a given time. Those that end by themselves
// within the patience are left alone and listed as live.
func (r *run) age(profile string, end time.Time) (aged, live []recording.Ageing, err error) {
	end = end.Truncate(time.Microsecond)
	err = browser.Age(profile, func(row browser.Row) time.Duration {
		one := recording.Ageing{Name: row.Name, Domain: row.Domain, Path: row.Path, Expires: row.Expires}
		short := r.lifetimeOf(row) <= r.o.Patience
		switch {
		case !r.judged(row.Domain) || time.Until(row.Expires) <= 0:
			return 0
		case short && r.wants(recording.Waited):
			live = append(live, one)
			return 0
		case short || !r.wants(recording.Aged):
			return 0
		}
		by := row.Expires.Sub(end)
		one.By, one.Expires = recording.InSeconds(by), end
		aged = append(aged, one)
		return by
	})
	return aged, live, err
}

// outlive starts the profile and looks at the cookies in their time and after it. A machine so busy that their time was over
// before the first look was done is not in time: what was seen then says nothing.
func (r *run) outlive(ctx context.Context, profile string, all []recording.Ageing, scene *recording.Scene) (inTime bool, err error) {
	b, err := r.start(ctx, profile, r.standIn.rule())
	if err != nil {
		return false, err
	}
	defer b.Kill()
	rec := newRecorder()
	t, err := r.openTab(ctx, firstTab, b, rec)
	if err != nil {
		return false, err
	}
	defer t.close()
	urls := r.homes(all)
	scene.Jars = nil
	if err := r.look(ctx, b, t, scene, recording.BeforeExpiry, urls); err != nil {
		return false, err
	}
	last := slices.MaxFunc(all, func(a, b recording.Ageing) int { return a.Expires.Compare(b.Expires) }).Expires
	inTime = time.Now().Before(last)
	if err := r.waitUntil(ctx, t, last.Add(after)); err != nil {
		return false, err
	}
	if err := r.look(ctx, b, t, scene, recording.AfterExpiry, urls); err != nil {
		return false, err
	}
	scene.Exchanges = exchanges(rec.taken(), r.masker)
	return inTime, nil
}

// keepOrSkip keeps a scene in which cookies ended, or says that there was none.
func (r *run) keepOrSkip(s recording.Scene, otherwise string) {
	if !r.wants(s.Part) {
		return
	}
	for i := range s.Aged {
		s.Aged[i].Path = r.masker.folded(s.Aged[i].Path)
	}
	if len(s.Aged) == 0 {
		s.State, s.Reason, s.Jars, s.Exchanges = recording.Unneeded, otherwise, nil, nil
	}
	r.keep(s)
}

// look takes the jar and visits each cookie's home, in this order: the visit is the later of the two.
func (r *run) look(ctx context.Context, b *browser.Browser, t *tab, scene *recording.Scene, moment recording.Moment, urls []string) error {
	if err := r.snapshot(ctx, b, scene, t.rec, moment); err != nil {
		return err
	}
	return r.openPages(ctx, t, urls, scene)
}

// waitUntil waits on the real clock, and ends early with the browser. While it waits, another browser may run in its place.
func (r *run) waitUntil(ctx context.Context, t *tab, moment time.Time) error {
	defer r.meter.spend(waits)()
	r.say(recording.Aged, "waiting %.1f s for cookies to expire", max(0, time.Until(moment).Seconds()))
	<-r.slots
	defer func() { r.slots <- struct{}{} }()
	timer := time.NewTimer(time.Until(moment))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-t.ctx.Done():
		return errChromeDied
	}
}

// homes are the URLs to which the cookies belong, each once.
func (r *run) homes(cookies []recording.Ageing) []string {
	var urls []string
	for _, c := range cookies {
		host := strings.TrimPrefix(c.Domain, ".")
		if net.ParseIP(host) != nil && strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		scheme := "http"
		if strings.HasPrefix(r.rec.Target.Landed, "https:") {
			scheme = "https"
		}
		u := fmt.Sprintf("%s://%s%s", scheme, host, cmp.Or(c.Path, "/"))
		if !slices.Contains(urls, u) {
			urls = append(urls, u)
		}
	}
	return urls
}

// judged tells whether a cookie of this domain belongs to the target.
func (r *run) judged(domain string) bool {
	return slices.Contains(r.rec.Target.Sites, rfc6265.Site(strings.TrimPrefix(domain, ".")))
}

// lifetimeOf is the lifetime that the last line for a cookie asked for, or what it has left where a script set it.
func (r *run) lifetimeOf(row browser.Row) time.Duration {
	for _, s := range slices.Backward(r.scenes()) {
		for _, e := range slices.Backward(s.Exchanges) {
			for _, line := range slices.Backward(e.Lines) {
				if line.Name != row.Name {
					continue
				}
				if parsed, err := rfc6265.Parse(line.Text); err == nil {
					if life, ok := lifetime(parsed, e.AnsweredAt); ok && life > 0 {
						return life
					}
				}
			}
		}
	}
	return time.Until(row.Expires)
}
