package gather

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

const (
	// remaining is what an aged cookie has left when its browser is started, on a machine that starts one in half a second.
	remaining = 3 * time.Second
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
	aged := recording.Scene{Stage: recording.Aged, Started: time.Now().UTC()}
	waited := recording.Scene{Stage: recording.Waited, Started: aged.Started}
	left := max(remaining, startsIn*r.meter.LongestStart())
	for attempt := range attempts {
		moved, live, err := r.age(profile, time.Now().UTC().Add(left))
		if err != nil {
			return err
		}
		aged.Aged = moved
		if attempt == 0 {
			waited.Aged = live
		}
		all := slices.Concat(aged.Aged, live)
		if len(all) == 0 {
			break
		}
		r.say(recording.Aged, "%d cookies brought to their last seconds, %d waited for", len(aged.Aged), len(live))
		met, err := r.outlive(ctx, profile, all, &aged)
		if err != nil {
			return err
		}
		if attempt == 0 { // the real clock does not turn back
			waited.Jars, waited.Exchanges = aged.Jars, aged.Exchanges
		}
		if len(aged.Aged) == 0 || met.Before(aged.Aged[0].Expires) {
			break
		}
		left *= 3
		if profile, err = browser.CopyProfile(r.closed); err != nil {
			return err
		}
	}
	r.keepOrSkip(aged, "no cookie lives longer than the patience of "+r.o.Patience.String())
	r.keepOrSkip(waited, "no cookie ends within the patience of "+r.o.Patience.String())
	return nil
}

// age moves the dates of the target's long-lived cookies so that they end at a given time. Those that end by themselves
// within the patience are left alone and listed as live.
func (r *run) age(profile string, end time.Time) (aged, live []recording.Ageing, err error) {
	end = end.Truncate(time.Microsecond)
	err = browser.Age(profile, func(row browser.Row) time.Duration {
		one := recording.Ageing{Which: recording.Which{Name: row.Name, Domain: row.Domain, Path: row.Path, Partition: row.Partition}, Expires: row.Expires}
		short := r.lifetimeOf(row) <= r.o.Patience && time.Until(row.Expires) <= r.o.Patience
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

// outlive starts the profile and looks at the cookies in their time and after it. It says when the first look was done: on a
// machine so busy that their time was over by then, what was seen says nothing.
func (r *run) outlive(ctx context.Context, profile string, all []recording.Ageing, scene *recording.Scene) (met time.Time, err error) {
	b, err := r.start(ctx, profile, r.standIn.Rule())
	if err != nil {
		return met, err
	}
	defer b.Kill()
	rec := wire.NewRecorder()
	t, err := r.driver.Open(ctx, driver.FirstTab, b, rec)
	if err != nil {
		return met, err
	}
	defer t.Close()
	scheme, _, _ := strings.Cut(r.rec.Target.Landed, ":")
	var urls []string
	for _, c := range all {
		if u := home(scheme, c.Domain, c.Path); !slices.Contains(urls, u) {
			urls = append(urls, u)
		}
	}
	scene.Jars = nil
	if err := r.look(ctx, b, t, scene, recording.BeforeExpiry, urls); err != nil {
		return met, err
	}
	last := slices.MaxFunc(all, func(a, b recording.Ageing) int { return a.Expires.Compare(b.Expires) }).Expires
	met = time.Now()
	if err := r.waitUntil(ctx, t, last.Add(after)); err != nil {
		return met, err
	}
	if err := r.look(ctx, b, t, scene, recording.AfterExpiry, urls); err != nil {
		return met, err
	}
	scene.Exchanges = wire.Exchanges(rec.Events(), r.redactor)
	return met, nil
}

// keepOrSkip keeps a scene in which cookies ended, or says that there was none.
func (r *run) keepOrSkip(s recording.Scene, otherwise string) {
	if !r.wants(s.Stage) {
		return
	}
	for i := range s.Aged {
		s.Aged[i].Path = r.redactor.Folded(s.Aged[i].Path)
	}
	if len(s.Aged) == 0 {
		s.State, s.Reason, s.Jars, s.Exchanges = recording.Unneeded, otherwise, nil, nil
	}
	r.keep(s)
}

// look takes the jar and visits each cookie's home, in this order: the visit is the later of the two.
func (r *run) look(ctx context.Context, b *browser.Browser, t *driver.Tab, scene *recording.Scene, moment recording.Moment, urls []string) error {
	if err := r.snapshot(ctx, b, scene, t.Recorder, moment); err != nil {
		return err
	}
	return r.openPages(ctx, t, urls, scene)
}

// waitUntil waits on the real clock. While it waits, another browser may run in its place.
func (r *run) waitUntil(ctx context.Context, t *driver.Tab, moment time.Time) error {
	defer r.meter.Spend(meter.Waits)()
	r.say(recording.Aged, "waiting %.1f s for cookies to expire", max(0, time.Until(moment).Seconds()))
	<-r.slots
	defer func() { r.slots <- struct{}{} }()
	return t.Pause(ctx, moment)
}

// home is the URL to which a cookie belongs.
func home(scheme, domain, path string) string {
	host := strings.TrimPrefix(domain, ".")
	if strings.Contains(host, ":") && !strings.HasPrefix(host, "[") {
		host = "[" + host + "]"
	}
	return scheme + "://" + host + cmp.Or(path, "/")
}

// judged tells whether a cookie of this domain belongs to the target.
func (r *run) judged(domain string) bool {
	return slices.Contains(r.rec.Target.Sites, rfc6265.Site(strings.TrimPrefix(domain, ".")))
}

// lifetimeOf is the lifetime that the last line for a cookie asked for, or what it has left where a script set it.
func (r *run) lifetimeOf(row browser.Row) time.Duration {
	for _, s := range slices.Backward(r.scenes()) {
		if !recording.First.Has(s.Stage) {
			continue // other browsers came after the one whose jar this is
		}
		for _, e := range slices.Backward(s.Exchanges) {
			for _, line := range slices.Backward(e.Lines) {
				if line.Name != row.Name || len(line.Blocked) > 0 {
					continue
				}
				if life, ok := lifeOfLine(line, e.AnsweredAt); ok {
					return life
				}
			}
		}
	}
	return time.Until(row.Expires)
}
