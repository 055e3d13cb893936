// Package judge runs the suites over a recording: their findings go in, a reports.Run comes out.
package judge

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/standard"
)

// Options say what counts as a failure of the run.
type Options struct {
	Policy string         // one of suites.Policy
	FailOn check.Severity // lowest severity that fails the run; a level of ASVS blocks by requirement instead
	Never  bool           // nothing blocks
	None   bool           // the target is declared to set no cookie
	Config string         // path of the config file as given

	Require []string // what must be judged for the run to be conclusive, see [suites.RequireSession]; the policy may want more

	Waivers  []reports.Waiver // findings that are accepted
	Baseline *Baseline        // nil: none
}

// Run judges a recording by a catalogue. Runs share nothing, and can go on side by side.
func Run(r *recording.Recording, catalogue check.Catalogue, o Options) reports.Run {
	began := time.Now()
	of := check.NewCase(r)
	run := reports.Run{
		Tool:    tool(r.Tool),
		Browser: reports.Browser{Product: r.Browser.Product, Path: r.Browser.Path, Flags: r.Browser.Flags, Shell: r.Browser.Shell},
		Target:  r.Target.URL, Name: r.Target.Name, Landed: r.Target.Landed, Framework: of.Framework(),
		Policy: o.Policy, FailOn: o.FailOn.String(), Digest: r.Target.Digest, Config: o.Config,
		Started: r.Started, Ended: r.Ended,
		Completed: len(r.Trouble) == 0, Trouble: slices.Clone(r.Trouble), Notes: slices.Clone(r.Notes),
		Login: login(r.Session), Cookies: inventory(of), Life: lives(of),
		Activity: activity(of),
	}
	if o.Never {
		run.FailOn = "never"
	}
	if run.Landed == run.Target {
		run.Landed = ""
	}
	if r.Browser.Shell {
		run.Notes = append(run.Notes, "judged in headless-shell, which is not the reference for verdicts: full Chrome keeps cookies otherwise after a crash")
	}
	for _, scene := range r.Scenes {
		for _, note := range scene.Notes {
			run.Notes = append(run.Notes, fmt.Sprintf("%s: %s", scene.Stage, note))
		}
	}
	for _, c := range catalogue {
		run.Checks = append(run.Checks, explained(c))
	}
	found := findings(catalogue, of, suites.Policy(o.Policy))
	for _, f := range found {
		r := result(f, o)
		locate(&r, of)
		run.Results = append(run.Results, r)
	}
	fold(run.Results)
	run.Coverage = coverage(suites.Catalogue(), catalogue, found)
	run.Warnings = contradicted(of)
	excuse(&run, catalogue, o)
	switch {
	case !o.None:
		run.Trouble = append(run.Trouble, lacking(catalogue, of, found)...)
	case len(of.Cookies) > 0:
		run.Warnings = append(run.Warnings, fmt.Sprintf("the config says cookies: none, and the target set %s", of.Cookies[0].Name()))
	}
	run.NoSession = noSession(of, found)
	unmet(&run, catalogue, o)
	if brief := of.Brief(); brief != "" {
		run.Notes = append(run.Notes, brief)
	}
	if n := undecided(run.Results); n > 0 && len(run.Trouble) == 0 {
		run.Trouble = []string{fmt.Sprintf("%d blocking results could not be determined", n)}
	}
	run.Summary = run.Count()
	run.Exit = exit(run)
	run.Timings = timings(r, time.Since(began))
	return run.Normal()
}

// findings are what the specs find, in the order of the suites' tree. They are judged here and not by Ginkgo, whose suite is one for the
// whole process, runs once and takes the signals; `ginkgo ./suites` runs these very specs with it.
func findings(catalogue check.Catalogue, of *check.Case, policy suites.Policy) (found []suites.Finding) {
	for _, spec := range suites.Specs(catalogue, of, policy) {
		found = append(found, spec.Judge())
	}
	return found
}

