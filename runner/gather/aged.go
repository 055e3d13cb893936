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
	// lastSeconds is what an aged cookie has left when its browser is started.
	lastSeconds = 3 * time.Second
	// after is how long after its time a cookie is looked for again.
	after = time.Second
)

// aged brings every persistent cookie to its last seconds and waits until they are over: those that live longer than the
// patience by moving their dates back in the closed profile, the others on the real clock. The stand-in answers for every
// host, so that no answer renews a cookie.
func (r *run) aged(ctx context.Context, profile string) error {
	started := time.Now().UTC()
	aged := recording.Scene{Part: recording.Aged, Started: started}
	waited := recording.Scene{Part: recording.Waited, Started: started}
	end := started.Add(lastSeconds).Truncate(time.Microsecond)
	var live []recording.Ageing // not aged: they end by themselves
	err := browser.Age(profile, func(row browser.Row) time.Duration {
		if !r.judged(row.Domain) {
			return 0
		}
		left := row.Expires.Sub(started)
		one := recording.Ageing{Name: row.Name, Domain: row.Domain, Path: row.Path, Expires: row.Expires}
		switch {
		case left <= 0:
			return 0
		case r.lifetimeOf(row) <= r.o.Patience:
			live = append(live, one)
			return 0
		}
		by := row.Expires.Sub(end)
		one.By, one.Expires = recording.InSeconds(by), end
		aged.Aged = append(aged.Aged, one)
		return by
	})
	if err != nil {
		return err
	}
	if !r.wants(recording.Aged) {
		aged.Aged = nil
	}
	if !r.wants(recording.Waited) {
		live = nil
	}
	if len(aged.Aged)+len(live) == 0 {
		r.unneeded(aged, "no cookie lives longer than the patience of "+r.o.Patience.String())
		r.unneeded(waited, "no cookie ends within the patience of "+r.o.Patience.String())
		return nil
	}
	r.say(recording.Aged, "%d cookies brought to their last seconds, %d waited for", len(aged.Aged), len(live))
	b, err := r.start(ctx, profile, r.standIn.rule())
	if err != nil {
		return err
	}
	defer b.Kill()
	rec := newRecorder()
	t, err := r.openTab(ctx, b, rec, false)
	if err != nil {
		return err
	}
	defer t.close()

	all := slices.Concat(aged.Aged, live)
	urls := r.homes(all)
	var both recording.Scene
	if err := r.look(ctx, b, t, &both, recording.BeforeExpiry, urls); err != nil {
		return err
	}
	last := slices.MaxFunc(all, func(a, b recording.Ageing) int { return a.Expires.Compare(b.Expires) }).Expires
	if err := r.waitUntil(ctx, t, last.Add(after)); err != nil {
		return err
	}
	if err := r.look(ctx, b, t, &both, recording.AfterExpiry, urls); err != nil {
		return err
	}
	both.Exchanges = exchanges(rec.taken(), r.masker)
	for _, scene := range []*recording.Scene{&aged, &waited} {
		scene.Jars, scene.Exchanges = both.Jars, both.Exchanges
	}
	waited.Aged = live
	if len(aged.Aged) == 0 {
		r.unneeded(aged, "no cookie lives longer than the patience of "+r.o.Patience.String())
	} else if r.wants(recording.Aged) {
		r.keep(aged)
	}
	if len(live) == 0 {
		r.unneeded(waited, "no cookie ends within the patience of "+r.o.Patience.String())
	} else if r.wants(recording.Waited) {
		r.keep(waited)
	}
	return nil
}

func (r *run) unneeded(s recording.Scene, reason string) {
	if r.wants(s.Part) {
		s.State, s.Reason = recording.Unneeded, reason
		r.keep(s)
	}
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
	r.say(recording.Aged, "waiting %.1f s for cookies to expire", time.Until(moment).Seconds())
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
