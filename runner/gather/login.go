package gather

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// login is what a run knows of how one logs in. The first browser fills it in; later ones only read it, but for the count.
type login struct {
	page    string     // where it begins
	form    *loginForm // nil: the recipe has steps
	guarded []string   // pages that led a stranger to a form
	entries []string   // links that promise a login
	oracle  *oracle
	logout  *logoutControl                         // recognised on the page logoutOn
	leaving string                                 // page that has it
	landed  string                                 // where the login led
	jars    map[recording.Moment][]*network.Cookie // of the first browser
	bearers []*network.Cookie                      // of its cookies those that carry the login, by experiment
	logins  chan struct{}                          // attempts left
	answer  string                                 // what the page after a login that seems to have failed shows
	failed  error
}

func newLogin(s *recipe.Session) *login {
	l := &login{logins: make(chan struct{}, max(1, s.MaxLogins))}
	for range cap(l.logins) {
		l.logins <- struct{}{}
	}
	return l
}

// logsIn tells whether a login is asked for and wanted by a check.
func (r *run) logsIn() bool { return r.login != nil && r.wants(recording.OfSession) }

// notice remembers what a page that a stranger visits tells of logging in.
func (r *run) notice(ctx context.Context, t *tab, asked string) {
	if !r.logsIn() {
		return
	}
	s, err := r.glance(ctx, t)
	if err != nil || s.err != nil {
		return
	}
	if s.Form != nil {
		if address(s.URL) != address(asked) {
			r.login.guarded = append(r.login.guarded, asked)
		}
		if r.login.page == "" && r.o.Session.URL == "" {
			r.login.page, r.login.form = s.URL, s.Form
		}
	}
	if links, err := do[[]string](ctx, t, "entries"); err == nil {
		for _, link := range links {
			if u, err := url.Parse(link); err == nil && u.Host == r.target.Host && !leaves.MatchString(u.Path) && !slices.Contains(r.login.entries, link) {
				r.login.entries = append(r.login.entries, link)
			}
		}
	}
}

// mostEntries bounds how many links that promise a login are followed.
const mostEntries = 5

// signIn is part Login: the first browser logs in, learns what tells that it did, and uses what is for members.
func (r *run) signIn(ctx context.Context, b *browser.Browser) error {
	r.say(recording.Login, "logging in")
	g, err := r.guest(ctx, b, recording.Login, newTab, true)
	if err != nil {
		return err
	}
	defer g.tab.close()
	err = r.member(ctx, g)
	r.login.jars = g.jars
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
	if err := r.roam(ctx, g); err != nil {
		return err
	}
	second, err := r.openTab(ctx, newTab, g.browser, g.rec)
	if err != nil {
		return err
	}
	_, err = r.ask(ctx, second, &g.scene, recording.SecondTab)
	second.close()
	if err != nil {
		return err
	}
	_, err = g.ask(ctx, recording.Later)
	return err
}

