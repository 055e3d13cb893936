package gather

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// guest is one browser as the target sees it: a jar of its own, and the scene that its tabs fill.
type guest struct {
	run     *run
	browser *browser.Browser
	rec     *wire.Recorder
	tab     *driver.Tab
	scene   recording.Scene
	profile bool // the jar is the profile's
	jars    map[recording.Moment][]*network.Cookie
	stores  map[recording.Moment]*stored
}

// guest opens the first tab of a browser context that a stage is about: of an empty one, unless open says otherwise.
func (r *run) guest(ctx context.Context, b *browser.Browser, stage recording.Stage, open driver.Opener, profile bool) (*guest, error) {
	g := &guest{
		run: r, browser: b, rec: wire.NewRecorder(), profile: profile, jars: map[recording.Moment][]*network.Cookie{}, stores: map[recording.Moment]*stored{},
		scene: recording.Scene{Stage: stage, Started: time.Now().UTC()},
	}
	t, err := r.driver.Open(ctx, open, b, g.rec)
	if err != nil {
		return nil, err
	}
	g.tab = t
	return g, nil
}

// apart does one stage in a browser context of its own, and keeps its scene whatever becomes of it.
func (r *run) apart(ctx context.Context, b *browser.Browser, stage recording.Stage, open driver.Opener, do func(context.Context, *guest) error) error {
	g, err := r.guest(ctx, b, stage, open, false)
	if err != nil {
		r.broke(stage, err)
		return err
	}
	defer g.tab.Close()
	return g.keep(ctx, do(ctx, g))
}

func (g *guest) jar(ctx context.Context) ([]*network.Cookie, error) {
	if g.profile {
		return g.browser.Jar(ctx)
	}
	return g.tab.Cookies(ctx)
}

// look takes the jar at a moment, for the scene and for what is to be tried with it.
func (g *guest) look(ctx context.Context, moment recording.Moment) error {
	jar, err := g.jar(ctx)
	if err != nil {
		return err
	}
	g.jars[moment] = jar
	g.scene.Jars = append(g.scene.Jars, recording.Snapshot{
		Moment: moment, At: time.Now().UTC(), Seq: g.rec.Count(), Cookies: g.run.redactor.Jar(jar),
	})
	return nil
}

func (g *guest) ask(ctx context.Context, kind recording.ProbeKind) (*recording.Probe, error) {
	return g.run.account.Ask(ctx, g.tab, &g.scene, kind)
}

// logIn logs in and looks at the jar before and after.
func (g *guest) logIn(ctx context.Context, how account.Credentials) error {
	how.Stage = g.scene.Stage
	how.Before = func() error { return g.look(ctx, recording.BeforeLogin) }
	if err := g.run.account.LogIn(ctx, g.tab, how); err != nil {
		return err
	}
	return g.look(ctx, recording.AfterLogin)
}

// begin looks at the jar that the stage starts with, logs in, and asks. A login that logged nobody in is the end of the stage.
func (g *guest) begin(ctx context.Context, kind recording.ProbeKind) error {
	return g.beginAs(ctx, kind, account.Credentials{})
}

// beginAs is begin for a login of another kind. One that fails in an empty browser may need what the entry page sets, such as the tenant,
// or the server that has its session: the first one that fails so is made again by way of that page.
func (g *guest) beginAs(ctx context.Context, kind recording.ProbeKind, how account.Credentials) error {
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	began := len(g.scene.Jars)
	err := g.enterBy(ctx, kind, how)
	if !errors.As(err, new(*driver.Trouble)) || !g.run.sparesLogin() || !g.run.triedEntry.CompareAndSwap(false, true) {
		return err
	}
	g.run.account.ByEntry.Store(true)
	if again := g.tab.SetCookies(ctx, nil); again != nil {
		return again
	}
	g.scene.Probes, g.scene.Jars = nil, g.scene.Jars[:began]
	if again := g.enterBy(ctx, kind, how); again != nil {
		g.run.account.ByEntry.Store(false)
		return err
	}
	return nil
}

func (g *guest) enterBy(ctx context.Context, kind recording.ProbeKind, how account.Credentials) error {
	if err := g.logIn(ctx, how); err != nil {
		return err
	}
	if p, err := g.ask(ctx, kind); err != nil || p.Answer != recording.In {
		return notIn(err, p)
	}
	return nil
}

// keep closes the scene. What failed is kept as far as it came.
func (g *guest) keep(ctx context.Context, err error) error {
	if err != nil {
		failed(&g.scene, err)
	}
	g.tab.Leave(ctx)
	if look := g.look(ctx, recording.AtEnd); look != nil && err == nil {
		failed(&g.scene, look)
	}
	g.scene.Exchanges = wire.Exchanges(g.rec.Events(), g.run.redactor)
	g.run.keep(g.scene)
	return err
}

// addressed gives each probe the exchange that it ended on, now that they are numbered.
func addressed(s *recording.Scene) {
	for i := range s.Probes {
		p := &s.Probes[i]
		for _, e := range s.Exchanges {
			if e.TopLevel && e.Began < p.Seq && p.Status != 0 {
				p.Exchange = e.ID
			}
		}
	}
}
