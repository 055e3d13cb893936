package gather

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/links"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// login is what a run knows of how one logs in. The first browser fills it in; later ones only read it, but for the count.
type login struct {
	page      string              // where it begins
	form      *driver.LoginForm   // nil: the recipe has steps
	guarded   []string            // pages that led a stranger to a form
	protected []string            // pages for those alone who are logged in
	entries   []string            // links that promise a login
	lines     map[string][]string // of text that a page showed before the login, by its address
	oracle    *oracle
	logout    *driver.LogoutControl                  // recognised on the page logoutOn
	leaving   string                                 // page that has it
	landed    string                                 // where the login led
	jars      map[recording.Moment][]*network.Cookie // of the first browser
	bearers   []*network.Cookie                      // of its cookies those that carry the login, by experiment
	alone     bool                                   // each of these suffices by itself; else all are needed
	open      []*network.Cookie                      // of these those for which another value does as well
	renews    bool                                   // answers give its cookies other values while it is used
	byPages   bool                                   // and answers to pages do
	logins    chan struct{}                          // attempts left
	answer    string                                 // what the page after a login that seems to have failed shows
	failed    error
	followed  []string              // links that were followed as the user
	queries   map[string][][]string // addresses with a query that each load of a page linked to, by the page's address
}

func newLogin(s *recipe.Session) *login {
	l := &login{logins: make(chan struct{}, max(1, s.MaxLogins)), lines: map[string][]string{}, queries: map[string][][]string{}}
	for range cap(l.logins) {
		l.logins <- struct{}{}
	}
	return l
}

// logsIn tells whether a login is asked for.
func (r *run) logsIn() bool { return r.login != nil }

// notice remembers what a page that a stranger visits tells of logging in.
func (r *run) notice(ctx context.Context, t *driver.Tab, asked string) {
	if !r.logsIn() {
		return
	}
	s, err := r.glance(ctx, t)
	if err != nil || s.err != nil {
		return
	}
	r.login.lines[address(s.URL)] = s.Lines
	if s.Form != nil {
		if address(s.URL) != address(asked) {
			r.login.guarded = append(r.login.guarded, asked)
		}
		if r.login.page == "" && r.o.Session.URL == "" {
			r.login.page, r.login.form = s.URL, s.Form
		}
	}
	if entries, err := driver.Ask[[]string](ctx, t, "entries"); err == nil && len(r.o.Pages) == 0 {
		harmless := r.harmless(ctx, t, links.Stranger)
		for _, link := range entries {
			link = withoutFragment(link)
			known := slices.ContainsFunc(harmless, func(l links.Link) bool { return l.URL == link })
			if u, err := url.Parse(link); err == nil && known && u.Host == r.target.Host && !slices.Contains(r.login.entries, link) {
				r.login.entries = append(r.login.entries, link)
			}
		}
	}
}

// mostEntries bounds how many links that promise a login are followed.
const mostEntries = 5

// signIn is the stage Login: the first browser logs in, learns what tells that it did, and uses what is for members.
func (r *run) signIn(ctx context.Context, b *browser.Browser) error {
	r.say(recording.Login, "logging in")
	g, err := r.guest(ctx, b, recording.Login, driver.NewTab, true)
	if err != nil {
		return err
	}
	defer g.tab.Close()
	err = r.member(ctx, g)
	r.login.jars = g.jars
	r.login.renews, r.login.byPages = r.renewed(g)
	if err == nil {
		err = r.freshen(ctx, g.tab)
	}
	return g.keep(ctx, err)
}

func (r *run) member(ctx context.Context, g *guest) error {
	s := r.o.Session
	if err := g.look(ctx, recording.AtStart); err != nil {
		return err
	}
	if err := r.findLogin(ctx, g.tab); err != nil {
		return r.lost(ctx, g.tab, err)
	}
	r.describeSession()
	if s.State != nil {
		if err := r.handOver(ctx, g); err != nil {
			return err
		}
		if err := g.look(ctx, recording.AfterLogin); err != nil {
			return err
		}
	} else if err := g.logIn(ctx, credentials{}); err != nil {
		return r.lost(ctx, g.tab, err)
	}
	if err := r.keptBy(ctx, g.tab, &g.scene, recording.AfterLogin); err != nil {
		return err
	}
	if err := r.recognise(ctx, g); err != nil {
		return r.lost(ctx, g.tab, err)
	}
	if err := r.crawlProtected(ctx, g); err != nil {
		return err
	}
	second, err := r.driver.Open(ctx, driver.Aside, g.browser, g.rec)
	if err != nil {
		return err
	}
	_, err = r.ask(ctx, second, &g.scene, recording.SecondTab)
	second.Close()
	if err != nil {
		return err
	}
	if _, err := g.ask(ctx, recording.Later); err != nil {
		return err
	}
	r.portray(ctx, g.browser, g.tab, "logged-in")
	return nil
}

