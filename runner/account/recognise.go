package account

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/links"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Recognise learns what tells that the user is logged in, of the pages that t, which has just logged in, and a stranger's tab are shown.
func (a *Account) Recognise(ctx context.Context, t, stranger *driver.Tab) ([]recording.Probe, error) {
	s := a.Session
	landed, err := a.Glance(ctx, t)
	if err != nil {
		return nil, err
	}
	a.Landed = a.askedAgain(landed.URL)
	sent := a.sinceSent(t)
	var pages []string
	if len(s.Protected) > 0 {
		pages = a.resolved(s.Protected)
	} else {
		pages = a.candidates(ctx, t, landed)
	}
	if landed.Password && len(s.Protected) == 0 { // whatever other pages show
		if trouble := outOfReach(submitted(wire.Exchanges(t.Since(0), a.Redactor), sent)); trouble != nil {
			return nil, trouble
		}
	}
	why := "there is no page to tell it by"
	var open *compared // the first page that tells and is shown to strangers as well
	for _, page := range pages {
		o, err := a.compare(ctx, t, stranger, page)
		if err != nil {
			return nil, err
		}
		if better := a.endsOn(o, page); better != "" { // a way in that leads those who are in elsewhere
			if there, err := a.compare(ctx, t, stranger, better); err != nil {
				return nil, err
			} else if there.reason == "" {
				o, page = there, better
			}
		}
		if o.reason == "" && landed.Password && o.oracle.textual {
			o.reason = "only a text tells, and the form was shown again"
		}
		a.Considered = append(a.Considered, Considered{redact.URL(page), o.showed()})
		switch {
		case o.reason != "":
			why = fmt.Sprintf("%s: %s", redact.URL(page), o.reason)
		case len(s.Protected) > 0:
			return a.toldBy(o, pages), nil
		case o.oracle.TurnsAway():
			return a.toldBy(o, []string{page}), nil
		case open == nil:
			open = &o
		}
	}
	if open != nil {
		return a.toldBy(*open, []string{open.oracle.Page}), nil
	}
	seen := wire.Exchanges(t.Since(0), a.Redactor)
	if trouble := clash(seen); trouble != nil {
		return nil, trouble
	}
	if landed.Password {
		return nil, shownAgain(seen, sent)
	}
	login := submitted(seen, sent)
	for _, trouble := range []*driver.Trouble{lostAgain(login), withheld(login)} {
		if trouble != nil {
			return nil, trouble
		}
	}
	if answer, _ := unaccepted(sent); answer != "" {
		return nil, &driver.Trouble{What: answer}
	}
	return nil, &driver.Trouble{What: "nothing shows that the user is logged in (" + why + ")", Hint: "name a page with protected: and what shows it with logged_in:"}
}

// toldBy takes a page that tells, and returns the probes that show it.
func (a *Account) toldBy(o compared, protected []string) []recording.Probe {
	a.Oracle, a.Protected = o.oracle, protected
	a.Told.Protected = shownAll(protected)
	a.Told.Learnt, a.Told.Sign = !a.Session.LoggedIn.Given(), o.oracle.Explain
	a.Say("logged in: %s tells it (%s)", redact.URL(o.oracle.Page), o.oracle.Explain)
	return o.probes
}

// endsOn is where a page that tells leads those who are logged in, if that is another page of the same host that may be asked for.
func (a *Account) endsOn(o compared, page string) string {
	if o.reason != "" || len(a.Session.Protected) > 0 || len(o.after) == 0 {
		return ""
	}
	there := o.after[0].URL
	u, err := url.Parse(there)
	if err != nil || !a.own(u) || Address(there) == Address(page) || a.repeats(there) {
		return ""
	}
	return a.askedAgain(there)
}

// compared is what came of holding a page before the login against the same after it.
type compared struct {
	oracle *Oracle
	probes []recording.Probe
	after  []Seen // what the user was shown
	reason string // why it tells nothing
}

// showed is what came of it in a clause.
func (c compared) showed() string {
	switch {
	case c.reason != "":
		return c.reason
	case !c.oracle.TurnsAway():
		return "it tells (" + c.oracle.Explain + "), and is shown to strangers as well"
	}
	return "it tells: " + c.oracle.Explain
}