// findLogin finds the page with the form: where the config says, else on a page that was visited or that is protected, else
// behind a link that promises it.
func (r *run) findLogin(ctx context.Context, t *tab) error {
	s := r.o.Session
	if s.State != nil {
		return nil
	}
	if len(s.Steps) > 0 {
		r.login.page = r.resolve(cmp.Or(s.URL, r.o.URL))
		return nil
	}
	if len(s.Fill) > 0 {
		r.login.page, r.login.form = r.resolve(cmp.Or(s.URL, r.login.page, r.o.URL)), &loginForm{Submit: s.Submit, Remember: s.Remember}
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
	if r.login.form == nil {
		return &Trouble{"no page with a login form was found", "name it with login: {url: …} in the config, or describe it with fill: or steps:"}
	}
	form := *r.login.form
	form.Submit, form.Remember = cmp.Or(s.Submit, form.Submit), cmp.Or(s.Remember, form.Remember)
	r.login.form = &form
	r.say(recording.Login, "the form on %s: user %s, password %s, submit %s", r.shown(r.login.page), cmp.Or(form.User, "-"), form.Password, cmp.Or(form.Submit, "by Enter"))
	return nil
}

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

// credentials say how one login differs from an ordinary one.
type credentials struct {
	password string       // instead of the right one
	remember bool         // tick the box
	before   func() error // called when all is ready to be submitted
}

var errNoLoginLeft = errors.New("the attempts of --max-logins are used up")

// logIn follows the recipe once. Whether that logged anybody in is the oracle's to say.
func (r *run) logIn(ctx context.Context, t *tab, how credentials) error {
	for attempt := range 2 {
		select {
		case <-r.login.logins:
		default:
			return errNoLoginLeft
		}
		r.mu.Lock()
		r.rec.Session.Logins++
		r.mu.Unlock()
		heard := len(t.rec.taken())
		if err := r.submit(ctx, t, how); err != nil {
			return err
		}
		limited, wait := limit(exchanges(t.rec.since(t, heard), r.masker))
		switch {
		case !limited:
			return nil
		case wait <= 0 || wait > r.o.Patience || attempt > 0:
			return &Trouble{"the target answers that there were too many logins (429)", "wait a while, lower --max-logins, or raise --patience"}
		}
		if err := r.sitOut(ctx, t, wait); err != nil {
			return err
		}
	}
	return nil
}

// sitOut waits for as long as the target asks to be left alone.
func (r *run) sitOut(ctx context.Context, t *tab, wait time.Duration) error {
	defer r.meter.spend(waits)()
	return t.pause(ctx, time.Now().Add(wait))
}

// limit tells whether the target refused because of too many attempts, and for how long.
func limit(seen []recording.Exchange) (limited bool, wait time.Duration) {
	for _, e := range seen {
		if e.Act == recording.LoggingIn || e.Act == recording.Fetch || e.Act == recording.XHR {
			if e.Status == http.StatusTooManyRequests {
				seconds, _ := strconv.Atoi(e.Header["retry-after"])
				return true, time.Duration(seconds) * time.Second
			}
		}
	}
	return false, 0
}

func (r *run) submit(ctx context.Context, t *tab, how credentials) error {
	s := r.o.Session
	password := func(ordinary string) func(bool) string {
		return func(secret bool) string {
			if secret && how.password != "" {
				return how.password
			}
			return ordinary
		}
	}
	if len(s.Steps) > 0 {
		return r.follow(ctx, t, recording.LoggingIn, s.Steps, how)
	}
	if err := t.visit(ctx, recording.Navigation, r.login.page); err != nil {
		return err
	}
	form := *r.login.form
	if len(s.Fill) > 0 {
		for _, f := range s.Fill {
			if err := t.fill(ctx, f.Selector, password(f.Text)); err != nil {
				return err
			}
		}
	} else {
		if form.User != "" {
			if err := t.fill(ctx, form.User, func(bool) string { return s.User }); err != nil {
				return err
			}
		}
		if err := t.fill(ctx, form.Password, password(s.Password)); err != nil {
			return err
		}
	}
	if how.remember {
		if ticked, err := do[bool](ctx, t, "tick", form.Remember); err != nil || !ticked {
			return cmp.Or(err, error(&Trouble{"the box " + form.Remember + " cannot be ticked", "check login.remember"}))
		}
	}
	if how.before != nil {
		if err := how.before(); err != nil {
			return err
		}
	}
	return t.does(ctx, recording.LoggingIn, func(ctx context.Context) error {
		if form.Submit != "" {
			return t.click(ctx, form.Submit)
		}
		return t.press(ctx, "Enter")
	})
}

// lost says why nobody is logged in, with the page that answered, and keeps a picture of it.
func (r *run) lost(ctx context.Context, t *tab, err error) error {
	if ctx.Err() != nil || err == errChromeDied {
		return err
	}
	answer := r.login.answer
	if answer == "" {
		answer = r.portrait(ctx, t)
	}
	trouble := &Trouble{What: "the login failed: " + r.masker.text(oneLine(err)+answer)}
	r.login.failed = trouble
	r.trouble("%s", trouble.What)
	return trouble
}

// portrait says what page is open, and keeps a picture of it.
func (r *run) portrait(ctx context.Context, t *tab) string {
	s, err := r.glance(ctx, t)
	if err != nil || s.err != nil || s.URL == "about:blank" {
		return ""
	}
	what := fmt.Sprintf("; the page %s has the title %q", r.shown(s.URL), s.Title)
	if said, err := do[string](ctx, t, "complaint"); err == nil && said != "" {
		what += fmt.Sprintf(" and says %q", oneLine(errors.New(said)))
	}
	if file := r.picture(ctx, t); file != "" {
		what += "; a picture of it is in " + file
	}
	return what
}

// failedPicture is the name of the picture of a login that failed.
const failedPicture = "login-failed.png"

// picture keeps what the page looks like, without values and passwords.
func (r *run) picture(ctx context.Context, t *tab) string {
	if r.o.Out == "" {
		return ""
	}
	bounded, cancel := context.WithTimeout(ctx, scripts)
	defer cancel()
	if _, err := do[bool](bounded, t, "blank", r.masker.secrets()); err != nil {
		return "" // no picture rather than one with a secret
	}
	shot, err := chromedp.Call(t.within(bounded), page.CaptureScreenshot, page.CaptureScreenshotParams{})
	if err != nil {
		return ""
	}
	file := filepath.Join(r.o.Out, failedPicture)
	if err := os.MkdirAll(r.o.Out, 0o700); err != nil {
		return ""
	}
	if err := os.WriteFile(file, shot.Data, 0o600); err != nil {
		return ""
	}
	return file
}

// recognise learns what tells that one is logged in, and holds the login to it.
func (r *run) recognise(ctx context.Context, g *guest) error {
	s := r.o.Session
	landed, err := r.glance(ctx, g.tab)
	if err != nil {
		return err
	}
	r.login.landed = landed.URL
	if landed.Password { // what follows may show that one is in all the same
		r.login.answer = r.portrait(ctx, g.tab)
	}
	var pages []string
	if len(s.Protected) > 0 {
		pages = r.resolved(s.Protected)
	} else {
		pages = r.candidates(ctx, g.tab, landed)
	}
	outs, err := r.openTab(ctx, stranger, g.browser, newRecorder())
	if err != nil {
		return err
	}
	defer outs.close()
	why := "there is no page to tell it by"
	for _, page := range pages {
		o, err := r.compare(ctx, g, outs, page)
		if err != nil {
			return err
		}
		if o.reason == "" {
			r.login.oracle = o.oracle
			if len(s.Protected) > 0 {
				r.rec.Session.Protected = r.shownAll(pages)
			} else {
				r.rec.Session.Protected = []string{r.shown(page)}
			}
			r.rec.Session.Learnt, r.rec.Session.Sign = !s.LoggedIn.Given(), o.oracle.explain
			if r.login.answer != "" && r.o.Out != "" {
				os.Remove(filepath.Join(r.o.Out, failedPicture))
			}
			r.login.answer = ""
			g.scene.Probes = append(g.scene.Probes, o.probes...)
			r.say(recording.Login, "logged in: %s tells it (%s)", r.shown(page), o.oracle.explain)
			return nil
		}
		why = fmt.Sprintf("%s: %s", r.shown(page), o.reason)
	}
	if landed.Password {
		return &Trouble{What: "the form was shown again, so user or password is wrong"}
	}
	return &Trouble{"nothing tells that one is logged in (" + why + ")", "name a page with protected: and what shows it with logged_in:"}
}

// compared is what came of holding a page before the login against the same after it.
type compared struct {
	oracle *oracle
	probes []recording.Probe
	reason string // why it tells nothing
}

func (r *run) compare(ctx context.Context, g *guest, outs *tab, page string) (compared, error) {
	var before, after []seen
	for _, visit := range []struct {
		t    *tab
		into *[]seen
	}{{outs, &before}, {outs, &before}, {g.tab, &after}, {g.tab, &after}} {
		s, err := r.see(ctx, visit.t, recording.Navigation, page)
		if err != nil {
			return compared{}, err
		}
		if s.err == nil && s.status >= http.StatusBadRequest && visit.t == g.tab {
			return compared{reason: fmt.Sprintf("it answers %d after the login", s.status)}, nil
		}
		*visit.into = append(*visit.into, s)
	}
	o, err := learn(page, before, after)
	if r.o.Session.LoggedIn.Given() {
		g := r.o.Session.LoggedIn
		o, err = &oracle{given: g, page: page, explain: "as the config says"}, nil
		for _, s := range before {
			if a, sign := o.says(s); a == recording.In {
				return compared{reason: "what logged_in: names is there for a stranger, too: " + sign}, nil
			}
		}
		for _, s := range after {
			if a, sign := o.says(s); a != recording.In {
				return compared{reason: "what logged_in: names is not there after the login: " + sign}, nil
			}
		}
		_, o.explain = o.says(after[0])
	}
	if err != nil {
		return compared{reason: err.Error()}, nil
	}
	r.login.oracle = o
	scene := recording.Scene{}
	for _, s := range before {
		r.probed(outs, &scene, recording.Anonymous, s).Seq = 0
	}
	for _, s := range after {
		r.probed(g.tab, &scene, recording.LoggedIn, s)
	}
	return compared{oracle: o, probes: scene.Probes}, nil
}

// candidates are the pages that may tell: those that led a stranger to the form, where the login led, what it links to.
func (r *run) candidates(ctx context.Context, t *tab, landed seen) []string {
	const most = 6
	own := slices.Clone(r.login.guarded)
	if landed.URL != "" && address(landed.URL) != address(r.login.page) {
		own = append(own, landed.URL)
	}
	if u, err := url.Parse(landed.URL); err == nil {
		for _, link := range r.links(ctx, t, u) {
			if !slices.ContainsFunc(r.rec.Target.Pages, func(p string) bool { return address(p) == address(link) }) {
				own = append(own, link)
			}
		}
	}
	own = append(own, r.login.page, r.rec.Target.Pages[0])
	var pages []string
	for _, p := range own {
		if p != "" && !slices.ContainsFunc(pages, func(q string) bool { return address(p) == address(q) }) {
			pages = append(pages, p)
		}
	}
	return pages[:min(len(pages), most)]
}

// roam visits the pages for members: those that are protected, and what they link to that no stranger was shown. On the way it
// looks for the ways to log out and for what the pages keep.
func (r *run) roam(ctx context.Context, g *guest) error {
	queue := slices.Clone(r.rec.Session.Protected)
	protected := len(queue)
	visited := slices.Clone(r.rec.Target.Pages)
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
		if err != nil || len(r.o.Pages) > 0 {
			continue
		}
		for _, link := range r.links(ctx, g.tab, from) {
			same := func(p string) bool { return address(p) == address(link) }
			if !slices.ContainsFunc(visited, same) && !slices.ContainsFunc(queue, same) {
				queue = append(queue, link)
			}
		}
	}
	return r.knowLogout(ctx, g)
}
