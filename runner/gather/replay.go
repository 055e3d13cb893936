package gather

import (
	"context"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// replays is stage Replay: cookies that others were given, in a browser context that is emptied each time.
type replays struct {
	run     *run
	browser *browser.Browser
	rec     *wire.Recorder
	tab     *driver.Tab // nil until the first
	scene   recording.Scene
	stored  *stored // what web storage holds when something is asked; nil: nothing
}

func (r *run) replays(b *browser.Browser) *replays {
	return &replays{run: r, browser: b, rec: wire.NewRecorder(), scene: recording.Scene{Stage: recording.Replay, Started: time.Now().UTC()}}
}

// question is one probe of stage Replay.
type question struct {
	kind  recording.ProbeKind
	about *network.Cookie // the cookie that it is about; nil: all of them
	place string          // of an altered value: what is altered
	query string          // added to the address of the protected page
}

// try asks in an empty browser context with some cookies, and returns what those are after it.
func (p *replays) try(ctx context.Context, q question, jar []*network.Cookie) (*recording.Probe, []*network.Cookie, error) {
	if p.tab == nil {
		t, err := p.run.driver.Open(ctx, driver.Stranger, p.browser, p.rec)
		if err != nil {
			return nil, nil, err
		}
		p.tab = t
	}
	if err := p.tab.SetCookies(ctx, jar); err != nil {
		return nil, nil, err
	}
	if p.stored != nil {
		if err := p.carry(ctx, p.stored); err != nil {
			return nil, nil, err
		}
	}
	probe, err := p.run.account.AskWith(ctx, p.tab, &p.scene, q.kind, q.query)
	if err != nil {
		return nil, nil, err
	}
	probe.Place = q.place
	p.run.about(probe, q.about)
	// What the page kept goes with it, or the next to ask would not be a stranger.
	if _, err := driver.Ask[bool](ctx, p.tab, "forget"); err != nil || probe.Error != "" {
		p.close()
		return probe, jar, nil
	}
	p.tab.Leave(ctx)
	now, err := p.tab.Cookies(ctx)
	return probe, p.run.own(now), err
}

func (p *replays) close() {
	if p.tab != nil {
		p.tab.Close()
		p.tab = nil
	}
}

// finish closes the stage and keeps its scene, once.
func (p *replays) finish() {
	p.close()
	if p.run.wants(recording.Replay) && p.run.scene(recording.Replay) == nil {
		p.scene.Exchanges = wire.Exchanges(p.rec.Events(), p.run.redactor)
		p.run.keep(p.scene)
	}
}

// about names the cookie that a probe is about.
func (r *run) about(p *recording.Probe, c *network.Cookie) {
	if c != nil {
		p.Which = r.redactor.Cookie(c).Which()
	}
}

func (r *run) tryWith(ctx context.Context, b *browser.Browser, rec *wire.Recorder, scene *recording.Scene, kind recording.ProbeKind, jar []*network.Cookie) (*recording.Probe, error) {
	t, err := r.driver.Open(ctx, driver.Stranger, b, rec)
	if err != nil {
		return nil, err
	}
	defer t.Close()
	if err := t.SetCookies(ctx, jar); err != nil {
		return nil, err
	}
	return r.account.Ask(ctx, t, scene, kind)
}

// own are the target's own cookies of a jar.
func (r *run) own(jar []*network.Cookie) []*network.Cookie {
	return slices.DeleteFunc(slices.Clone(jar), func(c *network.Cookie) bool { return !r.judged(c.Domain) })
}

func without(jar []*network.Cookie, one *network.Cookie) []*network.Cookie {
	return slices.DeleteFunc(slices.Clone(jar), func(c *network.Cookie) bool { return sameCookie(c, one) })
}

// with is a jar in which one cookie has another value.
func with(jar []*network.Cookie, one *network.Cookie, value string) []*network.Cookie {
	other := *one
	other.Value = value
	return append(without(jar, one), &other)
}

func holds(jar []*network.Cookie, one *network.Cookie) bool {
	return slices.ContainsFunc(jar, func(c *network.Cookie) bool { return sameCookie(c, one) })
}

// valueOf is what a jar has of a cookie now.
func valueOf(jar []*network.Cookie, one *network.Cookie) string {
	if at := slices.IndexFunc(jar, func(c *network.Cookie) bool { return sameCookie(c, one) }); at >= 0 {
		return jar[at].Value
	}
	return one.Value
}

func sameCookie(a, b *network.Cookie) bool {
	return a.Name == b.Name && a.Domain == b.Domain && a.Path == b.Path && redact.TopLevelSite(a) == redact.TopLevelSite(b)
}
