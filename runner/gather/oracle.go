package gather

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// seen is how one visit to a page ended.
type seen struct {
	driver.Look
	status int
	err    error // a *Trouble
}

// oracle tells whether one is logged in by what a protected page shows.
type oracle struct {
	given   recipe.Oracle
	page    string // asked
	signs   []sign // of a learnt one
	textual bool   // a text is all that tells
	explain string
}

// sign is one thing about a page that is one way for all who are logged in and another for all who are not.
type sign struct {
	name    string
	of      func(seen) string
	in, out string
}

// aspects are what can be a sign.
var aspects = []sign{
	{name: "status", of: func(s seen) string { return fmt.Sprint(s.status) }},
	{name: "address", of: func(s seen) string { return address(s.URL) }},
	{name: "a password is asked for", of: func(s seen) string { return fmt.Sprint(s.Password) }},
	{name: "a way to log out", of: func(s seen) string { return fmt.Sprint(s.Logout != nil) }},
}

// learn makes an oracle of a page that was seen twice by a stranger and twice after the login. What changes by itself is no sign, nor
// is a text that the same browser was shown earlier. The error says that the page looks the same to both.
func learn(page string, outs, ins []seen, earlier []string) (*oracle, error) {
	o := &oracle{page: page}
	if slices.ContainsFunc(slices.Concat(outs, ins), func(s seen) bool { return s.err != nil }) {
		return nil, errors.New("it could not be opened")
	}
	for _, a := range aspects {
		out, in := a.of(outs[0]), a.of(ins[0])
		if out == a.of(outs[1]) && in == a.of(ins[1]) && out != in {
			a.out, a.in = out, in
			o.signs = append(o.signs, a)
		}
	}
	if len(o.signs) == 0 { // what a page says is the weakest sign
		o.signs = marks(outs, ins, earlier)
		o.textual = len(o.signs) > 0
	}
	if len(o.signs) == 0 {
		return nil, errors.New("it looks the same before and after the login")
	}
	var clauses []string
	for _, s := range o.signs {
		clauses = append(clauses, fmt.Sprintf("%s: %s, not %s", s.name, s.in, s.out))
	}
	o.explain = strings.Join(clauses, "; ")
	return o, nil
}

// marks is the first line of text that all who are logged in are shown and nobody else.
func marks(outs, ins []seen, earlier []string) []sign {
	for _, line := range ins[0].Lines {
		shown := func(s seen) bool { return slices.Contains(s.Lines, line) }
		if shown(ins[1]) && !slices.ContainsFunc(outs, shown) && !slices.Contains(earlier, line) {
			return []sign{{fmt.Sprintf("the text %q", line), func(s seen) string { return fmt.Sprint(shown(s)) }, "true", "false"}}
		}
	}
	return nil
}

// says is the verdict of the oracle on one visit, and what showed it. A page that was not asked for anew has the status 0.
func (o *oracle) says(s seen) (recording.Answer, string) {
	switch {
	case s.err != nil && breaks(s.err):
		return recording.Broken, ""
	case s.err != nil:
		return recording.Unclear, ""
	case s.status == http.StatusTooManyRequests:
		return recording.Unclear, "too many requests"
	case s.status >= http.StatusInternalServerError:
		return recording.Broken, ""
	}
	if o.given.Given() {
		return o.byGiven(s)
	}
	in, out := "", ""
	for _, sign := range o.signs {
		if s.status == 0 && sign.name == "status" {
			continue
		}
		switch got := sign.of(s); got {
		case sign.in:
			in = sign.name + ": " + got
		default:
			if out == "" {
				out = sign.name + ": " + got
			}
		}
	}
	switch {
	case out == "" && in != "":
		return recording.In, in
	case in == "" || s.status >= 400 || s.Password || address(s.URL) != address(o.page):
		return recording.Out, out
	}
	return recording.Unclear, "partly as when logged in: " + out
}

func (o *oracle) byGiven(s seen) (recording.Answer, string) {
	is, what := false, ""
	switch g := o.given; {
	case g.Selector != "":
		is, what = s.Has, g.Selector
	case g.Text != "":
		is, what = s.Says, fmt.Sprintf("the text %q", g.Text)
	case g.URL != "":
		if matches(g.URL, s.URL) {
			return recording.In, "it ended on " + address(s.URL)
		}
		return recording.Out, "it ended on " + address(s.URL)
	case s.status == 0: // the page was not asked for anew
		return recording.Unclear, "the page as it was"
	default:
		is, what = s.status == g.Status, fmt.Sprintf("the status is %d", s.status)
		if !is {
			return recording.Out, what
		}
		return recording.In, what
	}
	if is {
		return recording.In, what + " is there"
	}
	return recording.Out, what + " is not there"
}

// matches holds where a visit ended against a path or URL with * for any octets.
func matches(pattern, landed string) bool {
	u, err := url.Parse(landed)
	if err != nil {
		return false
	}
	text := u.Path
	if strings.Contains(pattern, "://") {
		text = u.Scheme + "://" + u.Host + u.Path
	}
	quoted := strings.ReplaceAll(regexp.QuoteMeta(strings.TrimRight(pattern, "/")), `\*`, ".*")
	whole, err := regexp.Compile("^" + quoted + "/?$")
	return err == nil && whole.MatchString(text)
}

