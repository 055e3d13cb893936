package account

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/links"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Seen is how one visit to a page ended.
type Seen struct {
	driver.Look
	Status int
	Err    error // a *driver.Trouble
}

// Oracle tells whether the user is logged in by what a protected page shows.
type Oracle struct {
	given   recipe.Oracle
	Page    string // asked
	signs   []sign // of a learnt one
	textual bool   // a text is all that tells
	Explain string
}

// sign is one thing about a page that is one way for all who are logged in and another for all who are not.
type sign struct {
	name    string
	of      func(Seen) string // of something that is there or not: "true" or "false"
	in, out string

	turnsAway bool // who is shown the other is not shown the page
}

// aspects are what can be a sign.
var aspects = []sign{
	{name: "status", of: func(s Seen) string { return fmt.Sprint(s.Status) }, turnsAway: true},
	{name: "it ends on", of: func(s Seen) string { return Address(s.URL) }, turnsAway: true},
	{name: "a password field", of: func(s Seen) string { return fmt.Sprint(s.Password) }, turnsAway: true},
	{name: "a logout control", of: func(s Seen) string { return fmt.Sprint(s.Logout != nil) }},
}

// entry tells where nothing else does: who is in is offered no login. A link to one that is there for all says nothing.
var entry = sign{name: "a way to log in", of: func(s Seen) string { return fmt.Sprint(s.Entry) }, in: "false", out: "true"}

// shown is the clause on a page where the sign is that.
func (s sign) shown(value string) string {
	switch value {
	case "true":
		return s.name
	case "false":
		return "no " + strings.TrimPrefix(strings.TrimPrefix(s.name, "a "), "the ")
	}
	return s.name + " " + value
}

// change is the clause on what the login changed.
func (s sign) change() string {
	switch s.in {
	case "true":
		return s.name + " appeared"
	case "false":
		return s.shown(s.in) + " any more"
	}
	return s.shown(s.in) + ", before the login " + s.out
}

// learn makes an oracle of a page that was seen twice by a stranger and twice after the login. What changes by itself is no sign, nor
// is a text that the same browser was shown earlier. The error says that the page looks the same to both.
func learn(page string, outs, ins []Seen, earlier []string) (*Oracle, error) {
	o := &Oracle{Page: page}
	if slices.ContainsFunc(slices.Concat(outs, ins), func(s Seen) bool { return s.Err != nil }) {
		return nil, errors.New("it could not be opened")
	}
	for _, a := range aspects {
		out, in := a.of(outs[0]), a.of(ins[0])
		if out == a.of(outs[1]) && in == a.of(ins[1]) && out != in {
			a.out, a.in = out, in
			o.signs = append(o.signs, a)
		}
	}
	enters := func(s Seen) bool { return s.Entry }
	if len(o.signs) == 0 && outs[0].Entry && outs[1].Entry && !slices.ContainsFunc(ins, enters) {
		o.signs = []sign{entry}
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
		clauses = append(clauses, s.change())
	}
	o.Explain = strings.Join(clauses, "; ")
	return o, nil
}

// Expects is what the page shows of being logged in, or of not being, in clauses.
func (o *Oracle) Expects(in bool) string {
	if o.given.Given() {
		not := map[bool]string{true: "", false: "not "}[in]
		switch g := o.given; {
		case g.Selector != "":
			return g.Selector + " is " + not + "there"
		case g.Text != "":
			return fmt.Sprintf("the text %q is %sthere", g.Text, not)
		case g.URL != "":
			return map[bool]string{true: "it ends on ", false: "it does not end on "}[in] + g.URL
		default:
			return fmt.Sprintf("the status is %s%d", not, g.Status)
		}
	}
	var clauses []string
	for _, s := range o.signs {
		clauses = append(clauses, s.shown(map[bool]string{true: s.in, false: s.out}[in]))
	}
	return strings.Join(clauses, "; ")
}

// TurnsAway tells whether a stranger is not shown the page. One that shows strangers something else, such as no way to log out, is no
// protected page. What the user named is taken as it is.
func (o *Oracle) TurnsAway() bool {
	return o.given.Given() || slices.ContainsFunc(o.signs, func(s sign) bool { return s.turnsAway })
}

// marks is the first line of text that all who are logged in are shown and nobody else.
func marks(outs, ins []Seen, earlier []string) []sign {
	for _, line := range ins[0].Lines {
		shown := func(s Seen) bool { return slices.Contains(s.Lines, line) }
		if shown(ins[1]) && !slices.ContainsFunc(outs, shown) && !slices.Contains(earlier, line) {
			return []sign{{name: fmt.Sprintf("the text %q", line), of: func(s Seen) string { return fmt.Sprint(shown(s)) }, in: "true", out: "false"}}
		}
	}
	return nil
}

// Says is the verdict of the oracle on one visit, with the evidence. A page that was not requested again has the status 0.
func (o *Oracle) Says(s Seen) (recording.Answer, string) {
	switch {
	case s.Err != nil && breaks(s.Err):
		return recording.Broken, ""
	case s.Err != nil:
		return recording.Unclear, ""
	case s.Status == http.StatusTooManyRequests:
		return recording.Unclear, "too many requests"
	case s.Status >= http.StatusInternalServerError:
		return recording.Broken, ""
	}
	if o.given.Given() {
		return o.byGiven(s)
	}
	if s.Status >= http.StatusBadRequest { // no page that tells was answered like that to the user
		return recording.Out, fmt.Sprintf("status %d", s.Status)
	}
	in, out := "", ""
	for _, sign := range o.signs {
		if s.Status == 0 && sign.name == "status" {
			continue
		}
		switch got := sign.of(s); got {
		case sign.in:
			in = sign.shown(got)
		default:
			if out == "" {
				out = sign.shown(got)
			}
		}
	}
	switch {
	case out == "" && in != "":
		return recording.In, in
	case in == "" || s.Password || Address(s.URL) != Address(o.Page):
		return recording.Out, out
	}
	return recording.Unclear, "partly as when logged in: " + out
}

func (o *Oracle) byGiven(s Seen) (recording.Answer, string) {
	is, what := false, ""
	switch g := o.given; {
	case g.Selector != "":
		is, what = s.Has, g.Selector
	case g.Text != "":
		is, what = s.Says, fmt.Sprintf("the text %q", g.Text)
	case g.URL != "":
		if matches(g.URL, s.URL) {
			return recording.In, "it ended on " + Address(s.URL)
		}
		return recording.Out, "it ended on " + Address(s.URL)
	case s.Status == 0: // the page was not requested again
		return recording.Unclear, "the page as it was"
	default:
		is, what = s.Status == g.Status, fmt.Sprintf("the status is %d", s.Status)
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

// matches holds where a visit ended against a path or URL with * for any bytes.
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

// Address is what tells a page from others: its URL without what may be another each time. Where pages are told apart by the query, or
// by a route in the fragment, that belongs to it.
func Address(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	page := u.Scheme + "://" + u.Host + u.Path
	if query := links.Route(u.RawQuery); query != "" {
		page += "?" + query
	}
	if strings.HasPrefix(u.Fragment, "/") || strings.HasPrefix(u.Fragment, "!/") {
		route, _, _ := strings.Cut(u.Fragment, "?")
		page += "#" + route
	}
	return page
}
