package gather

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// login is what the first login and the experiments found of the session. The first browser begins it; later ones only read it.
type login struct {
	failed    error
	answer    string                                 // what the page after a login that seems to have failed shows
	stores    map[recording.Moment]*stored           // what its pages kept in web storage
	inStorage bool                                   // the login lives there, by experiment
	jars      map[recording.Moment][]*network.Cookie // of the first browser
	bearers   []*network.Cookie                      // of its cookies those that carry the login, by experiment
	alone     bool                                   // each of these suffices by itself; else all are needed
	open      []*network.Cookie                      // of these those for which another value does as well
	renews    bool                                   // answers give its cookies other values while it is used
	byPages   bool                                   // and answers to pages do
}

// newAccount is the target's account, of which nothing is known yet.
func (r *run) newAccount() *account.Account {
	return account.New(&account.Account{
		Target: account.Target{
			URL: r.target, Disposable: r.o.Disposable, Listed: r.o.Pages, Below: r.o.AppPath, Echo: r.o.Echo, MaxPages: r.o.MaxPages, Resolve: r.resolve, Never: r.never,
			Visited: func() []string { return r.rec.Target.Pages },
		},
		Session: r.o.Session, Driver: r.driver, Redactor: r.redactor, Meter: r.meter, Patience: r.o.Patience, Note: r.note, Attempt: r.attempt,
		Say:  func(format string, a ...any) { r.say(recording.Login, format, a...) },
		Told: r.rec.Session,
	})
}

// attempt counts a login.
func (r *run) attempt(stage recording.Stage) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rec.Session.Logins++
	r.rec.Session.Attempts = append(r.rec.Session.Attempts, recording.Attempt{Stage: stage, At: time.Now().UTC()})
}

// logsIn tells whether a login is asked for.
func (r *run) logsIn() bool { return r.login != nil }

// signIn is the stage Login: the first browser logs in, learns what tells that it did, and uses what is for members.
func (r *run) signIn(ctx context.Context, b *browser.Browser) error {
	r.say(recording.Login, "logging in")
	g, err := r.guest(ctx, b, recording.Login, driver.NewTab, true)
	if err != nil {
		return err
	}
	defer func() { g.tab.Close() }()
	if err = r.enter(ctx, g); err == nil {
		err = r.member(ctx, g)
	}
	r.login.jars, r.login.stores = g.jars, g.stores
	r.login.renews, r.login.byPages = r.renewed(g)
	if err == nil {
		err = r.freshen(ctx, g.tab)
	}
	return g.keep(ctx, err)
}

// enter logs in by the likeliest form, and by one other where that lets nobody in.
func (r *run) enter(ctx context.Context, g *guest) error {
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	start := slices.Clone(g.scene.Jars)
	if err := r.account.Find(ctx, g.tab); err != nil {
		return r.lost(r.failure(ctx, g.tab, err))
	}
	err := r.enterByForm(ctx, g)
	if err == nil || fatal(ctx, err) {
		return err
	}
	failed := r.failure(ctx, g.tab, err)
	if !errors.Is(err, account.ErrRefused) || !r.sparesLogin() {
		return r.lost(failed)
	}
	form := r.account.Page
	r.during("look for another login")
	g.tab.Close()
	if g.tab, err = r.driver.Open(ctx, driver.NewTab, g.browser, g.rec); err != nil {
		return err
	}
	switch another, err := r.account.Another(ctx, g.tab); {
	case err != nil:
		return err
	case !another:
		return r.lost(failed)
	}
	r.note("the form on %s did not take user and password: that on %s was tried instead", r.shown(form), r.shown(r.account.Page))
	g.scene.Jars, g.scene.Probes = start, nil
	if err = r.enterByForm(ctx, g); err != nil && !fatal(ctx, err) { // what the likeliest form answered tells more
		return r.lost(failed)
	}
	return err
}

// enterByForm logs in by the form that was found, and learns what tells that it did.
func (r *run) enterByForm(ctx context.Context, g *guest) error {
	r.during("log in")
	r.account.Describe()
	if r.o.Session.State != nil {
		if err := r.handOver(ctx, g); err != nil {
			return err
		}
		if err := g.look(ctx, recording.AfterLogin); err != nil {
			return err
		}
	} else if err := g.logIn(ctx, account.Credentials{}); err != nil {
		return err
	}
	if err := r.keptBy(ctx, g.tab, &g.scene, recording.AfterLogin); err != nil {
		return err
	}
	return r.recognise(ctx, g)
}

