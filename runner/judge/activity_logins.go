package judge

import (
	"slices"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// logins counts the attempts to log in by what came of each.
func (l *log) logins() {
	s := l.of.Session
	if s == nil {
		return
	}
	attempt := func(stage recording.Stage, outcome string) {
		l.add(reports.Activity{Kind: reports.DidLogin, URL: s.Page, Outcome: outcome}, stage)
	}
	attempts := s.Attempts
	if len(attempts) == 0 { // an older recording has their number alone
		attempts = submitted(l.of.Scenes)
	}
	for i, a := range attempts {
		attempt(a.Stage, l.outcome(a, attempts[i+1:]))
	}
}

// submitted are the attempts that can be seen: what was sent to log in, but for what it was answered with.
func submitted(scenes []recording.Scene) (all []recording.Attempt) {
	for _, s := range scenes {
		for _, e := range s.Exchanges {
			if e.Act == recording.LoggingIn && e.Hop == 0 && e.Method == "POST" {
				all = append(all, recording.Attempt{Stage: s.Stage, At: e.BeganAt})
			}
		}
	}
	return all
}

// telling are the probes that say what came of the login before them. Who has changed a password had logged in.
var telling = []recording.ProbeKind{recording.LoggedIn, recording.ReloggedIn, recording.BeforeChange, recording.AfterChange, recording.Refusal}

// outcome is what the next probe of the stage says, if that comes before the next attempt.
func (l *log) outcome(a recording.Attempt, later []recording.Attempt) string {
	s := l.of.Scene(a.Stage)
	if s == nil || a.At.Before(s.Started) { // the stage was gathered again
		return reports.LoginUnclear
	}
	tried := false
	next := slices.IndexFunc(later, func(b recording.Attempt) bool { return b.Stage == a.Stage })
	for _, p := range s.Probes {
		if p.At.Before(a.At) || next >= 0 && p.At.After(later[next].At) {
			continue
		}
		if a.Stage == recording.Replay { // one who is not logged in with other cookies tells nothing of the login
			if p.Answer == recording.In {
				return reports.LoginWorked
			}
			tried = true
			continue
		}
		if !slices.Contains(telling, p.Kind) {
			continue
		}
		switch {
		case p.Answer == recording.In || p.Kind == recording.AfterChange:
			return reports.LoginWorked
		case p.Answer == recording.Out && p.Kind == recording.Refusal:
			return reports.LoginRefused
		case p.Answer == recording.Out:
			return reports.LoginFailed
		}
		return reports.LoginUnclear
	}
	if !tried && (next >= 0 || s.State == recording.Failed) {
		return reports.LoginFailed
	}
	return reports.LoginUnclear
}
