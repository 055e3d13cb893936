package gather

import (
	"context"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// replays is part Replay: cookies that others were given, in a browser context that is emptied each time.
type replays struct {
	run     *run
	browser *browser.Browser
	rec     *recorder
	tab     *tab // nil until the first
	scene   recording.Scene
}

func (r *run) replays(b *browser.Browser) *replays {
	return &replays{run: r, browser: b, rec: newRecorder(), scene: recording.Scene{Stage: recording.Replay, Started: time.Now().UTC()}}
}

// try asks in an empty browser context with some cookies. about is the cookie that the question is about.
func (p *replays) try(ctx context.Context, kind recording.ProbeKind, jar []*network.Cookie, about *network.Cookie, place string) error {
	if !p.run.wants(recording.Replay) {
		return nil
	}
	if p.tab == nil {
		t, err := p.run.openTab(ctx, stranger, p.browser, p.rec)
		if err != nil {
			return err
		}
		p.tab = t
	}
	if err := p.browser.SetJarOf(p.tab.ctx, jar); err != nil {
		return p.tab.gone(ctx, err)
	}
	probe, err := p.run.ask(ctx, p.tab, &p.scene, kind)
	if err != nil {
		return err
	}
	// What the page kept goes with it, or the next to ask would not be a stranger.
	if _, err := do[bool](ctx, p.tab, "forget"); err != nil || probe.Error != "" {
		p.close()
	} else {
		p.tab.leave(ctx)
	}
	probe.Place = place
	p.run.about(probe, about)
	return nil
}

func (p *replays) close() {
	if p.tab != nil {
		p.tab.close()
		p.tab = nil
	}
}

// about names the cookie that a probe is about.
func (r *run) about(p *recording.Probe, c *network.Cookie) {
	if c != nil {
		p.Which = r.masker.cookie(c).Which()
	}
}

func (r *run) tryWith(ctx context.Context, b *browser.Browser, rec *recorder, scene *recording.Scene, kind recording.ProbeKind, jar []*network.Cookie) (*recording.Probe, error) {
	t, err := r.openTab(ctx, stranger, b, rec)
	if err != nil {
		return nil, err
	}
	defer t.close()
	if err := b.SetJarOf(t.ctx, jar); err != nil {
		return nil, t.gone(ctx, err)
	}
	return r.ask(ctx, t, scene, kind)
}

// own are the target's own cookies of a jar.
func (r *run) own(jar []*network.Cookie) []*network.Cookie {
	return slices.DeleteFunc(slices.Clone(jar), func(c *network.Cookie) bool { return !r.judged(c.Domain) })
}

func without(jar []*network.Cookie, one *network.Cookie) []*network.Cookie {
	return slices.DeleteFunc(slices.Clone(jar), func(c *network.Cookie) bool { return sameCookie(c, one) })
}

func sameCookie(a, b *network.Cookie) bool {
	return a.Name == b.Name && a.Domain == b.Domain && a.Path == b.Path && topLevelSite(a) == topLevelSite(b)
}

// experiment finds out which cookies carry the login, and how the target takes to altered and old ones.
func (p *replays) experiment(ctx context.Context) error {
	r := p.run
	r.say(recording.Replay, "cookies one by one, altered, and old ones")
	jar := r.own(r.login.jars[recording.AtEnd])
	if err := p.try(ctx, recording.WithAll, jar, nil, ""); err != nil {
		return err
	}
	if control := p.scene.Probes[0].Answer; control != recording.In {
		p.scene.Notes = append(p.scene.Notes, "the cookies alone do not show a login in another browser")
		return nil
	}
	if err := p.try(ctx, recording.WithoutAll, nil, nil, ""); err != nil {
		return err
	}
	single := r.likelyFirst(jar)
	single = single[:min(len(single), mostDrops)]
	for _, way := range []struct {
		kind  recording.ProbeKind
		bears recording.Answer
		jar   func(*network.Cookie) []*network.Cookie
	}{
		{recording.Without, recording.Out, func(c *network.Cookie) []*network.Cookie { return without(jar, c) }},
		{recording.Alone, recording.In, func(c *network.Cookie) []*network.Cookie { return []*network.Cookie{c} }},
	} {
		for _, c := range single {
			if err := p.try(ctx, way.kind, way.jar(c), c, ""); err != nil {
				return err
			}
			if p.scene.Probes[len(p.scene.Probes)-1].Answer == way.bears {
				r.login.bearers = append(r.login.bearers, c)
			}
		}
		if len(r.login.bearers) > 0 {
			break
		}
	}
	for _, c := range r.sessionCookies(jar) {
		for _, a := range altered(c.Value) {
			other := *c
			other.Value = a.value
			if err := p.try(ctx, recording.Tampered, append(without(jar, c), &other), c, a.place); err != nil {
				return err
			}
		}
	}
	if before := r.own(r.login.jars[recording.BeforeLogin]); len(before) > 0 {
		if err := p.try(ctx, recording.BeforeIn, before, nil, ""); err != nil {
			return err
		}
	}
	return p.try(ctx, recording.Early, r.own(r.login.jars[recording.AfterLogin]), nil, "")
}

// likelyFirst puts those of a jar first that are declared to carry the session, then those that scripts cannot read: of many
// cookies only the first few are taken away one at a time.
func (r *run) likelyFirst(jar []*network.Cookie) []*network.Cookie {
	likely := func(c *network.Cookie) int {
		switch {
		case r.declaredSession(c.Name):
			return 0
		case c.HTTPOnly:
			return 1
		}
		return 2
	}
	sorted := slices.Clone(jar)
	slices.SortStableFunc(sorted, func(a, b *network.Cookie) int { return likely(a) - likely(b) })
	return sorted
}

// sessionCookies are those of a jar that carry the login, or are declared to.
func (r *run) sessionCookies(jar []*network.Cookie) []*network.Cookie {
	return slices.DeleteFunc(slices.Clone(jar), func(c *network.Cookie) bool {
		return !slices.ContainsFunc(r.login.bearers, func(b *network.Cookie) bool { return sameCookie(b, c) }) && !r.declaredSession(c.Name)
	})
}

func (r *run) declaredSession(name string) bool {
	return slices.ContainsFunc(r.o.Declared, func(d recording.Declaration) bool { return d.Name == name && d.Role == "session" })
}
