package grade

import (
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// expecting are the checks that hold a cookie to what a part expects of it.
func expecting(d *recording.Declaration) []string {
	names := []string{"set/declared", "set/stored"}
	if d.Lifetime != nil || d.Session {
		names = append(names, "expiry/as-declared")
	}
	return names
}

// named are all names of checks that a part is judged by.
func named(p config.Part) []string {
	if p.Expect == nil {
		return p.Checks
	}
	return append(expecting(p.Expect), p.Checks...)
}

// Catalogue is what all parts of a rubric are judged by. The error is [config.Errors] about names that are no check's.
func Catalogue(r config.Rubric) (check.Catalogue, error) {
	var names []string
	var wrong config.Errors
	for i, p := range r.Parts {
		for j, name := range p.Checks {
			if _, err := suites.Catalogue().Select([]string{name}, nil); err != nil {
				wrong = append(wrong, r.Reject(i, j, "is no check and no area", check.Meant(err)))
			}
		}
		names = append(names, named(p)...)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return suites.Catalogue().Select(names, nil)
}

// Judge judges a recording by checks, see [judge.Run].
type Judge func(*recording.Recording, check.Catalogue, judge.Options) reports.Run

// marks judges each part by itself; open says that everybody sees the page for members, or nothing: what one expects of a cookie is none of the others' business.
func (c Class) marks(seen *recording.Recording, open string) []reports.Mark {
	var marks []reports.Mark
	for _, p := range c.Rubric.Parts {
		names := named(p)
		catalogue, err := suites.Catalogue().Select(names, nil)
		if err != nil {
			panic(err) // [Catalogue] was asked before
		}
		run := c.Judge(declaring(seen, c.Rubric.Config.Cookies, []config.Part{p}), catalogue, audit.Judging(c.Rubric.Config))
		m := mark(p, names, run, c.Rubric.Config.FailOn)
		if m.Outcome == reports.Inconclusive {
			c.settle(&m, seen, p, open)
		}
		marks = append(marks, m)
	}
	return marks
}

// whole judges a recording by everything that any part asks for.
func (c Class) whole(seen *recording.Recording) reports.Run {
	return c.Judge(declaring(seen, c.Rubric.Config.Cookies, c.Rubric.Parts), c.catalogue, audit.Judging(c.Rubric.Config))
}

// declaring is a recording as if the cookies had been declared as some parts expect them; of two that expect something of one
// cookie the first counts.
func declaring(seen *recording.Recording, cookies []recording.Declaration, parts []config.Part) *recording.Recording {
	as := *seen
	as.Declared = nil
	taken := map[string]bool{}
	for _, p := range parts {
		if p.Expect != nil && !taken[p.Cookie] {
			taken[p.Cookie] = true
			as.Declared = append(as.Declared, *p.Expect)
		}
	}
	for _, d := range cookies {
		if !taken[d.Name] {
			as.Declared = append(as.Declared, d)
		}
	}
	return &as
}

// mark gives the points of a part. A check that is named by its whole id counts whatever its severity, others where they block.
func mark(p config.Part, names []string, run reports.Run, failOn string) reports.Mark {
	m := reports.Mark{Title: p.Title, Points: p.Points, Findings: []reports.Result{}, Hints: []reports.Result{}}
	of := map[string]string{} // by check: the worst that came of it
	for _, r := range run.Results {
		about := p.Cookie == "" || r.Subject.Kind == "cookie" && check.Glob(p.Cookie, r.Subject.Name)
		counts := r.Gating || slices.Contains(names, r.ID) && failOn != "never"
		switch {
		case !about || r.Outcome == reports.NotApplicable:
		case r.Outcome == reports.Pass:
			of[r.ID] = worse(of[r.ID], r.Outcome)
		case counts:
			of[r.ID] = worse(of[r.ID], r.Outcome)
			m.Findings = append(m.Findings, r)
		case r.Outcome == reports.Fail:
			m.Hints = append(m.Hints, r)
		}
	}
	count := map[string]int{}
	for _, outcome := range of {
		count[outcome]++
	}
	held, failed, open := count[reports.Pass], count[reports.Fail], count[reports.Inconclusive]
	switch {
	case failed > 0:
		m.Outcome = reports.Fail
	case open > 0:
		m.Outcome, m.Reason = reports.Inconclusive, "a part of it could not be determined"
	case held == 0:
		m.Outcome, m.Reason = reports.Inconclusive, nothing(run)
	default:
		m.Outcome, m.Score = reports.Pass, p.Points
	}
	if m.Held = p.Points * held / max(1, held+failed+open); p.Partial && m.Outcome == reports.Fail {
		m.Score = p.Points * held / (held + failed + open)
	}
	return m
}

// worse of two outcomes.
func worse(a, b string) string {
	order := []string{"", reports.Pass, reports.Inconclusive, reports.Fail}
	if slices.Index(order, a) > slices.Index(order, b) {
		return a
	}
	return b
}

// settle judges a part that the checks leave open, where it is known how it stands all the same. Of a part that gives points for each check
// the open ones failed then.
func (c Class) settle(m *reports.Mark, seen *recording.Recording, p config.Part, open string) {
	found := known(seen, p, c.Rubric.Config, open)
	if found.why == "" && p.Partial && seen.Session != nil && len(seen.Session.Protected) == 0 {
		found = notLetIn(seen, c.Rubric.Config).or(open)
	}
	if found.why == "" {
		return
	}
	m.Outcome, m.Reason, m.Findings = reports.Fail, found.why, decided(m.Findings)
	if len(m.Findings) == 0 {
		m.Fix = found.fix
	}
	if p.Partial {
		m.Score = m.Held
	}
	if header := narrow(seen); header != "" && slices.Equal(named(p), []string{"set/http-only"}) && strings.Contains(strings.ToLower(header), "httponly") {
		m.Outcome, m.Reason, m.Fix, m.Score = reports.Pass, "", nil, p.Points
	}
}

// decided are the findings that say something.
func decided(findings []reports.Result) []reports.Result {
	return slices.DeleteFunc(findings, func(r reports.Result) bool { return r.Outcome == reports.Inconclusive })
}

// nothing says why there was nothing to judge.
func nothing(run reports.Run) string {
	for _, r := range run.Results {
		if r.Reason != "" {
			return "there was nothing to judge: " + r.Reason
		}
	}
	return "there was nothing to judge"
}

// unjudged are the marks of a submission that was not looked at: each part has the same outcome, for the same reason.
func unjudged(r config.Rubric, outcome, why string) []reports.Mark {
	var marks []reports.Mark
	for _, p := range r.Parts {
		marks = append(marks, reports.Mark{
			Title: p.Title, Points: p.Points, Outcome: outcome, Reason: why,
			Findings: []reports.Result{}, Hints: []reports.Result{},
		})
	}
	return marks
}