func result(f suites.Finding, o Options) reports.Result {
	severity := f.Check.Severity
	if f.Verdict.Severity != nil {
		severity = *f.Verdict.Severity
	}
	r := reports.Result{
		ID: f.Check.ID, Outcome: string(f.Verdict.Outcome), Gating: !o.Never && suites.Policy(o.Policy).Gates(f.Check, severity, o.FailOn), Severity: severity.String(), Session: suites.AboutSession(f.Check),
		Title: f.Check.Title, Expected: f.Verdict.Expected, Actual: f.Verdict.Actual, Reason: f.Verdict.Reason, Advice: f.Verdict.Advice,
		Subject: reports.Subject{Kind: string(f.Subject.Kind)}, Seconds: f.Took.Seconds(),
	}
	if k := f.Subject.Cookie; k != nil {
		r.Subject.Name, r.Subject.Domain, r.Subject.Path = k.Key.Name, k.Key.Domain, k.Key.Path
		if k.Declared != nil {
			r.Declared, r.File, r.Line = k.Declared.Name, k.Declared.File, k.Declared.Line
		}
	}
	for _, c := range f.Check.Cites {
		r.Cites = append(r.Cites, reports.Citation{Text: c.String(), URL: c.URL, Source: c.Source, Section: c.Section, Words: standard.Words(c)})
	}
	for _, e := range f.Verdict.Evidence {
		r.Evidence = append(r.Evidence, reports.Evidence{At: e.At, Text: e.Text})
	}
	if f.Verdict.Outcome == check.Failed {
		r.Title = f.Check.Failure
		r.Fix = fixes(f)
	}
	return r
}

// lacking says what makes a run prove nothing although nothing failed.
func lacking(catalogue check.Catalogue, of *check.Case, found []suites.Finding) []string {
	switch {
	case len(of.Trouble) > 0 || slices.ContainsFunc(found, judged(aboutSite(catalogue, of) || withoutCookies(of))):
		return nil
	case len(of.Cookies) == 0:
		return []string{"the target set no cookie on the pages visited, so nothing was judged; name pages that set cookies with --pages"}
	}
	return []string{"no check could be applied to a cookie that the browser had, so nothing was judged"}
}

// judged tells whether a finding proves something of a cookie: one that a browser had, or one that was found wanting. Of the
// site it counts only where nothing else was asked for.
func judged(site bool) func(suites.Finding) bool {
	return func(f suites.Finding) bool {
		k := f.Subject.Cookie
		switch f.Verdict.Outcome {
		case check.Failed:
			return k != nil || site
		case check.Passed:
			return k == nil && site || k != nil && k.Live()
		}
		return false
	}
}

// withoutCookies tells whether a login was judged that uses no cookies: what is said of the site is all that there is.
func withoutCookies(of *check.Case) bool {
	return len(of.Cookies) == 0 && of.Session != nil && len(of.Session.Stored) > 0
}

// aboutSite tells whether none of the checks is about cookies.
func aboutSite(catalogue check.Catalogue, of *check.Case) bool {
	return !slices.ContainsFunc(catalogue, func(c check.Check) bool {
		subjects := c.Subjects(of)
		return len(subjects) == 0 || slices.ContainsFunc(subjects, func(s *check.Subject) bool { return s.Kind == check.OfCookie })
	})
}

// exit is the exit code that the run deserves: a failure outweighs what could not be judged.
func exit(run reports.Run) int {
	switch {
	case run.Summary.Fail > 0:
		return 1
	case len(run.Trouble) > 0:
		return 3
	}
	return 0
}

// undecided counts the results that would block if they could be told.
func undecided(results []reports.Result) (n int) {
	for _, r := range results {
		if r.Gating && r.Outcome == reports.Inconclusive {
			n++
		}
	}
	return n
}

func timings(r *recording.Recording, judging time.Duration) reports.Timings {
	t := reports.Timings{
		Wall:   r.Ended.Sub(r.Started).Seconds() + judging.Seconds(),
		Chrome: float64(r.Spent.Chrome), Pages: float64(r.Spent.Pages), Waits: float64(r.Spent.Waits),
		Own:    float64(r.Spent.Own) + judging.Seconds(),
		Starts: r.Spent.Starts,
	}
	for _, s := range r.Scenes {
		t.Requests += len(s.Exchanges)
	}
	return t
}

func login(s *recording.Session) *reports.Login {
	if s == nil {
		return nil
	}
	l := &reports.Login{By: string(s.By), Page: s.Page, Sign: s.Sign, Logout: s.LogoutBy, Logins: s.Logins}
	if len(s.Protected) > 0 {
		l.Asked = s.Protected[0]
	}
	return l
}

func tool(text string) reports.Tool {
	name, version, _ := strings.Cut(text, " ")
	return reports.Tool{Name: name, Version: version}
}