// findLogin finds the page with the form: where the config says, else on a page that was visited or that is protected, else
// behind a link that promises it.
func (r *run) findLogin(ctx context.Context, t *driver.Tab) error {
	s := r.o.Session
	if s.State != nil {
		return nil
	}
	if len(s.Steps) > 0 {
		r.login.page = r.resolve(cmp.Or(s.URL, r.o.URL))
		return nil
	}
	if len(s.Fill) > 0 {
		r.login.page, r.login.form = r.resolve(cmp.Or(s.URL, r.login.page, r.o.URL)), &driver.LoginForm{Submit: s.Submit, Remember: s.Remember}
		return nil
	}
	if r.login.form == nil || s.URL != "" {
		candidates := slices.Concat(r.resolved(s.Protected), r.login.guarded, r.login.entries[:min(len(r.login.entries), mostEntries)])
		if s.URL != "" {
			candidates = []string{r.resolve(s.URL)}
		}
		for _, candidate := range candidates {
			seen, err := r.see(ctx, t, recording.Navigation, candidate)
			if err != nil {
				return err
			}
			if seen.err == nil && seen.Form != nil {
				r.login.page, r.login.form = seen.URL, seen.Form
				break
			}
		}
	}
	if r.login.form == nil && s.URL == "" {
		if err := r.lateForm(ctx, t); err != nil {
			return err
		}
	}
	if r.login.form == nil {
		return &Trouble{What: "no page with a login form was found", Hint: "name it with login: {url: …} in the config, or describe it with fill: or steps:"}
	}
	form := *r.login.form
	form.Submit, form.Remember = cmp.Or(s.Submit, form.Submit), cmp.Or(s.Remember, form.Remember)
	r.login.form = &form
	r.say(recording.Login, "the form on %s: user %s, password %s, submit %s", r.shown(r.login.page), cmp.Or(form.User, "-"), form.Password, cmp.Or(form.Submit, "by Enter"))
	return nil
}

// lateForm looks once more at the entry page, and waits for a script to draw the form there.
func (r *run) lateForm(ctx context.Context, t *driver.Tab) error {
	bounded, cancel := context.WithTimeout(ctx, drawn)
	defer cancel()
	s, err := r.see(ctx, t, recording.Navigation, r.rec.Target.Pages[0])
	if err != nil || s.err != nil {
		return err
	}
	if err := t.WaitFor(bounded, "input[type=password]"); err != nil {
		if fatal(ctx, err) {
			return err
		}
		return nil
	}
	if s, err = r.glance(ctx, t); err == nil && s.err == nil && s.Form != nil {
		r.login.page, r.login.form = s.URL, s.Form
	}
	return err
}

// drawn is how long a page that has loaded is given to draw what is looked for.
const drawn = 3 * time.Second

func (r *run) describeSession() {
	s, rec := r.o.Session, r.rec.Session
	switch {
	case s.State != nil:
		rec.By = recording.HandedOver
	case len(s.Steps) > 0:
		rec.By = recording.Scripted
	case len(s.Fill) > 0:
		rec.By = recording.Described
	default:
		rec.By = recording.Found
	}
	rec.Page = r.shown(r.login.page)
	if f := r.login.form; f != nil {
		rec.Form = &recording.LoginForm{User: f.User, Password: f.Password, Submit: f.Submit, Remember: f.Remember}
		rec.Remember = f.Remember != ""
	}
}

// crawlProtected visits the pages for members: those that are protected, and few that they link to and no stranger was shown. On the
// way it looks for the ways to log out and for what the pages keep.
func (r *run) crawlProtected(ctx context.Context, g *guest) error {
	queue := slices.Clone(r.login.protected)
	protected := len(queue)
	for i := 0; i < len(queue) && i < r.o.MaxPages; i++ {
		s, err := r.see(ctx, g.tab, recording.Navigation, queue[i])
		if err != nil {
			return err
		}
		if s.err != nil {
			g.scene.Notes = append(g.scene.Notes, oneLine(s.err))
			continue
		}
		if seen, ok := r.visible(ctx, g.tab); ok {
			g.scene.Scripts = append(g.scene.Scripts, seen)
		}
		if i < protected || s.Logout != nil && r.login.logout == nil {
			r.controls(g, queue[i], s, i < protected)
		}
		if i < protected {
			if err := r.keptBy(ctx, g.tab, &g.scene, recording.AfterLogin); err != nil {
				return err
			}
		}
		from, err := url.Parse(s.URL)
		if err != nil {
			continue
		}
		for _, link := range r.usersLinks(ctx, g.tab, from) {
			if !slices.ContainsFunc(queue, func(p string) bool { return address(p) == address(link) }) {
				queue = append(queue, link)
			}
		}
	}
	return r.knowLogout(ctx, g)
}
