package gather

import (
	"context"
	"fmt"
	"net/url"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// departs is the stage Logout: one browser logs in, logs out, goes back, and logs in again. The others' sessions are tried meanwhile.
func (r *run) departs(ctx context.Context, b *browser.Browser, replays *replays, other *guest) (*guest, error) {
	r.say(recording.Logout, "logging in, out, back, in again")
	g, err := r.guest(ctx, b, recording.Logout, driver.Window, false) // which alone keeps pages to go back to
	if err != nil {
		return nil, err
	}
	defer g.tab.Close()
	return g, g.keep(ctx, r.depart(ctx, g, replays, other))
}

func (r *run) depart(ctx context.Context, g *guest, replays *replays, other *guest) error {
	if err := g.tab.UseCache(true); err != nil { // as a user's browser does, or nothing could come back
		return err
	}
	if err := g.begin(ctx, recording.LoggedIn); err != nil {
		return err
	}
	if other.scene.Jar(recording.AfterLogin) != nil {
		if _, err := other.ask(ctx, recording.OthersLogin); err != nil {
			return err
		}
	}
	if err := r.remembered(ctx, g, recording.ByAnother); err != nil {
		return err
	}
	if r.rec.Session.LogoutBy == "" {
		return account.ErrNoLogout
	}
	second, err := r.driver.Open(ctx, driver.Beside(g.tab), g.browser, g.rec)
	if err != nil {
		return err
	}
	defer second.Close()
	if _, err := r.account.Ask(ctx, second, &g.scene, recording.SecondTab); err != nil {
		return err
	}
	if err := replays.beforeLogout(ctx, g); err != nil {
		return err
	}
	place, err := r.toTheExit(ctx, g)
	if err != nil {
		return err
	}
	if other.scene.Jar(recording.AfterLogin) != nil { // what it is after this logout must not come from having been left alone
		if _, err := other.ask(ctx, recording.Later); err != nil {
			return err
		}
	}
	if err := g.look(ctx, recording.BeforeLogout); err != nil { // what the logout request carries
		return err
	}
	if err := r.account.LogOut(ctx, g.tab); err != nil {
		return err
	}
	if err := g.look(ctx, recording.AfterLogout); err != nil {
		return err
	}
	if err := r.keptBy(ctx, g.tab, &g.scene, recording.AfterLogout); err != nil {
		return err
	}
	if err := r.goBack(ctx, g, place); err != nil {
		return err
	}
	if _, err := g.ask(ctx, recording.LoggedOut); err != nil {
		return err
	}
	before := len(g.rec.Events())
	s, err := r.account.SeeAgain(ctx, second)
	if err != nil {
		return err
	}
	s.Status = wire.Ended(wire.Exchanges(second.Since(before), r.redactor))
	r.account.Probe(second, &g.scene, recording.OtherTab, s)
	r.portray(ctx, g.browser, g.tab, "logged-out")
	if err := replays.afterLogout(ctx, g); err != nil {
		return err
	}
	if err := r.relogin(ctx, g); err != nil {
		return err
	}
	return r.enterAsUser(ctx, g)
}

// toTheExit opens the page that the way to log out is on, by way of the one that tells whether the user is logged in, whose place in
// the history is the result. A script that logs out may load the page again in its place, so that the history holds no earlier
// one to go back to: then it is opened twice.
func (r *run) toTheExit(ctx context.Context, g *guest) (place string, err error) {
	same := r.account.Exit() == r.account.Oracle.Page || len(r.o.Session.Logout.Steps) > 0
	if same && !r.account.LeavesByScript() {
		_, err := g.ask(ctx, recording.LoggedIn)
		return "", err
	}
	if err := g.tab.Visit(ctx, recording.Navigation, r.account.Oracle.Page); err != nil {
		return "", err
	}
	if place, err = g.tab.Place(ctx); err != nil {
		return "", err
	}
	if !same {
		return place, g.tab.Visit(ctx, recording.Navigation, r.account.Exit())
	}
	g.tab.Leave(ctx)
	_, err = g.ask(ctx, recording.LoggedIn)
	return place, err
}

// enterAsUser opens the entry page last of all as one who may be logged in: what it sets for users, and whether it lets caches keep that,
// shows there alone. It comes last because a page may end the session.
func (r *run) enterAsUser(ctx context.Context, g *guest) error {
	if err := g.tab.Visit(ctx, recording.Navigation, r.rec.Target.Landed); err != nil && fatal(ctx, err) {
		return err
	}
	return nil
}

// relogin logs in once more, and has a page load the logout's address as an image.
func (r *run) relogin(ctx context.Context, g *guest) error {
	if err := g.tab.UseCache(false); err != nil { // the answer to the logout may have been kept
		return g.tab.Explain(ctx, err)
	}
	if err := r.account.LogIn(ctx, g.tab, account.Credentials{Stage: g.scene.Stage}); err != nil {
		g.scene.Notes = append(g.scene.Notes, "no second login: "+oneLine(err))
		if ctx.Err() != nil || err == driver.ErrChromeExited {
			return err
		}
		return nil
	}
	if err := g.look(ctx, recording.AfterRelogin); err != nil {
		return err
	}
	if _, err := g.ask(ctx, recording.ReloggedIn); err != nil {
		return err
	}
	way := r.resolve(r.o.Session.Logout.URL)
	if r.o.Session.Logout.URL == "" {
		if r.account.Logout == nil || r.account.Logout.URL == "" {
			return nil
		}
		way = r.account.Logout.URL
	}
	u, err := url.Parse(way)
	if err != nil || !r.judged(u.Hostname()) {
		return nil
	}
	if err := g.tab.Do(ctx, recording.SubResource, func(ctx context.Context) error {
		_, err := driver.Ask[bool](ctx, g.tab, "image", way)
		return err
	}); err != nil {
		return err
	}
	_, err = g.ask(ctx, recording.PlainGet)
	return err
}

// notIn is why a stage cannot go on whose login did not log in.
func notIn(err error, p *recording.Probe) error {
	if err != nil {
		return err
	}
	return &Trouble{What: fmt.Sprintf("another login did not log in: %s", p.Answer)}
}
