package gather

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

const (
	// mostSampled bounds how many addresses are asked: one gives most sites' session cookie.
	mostSampled = 2
	// atOnce is how many samples one script takes, one after the other, before the run has a say again.
	atOnce = 20
)

// samples is the stage Samples: it asks for the addresses that give the cookies which may carry a session, each time as a visitor without
// any cookie. Chrome neither sends nor keeps cookies for such a request. What the values are like is found here, and kept instead of them.
func (r *run) samples(ctx context.Context, b *browser.Browser) error {
	if r.o.Samples == 0 {
		r.unneeded(recording.Samples, "--samples is 0")
		return nil
	}
	candidates, addresses := r.sampled()
	if len(addresses) == 0 {
		r.unneeded(recording.Samples, "no answer gives a visitor who has not logged in a cookie that may carry a session: none is HttpOnly or declared with `role: session`")
		return nil
	}
	scene := recording.Scene{Stage: recording.Samples, Started: time.Now().UTC()}
	rec := wire.NewRecorder()
	t, err := r.driver.Open(ctx, driver.Stranger, b, rec)
	if err != nil {
		return err
	}
	defer t.Close()
	for _, address := range addresses {
		r.say(recording.Samples, "%d visitors without cookies", r.o.Samples)
		if err := t.Visit(ctx, recording.Navigation, address); err != nil { // fetch asks a page's own origin alone without more ado
			return err
		}
		asked := withoutUser(address)
		note, err := r.sample(ctx, t, asked, r.o.Samples)
		if err != nil {
			return err
		}
		if note != "" {
			scene.Notes = append(scene.Notes, note)
		}
		values := wire.GivenToStrangers(rec.Events(), asked)
		for _, c := range candidates {
			if c.from != address || len(values[c.cookie.Name]) == 0 {
				continue
			}
			s := recording.Measure(values[c.cookie.Name])
			s.Which, s.URL = c.cookie.Which(), r.shown(address)
			scene.Sampled = append(scene.Sampled, s)
		}
	}
	t.Leave(ctx)
	scene.Exchanges = slices.DeleteFunc(wire.Exchanges(rec.Events(), r.redactor), func(e recording.Exchange) bool {
		return e.Act != recording.Fetch || !slices.ContainsFunc(addresses, func(a string) bool { return withoutUser(a) == e.URL })
	})
	r.keep(scene)
	return nil
}

// candidate is a cookie whose values are looked at, and the address that first gave it to the first visitor.
type candidate struct {
	cookie recording.Cookie
	from   string
}

// sampled are the cookies of the first visit that may carry a session, and where they came from. Scripts cannot read such a cookie, as
// a rule: which one carries the login is found out later.
func (r *run) sampled() (all []candidate, addresses []string) {
	visit := r.scene(recording.Visit)
	if visit == nil || len(visit.Jars) == 0 {
		return nil, nil
	}
	for _, c := range visit.Jars[len(visit.Jars)-1].Cookies {
		if !r.judged(c.Domain) || !r.maySession(c.Name) || !r.declaredSession(c.Name) && !c.HTTPOnly {
			continue
		}
		if from := giver(visit, c.Name); from != "" && r.account.OnlyReads(from) {
			all = append(all, candidate{c, from})
		}
	}
	for _, declared := range []bool{true, false} { // those first
		for _, c := range all {
			if r.declaredSession(c.cookie.Name) == declared && len(addresses) < mostSampled && !slices.Contains(addresses, c.from) {
				addresses = append(addresses, c.from)
			}
		}
	}
	return all, addresses
}

// giver is the address whose answer first set a cookie, where a GET of a page had it.
func giver(visit *recording.Scene, name string) string {
	for _, e := range visit.Exchanges {
		if slices.ContainsFunc(e.Lines, func(l recording.Line) bool { return l.Name == name && len(l.Blocked) == 0 && l.Value.Octets > 0 }) {
			if e.Method != "GET" || !e.TopLevel {
				return ""
			}
			return e.URL
		}
	}
	return ""
}

// sample asks for an address so many times. The note says why it stopped before.
func (r *run) sample(ctx context.Context, t *driver.Tab, address string, times int) (note string, err error) {
	t.During(recording.Fetch)
	defer r.meter.Spend(meter.Pages)()
	for left := times; left > 0; left -= atOnce {
		refused, err := driver.Ask[string](ctx, t, "sample", address, min(left, atOnce))
		if err != nil {
			return "", t.Explain(ctx, err)
		}
		if refused != "" {
			note = fmt.Sprintf("the visitors without cookies were stopped early: %s", refused)
			break
		}
	}
	return note, t.Quiet(ctx)
}
