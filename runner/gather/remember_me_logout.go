package gather

import (
	"context"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// rememberMeLogout is stage RememberMeLogout: the browser that was restarted after a login with "remember me" is asked what each cookie that no
// other login gave is good for, and logs out.
func (r *run) rememberMeLogout(ctx context.Context, b *browser.Browser) error {
	r.say(recording.RememberMeLogout, "logging out of the remembered login")
	g, err := r.guest(ctx, b, recording.RememberMeLogout, driver.Aside, true)
	if err != nil {
		return err
	}
	defer g.tab.Close()
	return g.keep(ctx, r.leaveRemembered(ctx, g))
}

func (r *run) leaveRemembered(ctx context.Context, g *guest) error {
	if p, err := g.ask(ctx, recording.LoggedIn); err != nil || p.Answer != recording.In {
		return err // that it was not remembered is for others to say
	}
	if r.rec.Session.LogoutBy == "" {
		return account.ErrNoLogout
	}
	tries := r.replays(g.browser)
	tries.rec = g.rec
	defer tries.close()
	asked := func(q question, moment recording.Moment) error {
		jar := r.own(g.jars[moment])
		if q.about != nil {
			jar = only(jar, q.about)
		}
		probe, now, err := tries.try(ctx, q, jar)
		if err != nil {
			return err
		}
		g.scene.Probes = append(g.scene.Probes, *probe)
		if probe.Answer == recording.In && q.kind == recording.Alone { // where it is good for one use, the browser goes on with the new one
			return g.browser.Put(ctx, only(now, q.about))
		}
		return nil
	}
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	for _, c := range r.own(g.jars[recording.AtStart]) {
		if holds(r.login.jars[recording.AfterLogin], c) {
			continue
		}
		if err := asked(question{kind: recording.Alone, about: c}, recording.AtStart); err != nil {
			return err
		}
	}
	if err := g.tab.Visit(ctx, recording.Navigation, r.account.Exit()); err != nil {
		return err
	}
	if err := g.look(ctx, recording.BeforeLogout); err != nil {
		return err
	}
	if err := r.account.LogOut(ctx, g.tab); err != nil {
		return err
	}
	if err := g.look(ctx, recording.AfterLogout); err != nil {
		return err
	}
	if _, err := g.ask(ctx, recording.LoggedOut); err != nil {
		return err
	}
	return asked(question{kind: recording.AfterOut}, recording.BeforeLogout)
}
