package gather

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Rehearsal is what a run did that only logged in, out and in again. [Run] fills it in as far as it came.
type Rehearsal struct {
	Deeds []Deed // in the order of time
	Wants []Want // what a login needs, in the order in which it is needed
}

// Deed is one thing that was done to the target.
type Deed struct {
	During   string // what for, such as "log in"
	Stranger bool   // as a visitor who is not logged in, in an empty browser context
	driver.Deed
}

// Want is one thing that a login needs, and what was found.
type Want struct {
	Name  string
	State WantState
	Want  string   // a clause
	Got   string   // a clause; of what was not tried: why
	Asked []string // pages that were considered, each with what it showed
}

// WantState tells what became of a want.
type WantState string

// What can become of it.
const (
	Met     WantState = "met"
	Unmet   WantState = "unmet"
	Untried WantState = "untried"
)

// needs are the wants, as long as nothing was found.
var needs = []Want{
	{Name: "login form", Want: "a form that asks for the user and the password, or the login that the config describes"},
	{Name: "logged in", Want: "a page that shows the user something else than a visitor who is not logged in"},
	{Name: "way out", Want: "a link, a button or a form that logs out"},
	{Name: "logged out", Want: "after the logout the page shows what it shows a visitor"},
	{Name: "logged in again", Want: "after another login the page shows what it shows the user"},
}

// The places of the needs.
const (
	needForm = iota
	needProof
	needWayOut
	needOut
	needAgain
)

// tells what is being done from now on, to whoever reads of a rehearsal.
func (r *run) during(what string) { r.doing = what }

// observe has all that is done written down.
func (r *run) observe(o *Rehearsal) {
	r.during("look for the login")
	o.Wants = slices.Clone(needs)
	for i := range o.Wants {
		o.Wants[i].State, o.Wants[i].Got = Untried, "it did not come to that"
	}
	r.driver.Did = func(t *driver.Tab, d driver.Deed) {
		r.mu.Lock()
		defer r.mu.Unlock()
		o.Deeds = append(o.Deeds, Deed{During: r.doing, Stranger: r.strangers == t, Deed: d})
	}
}

// tell says what became of a want.
func (r *run) tell(need int, state WantState, want, got string) {
	w := &r.o.Rehearsal.Wants[need]
	w.State, w.Got = state, got
	if want != "" {
		w.Want = want
	}
}

// redacted takes out of a rehearsal what is secret in what came from the target.
func (r *run) redacted(o *Rehearsal) {
	clean := func(text string) string { return r.redactor.Text(text) }
	for i := range o.Deeds {
		d := &o.Deeds[i]
		if d.Addressed() {
			r.redactor.Address(d.What)
			d.What = r.shown(d.What)
		}
		d.What = clean(d.What)
	}
	for i := range o.Wants {
		w := &o.Wants[i]
		w.Want, w.Got = clean(w.Want), clean(w.Got)
		for j := range w.Asked {
			w.Asked[j] = clean(w.Asked[j])
		}
	}
}

// rehearse logs in, out and in again, and does nothing else.
func (r *run) rehearse(ctx context.Context, b *browser.Browser) error {
	r.say(recording.Login, "logging in")
	g, err := r.guest(ctx, b, recording.Login, driver.NewTab, true)
	if err != nil {
		return err
	}
	defer func() { g.tab.Close() }()
	err = r.enter(ctx, g)
	r.entered(ctx, err)
	if err == nil {
		err = r.leaveAndReturn(ctx, g)
	}
	return g.keep(ctx, err)
}

