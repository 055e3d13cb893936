package gather

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/links"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// recognise learns what tells that one is logged in, and holds the login to it.
func (r *run) recognise(ctx context.Context, g *guest) error {
	s := r.o.Session
	landed, err := r.glance(ctx, g.tab)
	if err != nil {
		return err
	}
	r.login.landed = r.askedAgain(landed.URL)
	if landed.Password { // what follows may show that one is in all the same
		r.login.answer = r.portrait(ctx, g.tab)
	}
	var pages []string
	if len(s.Protected) > 0 {
		pages = r.resolved(s.Protected)
	} else {
		pages = r.candidates(ctx, g.tab, landed)
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
	why := "there is no page to tell it by"
	for _, page := range pages {
		o, err := r.compare(ctx, g, outs, page)
		if err != nil {
			return err
		}
		if o.reason == "" && landed.Password && o.oracle.textual {
			o.reason = "only a text tells, and the form was shown again"
		}
		if o.reason == "" {
			r.login.oracle = o.oracle
			r.login.protected = []string{page}
			if len(s.Protected) > 0 {
				r.login.protected = pages
			}
			r.rec.Session.Protected = r.shownAll(r.login.protected)
			r.rec.Session.Learnt, r.rec.Session.Sign = !s.LoggedIn.Given(), o.oracle.explain
			if r.login.answer != "" && r.o.Out != "" {
				os.Remove(filepath.Join(r.o.Out, failedPicture))
			}
			r.login.answer = ""
			if r.o.Pictured != nil && r.login.page != "" && outs.Visit(ctx, recording.Navigation, r.login.page) == nil {
				r.portray(ctx, g.browser, outs, "login")
			}
			g.scene.Probes = append(g.scene.Probes, o.probes...)
			r.say(recording.Login, "logged in: %s tells it (%s)", r.shown(page), o.oracle.explain)
			return nil
		}
		why = fmt.Sprintf("%s: %s", r.shown(page), o.reason)
	}
	seen := wire.Exchanges(g.tab.Since(0), r.redactor)
	if trouble := clash(seen); trouble != nil {
		return trouble
	}
	if landed.Password {
		return shownAgain(seen)
	}
	return &Trouble{What: "nothing tells that one is logged in (" + why + ")", Hint: "name a page with protected: and what shows it with logged_in:"}
}

// compared is what came of holding a page before the login against the same after it.
type compared struct {
	oracle *oracle
	probes []recording.Probe
	reason string // why it tells nothing
}

func (r *run) compare(ctx context.Context, g *guest, outs *driver.Tab, page string) (compared, error) {
	var before, after []seen
	for _, visit := range []struct {
		t    *driver.Tab
		into *[]seen
	}{{g.tab, &after}, {g.tab, &after}, {outs, &before}, {outs, &before}} { // the user first: the session may not last long
		s, err := r.see(ctx, visit.t, recording.Navigation, page)
		if err != nil {
			return compared{}, err
		}
		if s.err == nil && visit.t == g.tab {
			r.noteQueries(ctx, g.tab, s.URL)
		}
		if s.err == nil && s.status >= http.StatusBadRequest && visit.t == g.tab {
			return compared{reason: fmt.Sprintf("it answers %d after the login", s.status)}, nil
		}
		*visit.into = append(*visit.into, s)
	}
	o, err := learn(page, before, after, r.login.lines[address(page)])
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

// repeats tells whether asking for a URL is a login: a form that is sent by GET leaves its fields there.
func (r *run) repeats(raw string) bool {
	u, err := url.Parse(raw)
	if err != nil {
		return true
	}
	secrets := append(slices.Clone(r.o.Session.Secrets), r.o.Session.Password)
	for _, values := range u.Query() {
		if slices.ContainsFunc(values, func(v string) bool { return v != "" && slices.Contains(secrets, v) }) {
			return true
		}
	}
	return false
}

// askedAgain is the page that the login led to, as it may be asked for again: without a query that may do more than choose the page.
// It is empty where its path speaks of a change.
func (r *run) askedAgain(landed string) string {
	for _, page := range []string{landed, address(landed)} {
		if links.Refusal(page, links.User) == "" && !r.never(page) {
			return page
		}
	}
	return ""
}

// candidates are the pages that may tell: those that led a stranger to the form, where the login led, what it links to.
func (r *run) candidates(ctx context.Context, t *driver.Tab, landed seen) []string {
	const most = 6
	own := slices.Clone(r.login.guarded)
	if landed.URL != "" && address(landed.URL) != address(r.login.page) && !r.repeats(landed.URL) {
		own = append(own, r.login.landed)
	}
	if u, err := url.Parse(landed.URL); err == nil {
		own = append(own, r.usersLinks(ctx, t, u)...)
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
