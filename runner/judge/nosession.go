package judge

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// noSession says that no session was judged, and why. It is nil where one was, where nothing about sessions was asked, and where the
// site was never opened: that is why nothing at all was judged.
func noSession(of *check.Case, found []suites.Finding) *reports.NoSession {
	chosen, visit := aboutSession(found), of.Scene(recording.Visit)
	if len(chosen) == 0 || visit == nil || visit.State != recording.Done {
		return nil
	}
	reason, remedy := unknownSession(of)
	if reason == "" {
		if slices.ContainsFunc(chosen, decided) {
			return nil
		}
		reason, remedy = "no check of it could be decided", "read the reasons of the checks that did not run, and change what they name"
	}
	n := &reports.NoSession{Reason: reason, Remedy: remedy, NotRun: notRun(of, chosen)}
	if !loggedIn(of) {
		for _, s := range of.Suspected() {
			k := s.Cookie.Key
			n.Suspected = append(n.Suspected, reports.Suspected{Name: k.Name, Domain: k.Domain, Path: k.Path, Reason: s.Reason})
		}
	}
	return n
}

// Remedies, clauses in the imperative.
const (
	giveLogin   = "name a user with --user and the password in COOKIESPEC_PASSWORD, or describe the login with login: in the config"
	mendLogin   = "check --user and COOKIESPEC_PASSWORD, or describe the login with login: in the config"
	declareRole = "declare the cookie that carries the session with role: session in the config, or leave the checks out with --skip if none does"
	tryAgain    = "run again with a longer --timeout, or declare the cookie that carries the session with role: session in the config"
)

// unknownSession says why no session is known, and what changes that; "" where one is.
func unknownSession(of *check.Case) (reason, remedy string) {
	replay, control := of.Scene(recording.Replay), of.Probe(recording.Replay, recording.WithAll)
	switch {
	case of.Session == nil:
		return "no login was asked for", giveLogin
	case !loggedIn(of):
		if s := of.Scene(recording.Login); s != nil && s.Reason != "" {
			return s.Reason, cmp.Or(s.Advice, mendLogin)
		}
		return "nobody was logged in", mendLogin
	case len(check.Sessions(of)) > 0 || len(of.Session.Stored) > 0:
		return "", ""
	case replay == nil || replay.State != recording.Done && control == nil:
		return "it could not be found out which cookies carry the login" + because(replay), tryAgain
	case control != nil && control.Answer != recording.In:
		if brief := of.Brief(); brief != "" {
			return brief, "give the login's cookie a lifetime that is long enough to be used (Max-Age is in seconds)"
		}
		return "all cookies of the login together do not show it in an empty browser", declareRole
	}
	return "no cookie was found to carry the login", declareRole
}

func because(s *recording.Scene) string {
	if s == nil || s.Reason == "" {
		return ""
	}
	return ": " + s.Reason
}

// loggedIn tells whether a probe showed that a login worked.
func loggedIn(of *check.Case) bool {
	return slices.ContainsFunc(of.Scenes, func(s recording.Scene) bool {
		return slices.ContainsFunc(s.Probes, func(p recording.Probe) bool {
			return (p.Kind == recording.LoggedIn || p.Kind == recording.ReloggedIn) && p.Answer == recording.In
		})
	})
}

func aboutSession(found []suites.Finding) (some []suites.Finding) {
	for _, f := range found {
		if suites.AboutSession(f.Check) {
			some = append(some, f)
		}
	}
	return some
}

func decided(f suites.Finding) bool {
	return f.Verdict.Outcome == check.Passed || f.Verdict.Outcome == check.Failed
}

// notRun are the checks that have no verdict on any subject, by the reason of the first.
func notRun(of *check.Case, chosen []suites.Finding) (all []reports.NotRun) {
	verdict := map[string]bool{}
	for _, f := range chosen {
		verdict[f.Check.ID] = verdict[f.Check.ID] || decided(f)
	}
	at := map[string]int{}
	for _, f := range chosen {
		if verdict[f.Check.ID] {
			continue
		}
		verdict[f.Check.ID] = true
		reason := whyNot(of, f)
		i, known := at[reason]
		if !known {
			i = len(all)
			at[reason] = i
			all = append(all, reports.NotRun{Reason: reason})
		}
		all[i].Checks = append(all[i].Checks, f.Check.ID)
	}
	return all
}

// whyNot is why a check has no verdict. What kept a stage from being gathered is one reason, whichever stage it was.
func whyNot(of *check.Case, f suites.Finding) string {
	for _, stage := range f.Check.Needs.Each() {
		switch s := of.Scene(stage); {
		case s == nil:
			return "what they need was not recorded"
		case s.State != recording.Done && s.Reason != "":
			return check.Skip(s.Reason).Advise(s.Advice).Because()
		}
	}
	return f.Verdict.Because()
}

// unmet makes a run inconclusive that judged no session although one was to be judged: it is required, or a login was asked for and
// checks of sessions block.
func unmet(run *reports.Run, catalogue check.Catalogue, o Options) {
	chosen := slices.ContainsFunc(catalogue, suites.AboutSession)
	required := ""
	switch {
	case slices.Contains(o.Require, suites.RequireSession):
		required = "--require session"
	case chosen && slices.Contains(suites.Policy(o.Policy).Requires(), suites.RequireSession):
		required = "--policy " + o.Policy
	}
	n := run.NoSession
	switch {
	case required != "" && n != nil:
		n.Required = required
		run.Trouble = append(run.Trouble, fmt.Sprintf("no session was judged, and %s asks for one: %s; %s", required, n.Reason, n.Remedy))
	case required != "" && !chosen:
		run.Trouble = append(run.Trouble, required+" asks for a session to be judged, and no check of sessions is among those chosen: widen --only, or narrow --skip")
	case n != nil && run.Login != nil && len(run.Trouble) == 0 && slices.ContainsFunc(run.Results, wouldGate):
		run.Trouble = append(run.Trouble, fmt.Sprintf("a login was asked for, and no session was judged: %s; %s", n.Reason, n.Remedy))
	}
}

// wouldGate tells whether a check of sessions that has no verdict would have failed the run.
func wouldGate(r reports.Result) bool {
	return r.Session && r.Gating && (r.Outcome == reports.NotApplicable || r.Outcome == reports.Inconclusive)
}
