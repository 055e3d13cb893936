package sarif

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// completed is the rule of a run that was not whole.
const completed = "run/completed"

// rulesOf are the checks that the results are of, in the order of the catalogue, and completed.
func rulesOf(r reports.Run) []rule {
	var ids []string
	for _, c := range r.Checks {
		ids = append(ids, c.ID)
	}
	for _, one := range r.Results {
		ids = append(ids, one.ID)
	}
	rules := []rule{}
	known := map[string]bool{completed: true}
	for _, id := range ids {
		if !known[id] {
			known[id] = true
			rules = append(rules, ruleOf(r, r.Check(id)))
		}
	}
	return append(rules, rule{
		ID: completed, Short: message{"the run was whole"}, Full: message{"A run that was broken off, or that judged nothing, proves nothing of the site."},
		Help:    help{"Fix what kept the run from being whole, and run again.", "Fix what kept the run from being whole, and run again."},
		Default: configuration{"error"}, Bag: ruleBag{Tags: []string{"run"}, Problem: "error"},
	})
}

func ruleOf(r reports.Run, c reports.Check) rule {
	area := reports.Result{ID: c.ID}.Area()
	one := rule{
		ID: c.ID, Short: message{text(c.Title, titleLength, c.ID)}, Full: message{text(c.Rule, titleLength, c.ID)}, Help: helpOf(r, c),
		Bag: ruleBag{Tags: []string{"security", "cookies", text(area, nameLength, "check")}},
	}
	gravest := -1
	for _, result := range r.Results {
		if result.ID != c.ID {
			continue
		}
		gravest = max(gravest, slices.Index(severities, result.Severity))
		for _, cite := range result.Cites {
			one.HelpURI = cmp.Or(one.HelpURI, absolute(cite.URL))
			if cite.Source == "CWE" {
				one.Bag.Tags = append(one.Bag.Tags, "external/cwe/cwe-"+text(cite.Section, nameLength, "unknown"))
			}
		}
	}
	slices.Sort(one.Bag.Tags)
	one.Bag.Tags = slices.Compact(one.Bag.Tags)
	one.Bag.Tags = one.Bag.Tags[:min(len(one.Bag.Tags), mostTags)]
	w := weights[max(gravest, 0)]
	one.Default.Level, one.Bag.Problem, one.Bag.Security = w.level, w.problem, w.score
	return one
}

// severities from the least on. One that is none of them weighs as the least.
var severities = []string{"info", "low", "medium", "high", "critical"}

// weights are what a severity is in SARIF, in GitHub's words, and on the scale of CVSS on which GitHub calls it by the same name.
var weights = []struct{ level, problem, score string }{
	{"note", "recommendation", ""}, {"note", "recommendation", "2.0"}, {"warning", "warning", "5.5"}, {"error", "error", "8.0"}, {"error", "error", "9.5"},
}

// helpOf is what `cookiespec explain` says.
func helpOf(r reports.Run, c reports.Check) help {
	var plain, marked []string
	for _, part := range []struct{ name, text string }{
		{"Rule", c.Rule}, {"Why", c.Reason}, {"It fails when", c.Fails}, {"Limits", c.Limits},
	} {
		if part.text != "" {
			plain = append(plain, part.name+": "+lines(part.text, ""))
			marked = append(marked, "**"+part.name+":** "+lines(part.text, ""))
		}
	}
	for _, m := range reports.FixesFor(r.Framework, c.Fixes) {
		in := text(m.In, nameLength, "any server")
		plain = append(plain, in+":\n"+lines(m.Lines, "    "))
		marked = append(marked, in+":\n\n"+lines(m.Lines, "    "))
	}
	more := "More: cookiespec explain " + text(c.ID, nameLength, "ID")
	return help{strings.Join(append(plain, more), "\n\n"), strings.Join(append(marked, more), "\n\n")}
}