// member uses what is for those who are logged in.
func (r *run) member(ctx context.Context, g *guest) error {
	if err := r.crawlProtected(ctx, g); err != nil {
		return err
	}
	second, err := r.driver.Open(ctx, driver.Aside, g.browser, g.rec)
	if err != nil {
		return err
	}
	_, err = r.account.Ask(ctx, second, &g.scene, recording.SecondTab)
	second.Close()
	if err != nil {
		return err
	}
	if _, err := g.ask(ctx, recording.Later); err != nil {
		return err
	}
	g.stores[recording.AtEnd] = r.store(ctx, g.tab)
	r.portray(ctx, g.browser, g.tab, "logged-in")
	return nil
}

// recognise learns what tells that the user is logged in, and holds the login to it.
func (r *run) recognise(ctx context.Context, g *guest) error {
	r.during("find what shows the login")
	landed, err := r.account.Glance(ctx, g.tab)
	if err != nil {
		return err
	}
	if landed.Password { // what follows may show that one is in all the same
		r.login.answer = r.portrait(ctx, g.tab)
	}
	open := driver.Stranger
	if r.o.Pictured != nil {
		open = driver.Window // nothing else is painted
	}
	outs, err := r.driver.Open(ctx, open, g.browser, wire.NewRecorder())
	if err != nil {
		return err
	}
	defer outs.Close()
	r.strangers = outs
	probes, err := r.account.Recognise(ctx, g.tab, outs)
	if err != nil {
		return err
	}
	g.scene.Probes = append(g.scene.Probes, probes...)
	if r.login.answer != "" && r.o.Out != "" {
		os.Remove(filepath.Join(r.o.Out, failedPicture))
	}
	r.login.answer = ""
	if r.o.Pictured != nil && r.account.Page != "" && outs.Visit(ctx, recording.Navigation, r.account.Page) == nil {
		r.portray(ctx, g.browser, outs, "login")
	}
	return nil
}

// usersEntry is the entry page where it may be opened as the user; else empty. A page with the login form may end the session.
func (r *run) usersEntry() string {
	entry := r.account.Visited()[0]
	if !r.account.OnlyReads(entry) || account.Address(entry) == account.Address(r.account.Page) {
		return ""
	}
	return entry
}

// crawlProtected visits the pages for members: those that are protected, and few that they link to and no stranger was shown. On the
// way it looks for the ways to log out and for what the pages keep.
func (r *run) crawlProtected(ctx context.Context, g *guest) error {
	queue := slices.Clone(r.account.Protected)
	protected := len(queue)
	// What the entry page gives a user, a cache may give the next stranger.
	entry := r.usersEntry()
	if entry != "" && !slices.Contains(queue, entry) {
		queue = append(queue, entry)
	}
	for i := 0; i < len(queue) && i < r.o.MaxPages; i++ {
		s, shown, err := r.seeAsUser(ctx, g, queue[i])
		if err != nil {
			return err
		}
		if s.Err != nil {
			g.scene.Notes = append(g.scene.Notes, oneLine(s.Err))
			continue
		}
		if seen, ok := r.visible(ctx, g.tab); ok {
			g.scene.Scripts = append(g.scene.Scripts, seen)
		}
		if shown && i < protected && s.Logout == nil && r.account.Logout == nil && !r.o.Session.Logout.Given() {
			opened, err := r.account.SearchLogout(ctx, g.tab, queue[i])
			if err != nil {
				return err
			}
			if opened.Logout != nil {
				s.Logout = opened.Logout
			}
		}
		if shown && (i < protected || s.Logout != nil && r.account.Logout == nil) {
			r.account.Controls(&g.scene, queue[i], s, i < protected)
		}
		if i < protected {
			if err := r.keptBy(ctx, g.tab, &g.scene, recording.AfterLogin); err != nil {
				return err
			}
		}
		from, err := url.Parse(s.URL)
		if err != nil || i >= protected && queue[i] == entry {
			continue
		}
		for _, link := range r.account.UsersLinks(ctx, g.tab, from) {
			if !slices.ContainsFunc(queue, func(p string) bool { return account.Address(p) == account.Address(link) }) {
				queue = append(queue, link)
			}
		}
	}
	return r.account.KnowLogout(ctx, g.tab)
}
