package judge

import (
	"slices"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// visitors tell a request of the user from one of a stranger. Where the browser logged in itself, the login and the logout stand
// between the two; a browser that was given cookies, or kept them, is the user's where it sends what a login gave.
type visitors struct {
	session map[string]bool // names of the cookies that carry a session; empty: none is known
	given   map[pair]bool   // what logins gave, and no stranger has
}

type pair struct{ name, digest string }

// loggedInMoments are when the jar of a browser that logged in was looked at.
var loggedInMoments = []recording.Moment{
	recording.AfterLogin, recording.BeforeLogout, recording.AfterRelogin, recording.BeforeStep, recording.AfterStep,
}

func newVisitors(of *check.Case) *visitors {
	v := &visitors{session: map[string]bool{}, given: map[pair]bool{}}
	for _, s := range check.Sessions(of) {
		v.session[s.Cookie.Key.Name] = true
	}
	strangers := map[pair]bool{}
	for i := range of.Scenes {
		s := &of.Scenes[i]
		for _, jar := range s.Jars {
			in := slices.Contains(loggedInMoments, jar.Moment) && worked(s) || jar.Moment == recording.AtEnd && s.Stage == recording.Login && worked(s)
			for _, c := range jar.Cookies {
				p := pair{c.Name, c.Value.Digest}
				switch {
				case in && v.carries(c.Name):
					v.given[p] = true
				case s.Stage == recording.Visit || s.Stage == recording.Browse || s.Stage == recording.Fresh || jar.Moment == recording.BeforeLogin:
					strangers[p] = true
				}
			}
		}
	}
	for p := range strangers {
		delete(v.given, p)
	}
	return v
}

// carries tells whether a cookie may show who is logged in.
func (v *visitors) carries(name string) bool { return len(v.session) == 0 || v.session[name] }

// of says of each exchange of a scene whose it is.
func (v *visitors) of(s *recording.Scene) []string {
	all := make([]string, len(s.Exchanges))
	byLogin := slices.ContainsFunc(s.Exchanges, func(e recording.Exchange) bool { return e.Act == recording.LoggingIn })
	in := false
	for i := range s.Exchanges {
		e := &s.Exchanges[i]
		user := in
		if !byLogin {
			user = slices.ContainsFunc(e.Pairs, func(p recording.Pair) bool { return v.given[pair{p.Name, p.Value.Digest}] })
		}
		all[i] = reports.AsStranger
		if user {
			all[i] = reports.AsUser
			v.learn(e)
		}
		switch e.Act {
		case recording.LoggingIn:
			in = worked(s)
		case recording.LoggingOut:
			in = false
		}
	}
	return all
}

// learn takes up what an answer to the user gives: an ID that is renewed is the user's, too.
func (v *visitors) learn(e *recording.Exchange) {
	for _, line := range e.Lines {
		if v.session[line.Name] && line.Value.Digest != "" {
			v.given[pair{line.Name, line.Value.Digest}] = true
		}
	}
}

// worked tells whether a login of a scene logged anybody in.
func worked(s *recording.Scene) bool {
	return slices.ContainsFunc(s.Probes, func(p recording.Probe) bool {
		return p.Answer == recording.In && (p.Kind == recording.LoggedIn || p.Kind == recording.ReloggedIn || p.Kind == recording.BeforeChange || p.Kind == recording.Refusal)
	})
}
