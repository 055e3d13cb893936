package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/cookiespec/cookiespec/fixtures/lab"
	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// selfCheck is a site of the built-in lab and what of a run is done on it.
type selfCheck struct {
	site   string // empty: the conformant one
	stages recording.Stage
}

// selfChecks are few, so that they are quick, and of each kind: what is set, sent, kept and given up.
var selfChecks = []selfCheck{
	{"", recording.Visit | recording.Browse | recording.Restart | recording.Aged},
	{"script-resurrects-session", recording.Visit | recording.Restart},
	{"twins-at-two-domains", recording.Visit | recording.Browse},
	{"missing-http-only", recording.Visit},
	{"oversized-cookie", recording.Visit},
	{"deletion-wrong-path", recording.Visit},
}

// catalogue are the checks that need no other stages.
func (s selfCheck) catalogue() check.Catalogue {
	return slices.DeleteFunc(suites.Catalogue(), func(c check.Check) bool { return !s.stages.Has(c.Needs) })
}

// fails are the ids that must fail, and no others.
func (s selfCheck) fails() []string {
	var ids []string
	for _, d := range lab.Defects {
		if d.Name == s.site {
			ids = d.Fails
		}
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { _, err := s.catalogue().Find(id); return err != nil })
}

// self audits sites of the lab in the user's own Chrome, two side by side, and tells whether each verdict is the right one.
func (d *doctor) self(ctx context.Context, path string, say func(stage, text string)) []finding {
	began := time.Now()
	l, err := lab.Start(ctx)
	if err != nil {
		return []finding{{name: "self", text: "the built-in site cannot be served: " + reason(err), hint: "free a port of 127.0.0.1"}}
	}
	defer l.Close()
	findings := make([]finding, len(selfChecks))
	places := make(chan struct{}, 2)
	var all sync.WaitGroup
	for i, s := range selfChecks {
		all.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			say("self-check", s.title())
			seen, err := d.gather(ctx, s.gathering(l, path, d.headed))
			if err != nil {
				findings[i] = finding{name: "self", text: s.title() + ": " + reason(err), hint: "see what cookiespec demo says"}
				return
			}
			findings[i] = s.compare(d.judge(seen, s.catalogue(), judge.Options{Policy: string(suites.Baseline), FailOn: check.High}))
		})
	}
	all.Wait()
	trust := finding{well: true, name: "trust", text: fmt.Sprintf("verdicts can be trusted in this Chrome (tried in %.1f s)", time.Since(began).Seconds())}
	if slices.ContainsFunc(findings, func(f finding) bool { return !f.well }) {
		trust = finding{name: "trust", text: "verdicts in this Chrome may be wrong", hint: "use another one, with --chrome PATH; full Chrome or Chromium is the reference"}
	}
	return append(findings, trust)
}

func (s selfCheck) title() string {
	if s.site == "" {
		return "a conformant site"
	}
	return "a site with the flaw " + s.site
}

func (s selfCheck) gathering(l *lab.Lab, chrome string, headed bool) gather.Options {
	declared, err := config.Parse("", lab.Declared(s.site, true))
	if err != nil {
		panic(err) // the lab's own
	}
	return gather.Options{
		URL: l.URL(s.site, true), MaxPages: config.Default().MaxPages, Stages: s.stages, Patience: config.Default().Patience,
		Timeout: 3 * time.Minute, Jobs: 2, Chrome: chrome, Headed: headed, SPKI: []string{l.SPKI()}, Resolve: l.Resolve(),
		Declared: declared.Cookies, Tool: "cookiespec " + version(),
	}
}

// compare tells whether exactly those checks fail that must, and all others could be decided.
func (s selfCheck) compare(run reports.Run) finding {
	var fails, undecided []string
	passed := 0
	for _, r := range run.Results {
		switch {
		case r.Failed():
			fails = append(fails, r.ID)
		case r.Outcome == reports.Inconclusive:
			undecided = append(undecided, r.ID)
		case r.Outcome == reports.Pass:
			passed++
		}
	}
	slices.Sort(fails)
	fails = slices.Compact(fails)
	want := s.fails()
	f := finding{well: slices.Equal(fails, want) && len(undecided) == 0 && passed > 0, name: "self"}
	switch {
	case f.well && len(want) == 0:
		f.text = fmt.Sprintf("%s: nothing fails, %d pass", s.title(), passed)
	case f.well:
		f.text = fmt.Sprintf("%s: found by %s, and by nothing else", s.title(), strings.Join(want, " and "))
	default:
		f.text = fmt.Sprintf("%s: fails %s, inconclusive %s, but %s should fail", s.title(), some(fails), some(undecided), some(want))
	}
	return f
}

func some(ids []string) string {
	if len(ids) == 0 {
		return "nothing"
	}
	return strings.Join(ids, ", ")
}

// deviations lists what this Chrome is known to do otherwise than RFC 6265bis says, all of which the model heeds.
func deviations(product string) []finding {
	_, version, _ := strings.Cut(product, "/")
	major, _ := strconv.Atoi(strings.SplitN(version, ".", 2)[0])
	var known []finding
	for _, d := range rfc6265.Deviations {
		if slices.Contains(d.Seen, major) {
			known = append(known, finding{well: true, name: "known", text: fmt.Sprintf("%s, RFC 6265bis §%s: %s", d.Name, d.Section, d.What)})
		}
	}
	if len(known) == 0 {
		return []finding{{well: true, name: "known", text: fmt.Sprintf("what %s does otherwise than RFC 6265bis was not measured; that of Chrome %d is assumed", product, rfc6265.Deviations[0].Seen[0])}}
	}
	return known
}
