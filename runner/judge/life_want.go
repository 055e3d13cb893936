package judge

import (
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// grace is how close to a cookie's end nobody can say whether it must be there.
const grace = time.Second

// want is what k has to be as the stage begins, or (late) as it ends.
func (s *stage) want(k *check.Cookie) (want reports.Held, late bool) {
	switch s.after {
	case reports.Aged, reports.Waited:
		last := s.end()
		if a := s.ageing(k); k.In(s.start()) != nil && last.Moment == recording.AfterExpiry && !last.At.Before(a.Expires.Add(grace-10*time.Millisecond)) {
			return reports.Gone, true
		}
	case reports.Restarted, reports.Crashed, reports.Restored:
		return s.survives(k), false
	}
	return reports.Unseen, false
}

// copied tells whether k's value from before the logout was worth anything after it. Unless it was before, that shows nothing.
func (s *stage) copied(k *check.Cookie) reports.Held {
	replay := s.of.Scene(recording.Replay)
	if s.Stage != recording.Logout || replay == nil || k.Role() != check.Session || k.In(s.Jar(recording.BeforeLogout)) == nil {
		return reports.Unseen
	}
	worked := false
	for _, p := range replay.Probes {
		switch {
		case p.Kind == recording.BeforeOut:
			worked = p.Answer == recording.In
		case p.Kind == recording.AfterOut && worked && p.Answer == recording.In:
			return reports.There
		case p.Kind == recording.AfterOut && worked && p.Answer == recording.Out:
			return reports.Gone
		}
	}
	return reports.Unseen
}

// before is the last look at the jar that the stage's browser was started again with, or nil.
func (s *stage) before() *recording.Snapshot {
	switch s.Stage {
	case recording.Crash:
		return s.Jar(recording.BeforeKill)
	case recording.RememberMeRestart:
		if ticked := s.of.Scene(recording.RememberMe); ticked != nil && len(ticked.Jars) > 0 {
			return &ticked.Jars[len(ticked.Jars)-1]
		}
		return nil
	}
	_, jar := s.of.LastJar()
	return jar
}

// outlasts tells whether k carried a login into the restarted browser that was to end with the first.
func (s *stage) outlasts(k *check.Cookie) bool {
	if s.Stage != recording.Restart || s.of.Session == nil || s.of.Session.Expected.Restart != "ends" || k.Role() != check.Session {
		return false
	}
	return slices.ContainsFunc(s.Probes, func(p recording.Probe) bool { return p.Kind == recording.Restarted && p.Answer == recording.In })
}

// survives is whether k has to be there after its browser has started again.
func (s *stage) survives(k *check.Cookie) reports.Held {
	first, entry := s.start(), k.In(s.before())
	if entry == nil || first == nil || s.of.Crowded(k) {
		return reports.Unseen
	}
	short := entry.Expires == nil || s.outlasts(k) || k.Declared != nil && k.Declared.Session
	switch {
	case short && s.after == reports.Restarted:
		return reports.Gone
	case short: // a browser that crashed, or restores, may bring it back
		return reports.Unseen
	case entry.Expires.After(first.At.Add(grace)):
		return reports.There
	case entry.Expires.Before(first.At.Add(-grace)):
		return reports.Gone
	}
	return reports.Unseen
}
