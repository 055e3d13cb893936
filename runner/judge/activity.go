package judge

import (
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// activity is what the audit did to the site: all of it follows from what was recorded.
func activity(of *check.Case) []reports.Activity {
	l := &log{of: of, visitors: newVisitors(of), at: map[string]int{}}
	l.logins()
	for i := range of.Scenes {
		if s := &of.Scenes[i]; !answeredByUs.Has(s.Stage) {
			l.scene(s)
		}
	}
	slices.SortStableFunc(l.all, func(a, b reports.Activity) int {
		return slices.Index(reports.Kinds, a.Kind) - slices.Index(reports.Kinds, b.Kind)
	})
	return l.all
}

// answeredByUs are the stages in which a server of our own stands in for the site: nothing that is done in them reaches it.
var answeredByUs = recording.Where(func(f recording.Facts) bool { return f.Answers == recording.ByStandIn })

// log counts what was done, in the order in which each was done first.
type log struct {
	of       *check.Case
	visitors *visitors
	all      []reports.Activity
	at       map[string]int
}

// add counts one more of an activity in a stage.
func (l *log) add(a reports.Activity, stage recording.Stage) {
	a.URL = address(a.URL)
	key := strings.Join([]string{a.Kind, a.As, a.Method, a.URL, a.Outcome, a.Detail}, "\x00")
	i, known := l.at[key]
	if !known {
		i = len(l.all)
		l.at[key] = i
		l.all = append(l.all, a)
	}
	one := &l.all[i]
	one.Count++
	if name := stage.String(); !slices.Contains(one.Stages, name) {
		one.Stages = append(one.Stages, name)
	}
}

func (l *log) scene(s *recording.Scene) {
	as := l.visitors.of(s)
	for i := range s.Exchanges {
		if e := &s.Exchanges[i]; e.Hop == 0 && l.reached(s, e) {
			l.exchange(s, e, as[i])
		}
	}
	for _, d := range s.Drops {
		detail := "no cookies"
		if d.Name != "" {
			detail = oneLeftOut
		}
		l.add(reports.Activity{Kind: reports.DidReplay, Method: "GET", URL: d.URL, Detail: detail}, s.Stage)
	}
	for _, p := range s.Probes {
		if detail, copied := replayed(s, p); copied {
			l.add(reports.Activity{Kind: reports.DidReplay, Method: "GET", URL: p.URL, Detail: detail}, s.Stage)
		}
		if p.Kind == recording.AfterChange { // the browser that changes the password is not recorded
			l.add(reports.Activity{Kind: reports.DidAction, As: reports.AsUser, Detail: "password_change, and back"}, s.Stage)
		}
	}
}

// reached tells whether a request went to the site. In stages with another site in them, only its own origin is the site.
func (l *log) reached(s *recording.Scene, e *recording.Exchange) bool {
	u, err := url.Parse(e.URL)
	if err != nil || !l.of.Judges(u.Hostname()) {
		return false
	}
	if s.Stage == recording.Linked || s.Stage == recording.Forged {
		return origin(e.URL) == origin(l.of.Target.URL) || origin(e.URL) == origin(l.of.Target.Landed)
	}
	return true
}

func origin(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// acts are what a request is, by what made it. What is left are requests that a page makes by itself.
var acts = map[recording.Act]string{
	recording.Navigation: reports.DidPage, recording.NewTab: reports.DidPage, recording.Reload: reports.DidPage, recording.Back: reports.DidPage, recording.Link: reports.DidPage,
	recording.Fetch: reports.DidRequest, recording.XHR: reports.DidRequest, recording.IFrame: reports.DidRequest, recording.Form: reports.DidForm,
	recording.LoggingIn: reports.DidForm, recording.LoggingOut: reports.DidLogout,
}

func (l *log) exchange(s *recording.Scene, e *recording.Exchange, as string) {
	a := reports.Activity{Kind: acts[e.Act], As: as, Method: e.Method, URL: e.URL}
	safe := e.Method == "GET" || e.Method == "HEAD"
	switch {
	case s.Stage == recording.Replay: // its probes tell of them
		if e.TopLevel {
			return
		}
		a = reports.Activity{Kind: reports.DidOwn}
	case s.Stage == recording.Samples:
		a.Kind, a.As = reports.DidBurst, reports.AsStranger
	case l.logsOut(s, e):
		a.Kind, a.Detail = reports.DidLogout, "loaded as an image"
	case a.Kind == "":
		a = reports.Activity{Kind: reports.DidOwn, As: as}
	case declaring.Has(s.Stage) && e.Act == recording.Form:
		a.Kind = reports.DidAction
	case a.Kind == reports.DidForm && safe && e.Act == recording.LoggingIn: // the page after it, or a login by links
		a.Kind = reports.DidPage
	case a.Kind == reports.DidForm && safe: // it changes nothing but the address
		a.Kind = reports.DidRequest
	}
	l.add(a, s.Stage)
}

// declaring are the stages that do what the config declares.
const declaring = recording.Forged | recording.PrivilegeChange

// logsOut tells whether a page was made to load the logout's address as an image.
func (l *log) logsOut(s *recording.Scene, e *recording.Exchange) bool {
	return s.Stage == recording.Logout && e.Act == recording.SubResource && slices.ContainsFunc(s.Exchanges, func(o recording.Exchange) bool {
		return o.Act == recording.LoggingOut && o.Hop == 0 && o.URL == e.URL
	})
}