// entered says what came of the first login.
func (r *run) entered(ctx context.Context, err error) {
	a, told := r.account, r.rec.Session
	why := ""
	if err != nil {
		why = strings.TrimPrefix(oneLine(err), "the login failed: ")
	}
	if a.Page == "" && r.o.Session.State == nil {
		if ctx.Err() != nil { // it was interrupted
			return
		}
		r.tell(needForm, Unmet, "", why)
		return
	}
	switch form := told.Form; {
	case told.By == recording.HandedOver:
		r.tell(needForm, Met, "a login", "the saved state that the config names, so that none was made")
	case told.By != recording.Found:
		r.tell(needForm, Met, "", "the config describes it")
	case form != nil:
		r.tell(needForm, Met, "", fmt.Sprintf("the form on %s: user %s, password %s, submit %s", told.Page, quoted(form.User), quoted(form.Password), quoted(form.Submit)))
	default:
		r.tell(needForm, Met, "", "the form that "+told.Page+" leads to")
	}
	for _, c := range a.Considered {
		w := &r.o.Rehearsal.Wants[needProof]
		w.Asked = append(w.Asked, c.Page+": "+c.Showed)
	}
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		r.tell(needProof, Unmet, "", why)
		return
	}
	r.tell(needProof, Met, "", fmt.Sprintf("%s: %s", told.Protected[0], told.Sign))
}

func quoted(selector string) string {
	if selector == "" {
		return "-"
	}
	return selector
}

// leaveAndReturn logs out and in again.
func (r *run) leaveAndReturn(ctx context.Context, g *guest) error {
	r.during("look for the logout")
	if err := r.crawlProtected(ctx, g); err != nil {
		return err
	}
	if _, err := g.ask(ctx, recording.Later); err != nil {
		return err
	}
	r.portray(ctx, g.browser, g.tab, "logged-in")
	if r.rec.Session.LogoutBy == "" {
		r.tell(needWayOut, Unmet, "", "none was found on the pages for users; name it with logout: in the config")
		return nil
	}
	r.tell(needWayOut, Met, "", r.rec.Session.LogoutBy)
	if r.o.Session.State != nil {
		r.note("neither a logout nor another login was tried: the logout would end the session that the saved state holds")
		r.o.Rehearsal.Wants = r.o.Rehearsal.Wants[:needOut]
		return nil
	}
	r.say(recording.Logout, "logging out")
	r.during("log out")
	if _, err := r.toTheExit(ctx, g); err != nil {
		return err
	}
	if err := r.account.LogOut(ctx, g.tab); err != nil {
		return r.missed(ctx, needOut, err)
	}
	if err := r.asked(ctx, g, needOut, recording.LoggedOut, recording.Out); err != nil {
		return err
	}
	r.portray(ctx, g.browser, g.tab, "logged-out")
	r.say(recording.Login, "logging in again")
	r.during("log in again")
	if err := r.account.LogIn(ctx, g.tab, account.Credentials{Stage: recording.Login}); err != nil {
		return r.missed(ctx, needAgain, err)
	}
	return r.asked(ctx, g, needAgain, recording.ReloggedIn, recording.In)
}

// missed is a want that the target, or the bound of logins, left unmet. Only what is no fault of theirs is an error.
func (r *run) missed(ctx context.Context, need int, err error) error {
	if fatal(ctx, err) {
		return err
	}
	r.tell(need, Unmet, "", oneLine(err))
	return nil
}

// asked asks whether the user is logged in, and holds the answer to what is wanted.
func (r *run) asked(ctx context.Context, g *guest, need int, kind recording.ProbeKind, want recording.Answer) error {
	p, err := g.ask(ctx, kind)
	if err != nil {
		return err
	}
	state := Unmet
	if p.Answer == want {
		state = Met
	}
	got := map[recording.Answer]string{
		recording.In: "logged in", recording.Out: "not logged in", recording.Broken: "a page that is broken", recording.Unclear: "not to be decided",
	}[p.Answer]
	for _, more := range []string{p.Sign, p.Error} {
		if more != "" {
			got += " (" + more + ")"
		}
	}
	r.tell(need, state, fmt.Sprintf("%s: %s", r.shown(r.account.Oracle.Page), r.account.Oracle.Expects(want == recording.In)), got)
	return nil
}