// leads tells whether a page of the target leads to a host that is neither the target's nor the one that the login ended on: a provider asks
// users other things there than strangers, which shows no login at the target.
func (a *Account) leads(page, landed string) bool {
	from, err := url.Parse(page)
	to, err2 := url.Parse(landed)
	end, err3 := url.Parse(a.Landed)
	return err == nil && err2 == nil && err3 == nil && to.Host != "" && a.own(from) && !a.own(to) && to.Host != end.Host
}

func (a *Account) compare(ctx context.Context, t, outs *driver.Tab, page string) (compared, error) {
	var before, after []Seen
	for _, visit := range []struct {
		t    *driver.Tab
		into *[]Seen
	}{{t, &after}, {t, &after}, {outs, &before}, {outs, &before}} { // the user first: the session may not last long
		s, err := a.See(ctx, visit.t, recording.Navigation, page)
		if err != nil {
			return compared{}, err
		}
		if s.Err == nil && visit.t == t {
			a.noteQueries(ctx, t, s.URL)
		}
		if s.Err == nil && s.Status >= http.StatusBadRequest && visit.t == t {
			return compared{reason: fmt.Sprintf("it answers %d after the login", s.Status)}, nil
		}
		if visit.t == t && len(a.Session.Protected) == 0 && a.leads(page, s.URL) {
			return compared{reason: "it leads the user to another host"}, nil
		}
		*visit.into = append(*visit.into, s)
	}
	o, err := learn(page, before, after, a.lines[Address(page)])
	if a.Session.LoggedIn.Given() {
		g := a.Session.LoggedIn
		o, err = &Oracle{given: g, Page: page, Explain: "as the config says"}, nil
		for _, s := range before {
			if a, sign := o.Says(s); a == recording.In {
				return compared{reason: "what logged_in: names is there for a stranger, too: " + sign}, nil
			}
		}
		for _, s := range after {
			if a, sign := o.Says(s); a != recording.In {
				return compared{reason: "what logged_in: names is not there after the login: " + sign}, nil
			}
		}
		_, o.Explain = o.Says(after[0])
	}
	if err != nil {
		return compared{reason: err.Error()}, nil
	}
	a.Oracle = o
	scene := recording.Scene{}
	for _, s := range before {
		a.Probe(outs, &scene, recording.Anonymous, s).Seq = 0
	}
	for _, s := range after {
		a.Probe(t, &scene, recording.LoggedIn, s)
	}
	return compared{oracle: o, probes: scene.Probes, after: after}, nil
}

// repeats tells whether asking for a URL is a login: a form that is sent by GET leaves its fields there.
func (a *Account) repeats(raw string) bool {
	u, err := url.Parse(raw)
	if err != nil {
		return true
	}
	secrets := append(slices.Clone(a.Session.Secrets), a.Session.Password)
	for _, values := range u.Query() {
		if slices.ContainsFunc(values, func(v string) bool { return v != "" && slices.Contains(secrets, v) }) {
			return true
		}
	}
	return false
}

// askedAgain is the page that the login led to, as it may be asked for again: as every user does who reloads it, but without a query that
// speaks of a change or may hold a token. It is empty where its path does.
func (a *Account) askedAgain(landed string) string {
	for _, page := range []string{landed, Address(landed)} {
		if links.Refusal(page, links.Stranger) == "" && !a.Never(page) {
			return page
		}
	}
	return ""
}

// candidates are the pages that may tell: those that led a stranger to the form, where the login led, what it links to, and what else a
// stranger was shown, or was refused.
func (a *Account) candidates(ctx context.Context, t *driver.Tab, landed Seen) []string {
	const most = 6
	own := slices.Clone(a.guarded)
	elsewhere := Address(landed.URL) != Address(a.Page) || !landed.Password && landed.URL != a.Page // the query may be all that differs
	if landed.URL != "" && elsewhere && !a.repeats(landed.URL) {
		own = append(own, a.Landed)
	}
	if u, err := url.Parse(landed.URL); err == nil {
		own = append(own, a.UsersLinks(ctx, t, u)...)
	}
	own = append(own, a.Visited()[0], a.Page)
	for _, page := range a.Visited()[1:] {
		if links.Refusal(page, links.User) == "" {
			own = append(own, page)
		}
	}
	var pages []string
	for _, p := range own {
		if p != "" && !slices.ContainsFunc(pages, func(q string) bool { return Address(p) == Address(q) }) {
			pages = append(pages, p)
		}
	}
	return pages[:min(len(pages), most)]
}