// breaks tells whether a page could not be opened for a reason that is the target's own.
func breaks(err error) bool {
	for _, code := range []string{"ERR_TOO_MANY_REDIRECTS", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET", "ERR_CONNECTION_CLOSED", "ERR_INVALID_HTTP_RESPONSE"} {
		if strings.Contains(err.Error(), code) {
			return true
		}
	}
	return false
}

// address is a URL without what may be another each time.
func address(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	return u.Scheme + "://" + u.Host + u.Path
}

// see opens a page and looks at it. An error is the run's own; the target's is in seen.
func (r *run) see(ctx context.Context, t *driver.Tab, act recording.Act, page string) (seen, error) {
	before := len(t.Recorder.Events())
	err := t.Visit(ctx, act, page)
	if wait := r.askedToWait(t); err == nil && wait > 0 {
		if err := r.sitOut(ctx, t, wait); err != nil {
			return seen{}, err
		}
		err = t.Visit(ctx, act, page)
	}
	if err != nil {
		return r.unseen(ctx, err)
	}
	look := r.glance
	if t.Page().FromCache { // it proves nothing about the session
		look = r.seeAgain
	}
	s, err := look(ctx, t)
	s.status = ended(wire.Exchanges(t.Since(before), r.redactor))
	return s, err
}

// askedToWait is for how long the target asked to be left alone instead of answering, where that is within the patience; else zero.
func (r *run) askedToWait(t *driver.Tab) time.Duration {
	answer := t.Page()
	if answer.Status != http.StatusTooManyRequests && answer.Status != http.StatusServiceUnavailable {
		return 0
	}
	wait := retryAfter(answer.RetryAfter, time.Now())
	if wait > r.o.Patience {
		return 0
	}
	return wait
}

// seeAgain reloads the page that is open and looks at it.
func (r *run) seeAgain(ctx context.Context, t *driver.Tab) (seen, error) {
	if err := t.Reload(ctx); err != nil {
		return r.unseen(ctx, err)
	}
	return r.glance(ctx, t)
}

// unseen is a page that was not received, if that is the target's doing.
func (r *run) unseen(ctx context.Context, err error) (seen, error) {
	if trouble := (*Trouble)(nil); ctx.Err() != nil || err == driver.ErrChromeExited || !errors.As(err, &trouble) {
		return seen{}, err
	}
	return seen{err: err}, nil
}

// glance looks at the page that is open.
func (r *run) glance(ctx context.Context, t *driver.Tab) (seen, error) {
	asked := map[string]string{}
	if r.login != nil {
		asked["selector"], asked["text"] = r.o.Session.LoggedIn.Selector, r.o.Session.LoggedIn.Text
		if m := r.o.Session.Memory; m != nil {
			asked["read"] = m.Read
		}
	}
	l, err := driver.Ask[driver.Look](ctx, t, "look", asked)
	if err != nil { // the page went away under it
		if t.Gone() || ctx.Err() != nil {
			return seen{}, errors.Join(ctx.Err(), driver.ErrChromeExited)
		}
		if err := t.Settle(ctx); err != nil {
			return seen{}, err
		}
		l, err = driver.Ask[driver.Look](ctx, t, "look", asked)
	}
	if err != nil {
		return seen{err: &Trouble{What: "the page cannot be looked at: " + oneLine(err)}}, nil
	}
	if l.URL == "about:blank" || strings.HasPrefix(l.URL, "chrome-error:") {
		return seen{err: &Trouble{What: "no page was open"}}, nil
	}
	return seen{Look: l}, nil
}

// ask asks the target whether the one who asks is logged in, and adds a probe to the scene.
func (r *run) ask(ctx context.Context, t *driver.Tab, scene *recording.Scene, kind recording.ProbeKind) (*recording.Probe, error) {
	return r.askWith(ctx, t, scene, kind, "")
}

// askWith is ask with something more in the query of the page's address.
func (r *run) askWith(ctx context.Context, t *driver.Tab, scene *recording.Scene, kind recording.ProbeKind, query string) (*recording.Probe, error) {
	s, err := r.see(ctx, t, recording.Navigation, withQuery(r.login.oracle.page, query))
	if err != nil {
		return nil, err
	}
	return r.probed(t, scene, kind, s), nil
}

func withQuery(page, query string) string {
	u, err := url.Parse(page)
	if err != nil || query == "" {
		return page
	}
	u.RawQuery = strings.TrimPrefix(u.RawQuery+"&"+query, "&")
	return u.String()
}

func (r *run) probed(t *driver.Tab, scene *recording.Scene, kind recording.ProbeKind, s seen) *recording.Probe {
	p := recording.Probe{Kind: kind, At: time.Now().UTC(), Seq: t.Recorder.Count(), URL: r.login.oracle.page, Landed: r.shown(s.URL), Status: s.status}
	p.Answer, p.Sign = r.login.oracle.says(s)
	if s.err != nil {
		p.Error = oneLine(s.err)
	}
	scene.Probes = append(scene.Probes, p)
	return &scene.Probes[len(scene.Probes)-1]
}
