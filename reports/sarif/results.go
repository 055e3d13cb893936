package sarif

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// results are the findings, and one more where the run was not whole.
func results(r reports.Run, o Options, rules map[string]int) []result {
	all := []result{}
	taken := map[string]int{}
	for _, found := range r.Results {
		if found.Outcome != reports.Fail {
			continue
		}
		taken[found.Fingerprint]++
		one := result{
			RuleID: found.ID, RuleIndex: rules[found.ID], Level: level(found), Message: message{tell(r, found)},
			Locations:    o.place(found.File != "", found.Line),
			Fingerprints: fingerprints(found.Fingerprint, taken[found.Fingerprint]),
			Bag:          resultBag{found.Number, text(found.Severity, nameLength, "info"), text(found.Subject.String(), nameLength, "-"), text(r.Target, nameLength, "-"), found.Gating},
		}
		if r.Baseline != "" {
			one.Baseline = "new"
			if found.Known {
				one.Baseline = "unchanged"
			}
		}
		if w := found.Waived; w != nil {
			one.Suppressions = []suppression{{"external", "accepted", text(found.Excuse(), sentenceLength, "-")}}
		}
		all = append(all, one)
	}
	if r.Whole() {
		return all
	}
	return append(all, result{
		RuleID: completed, RuleIndex: rules[completed], Level: "error", Locations: o.place(false, 0),
		Message:      message{sentence("the run of " + r.Target + " was not whole: " + strings.Join(append(r.Trouble, "what is not found here may be there all the same"), "; "))},
		Fingerprints: fingerprints(r.Fingerprint(reports.Result{ID: completed, Subject: reports.Subject{Kind: "site"}}), 1),
		Bag:          resultBag{"", "high", "the run", text(r.Target, nameLength, "-"), true},
	})
}

// level is error for what fails the run. GitHub has checks of its own that fail on errors.
func level(r reports.Result) string {
	switch {
	case r.Gating:
		return "error"
	case r.Excuse() != "", r.Severity == "low", r.Severity == "info":
		return "note"
	}
	return "warning"
}

// fingerprints name the nth result of one fingerprint. GitHub knows the first key only, and wants a number at its end.
func fingerprints(of string, n int) map[string]string {
	return map[string]string{"primaryLocationLineHash": fmt.Sprintf("%s:%d", of[:16], n), "cookiespec/v1": fmt.Sprintf("%s:%d", of, n)}
}

// tell is a finding in a few lines; the first says most, because lists show no more.
func tell(r reports.Run, found reports.Result) string {
	head := found.Subject.String() + ": " + found.Title
	if found.Actual != "" {
		head += ": " + found.Actual
	}
	all := []string{sentence(head)}
	say := func(label, s string) {
		if s != "" {
			all = append(all, sentence(label+": "+s))
		}
	}
	say("Expected", strings.Join(found.Expected, ", or "))
	say("Advice", found.Advice)
	for i, e := range found.Evidence {
		if i == mostEvidence {
			say("Seen", fmt.Sprintf("and %d times more", len(found.Evidence)-i))
			break
		}
		say("Seen", e.At+": "+e.Text)
	}
	say("Target", r.Target)
	say("Accepted", found.Excuse())
	return strings.Join(all, "\n")
}

// invocationOf tells how the run went.
func invocationOf(r reports.Run, rules map[string]int) invocation {
	const form = "2006-01-02T15:04:05.000Z"
	i := invocation{
		Successful: r.Whole(), ExitCode: r.Exit, Start: r.Started.Format(form), End: r.Ended.Format(form), Notifications: []notification{},
	}
	say := func(level, s string, rule *reference) {
		i.Notifications = append(i.Notifications, notification{level, message{sentence(s)}, rule})
	}
	if r.NoSession != nil {
		say("warning", r.NoSession.Text(), nil)
	}
	for _, s := range r.Trouble {
		say("error", s, nil)
	}
	for _, s := range r.Warnings {
		say("warning", s, nil)
	}
	for _, s := range r.Notes {
		say("note", s, nil)
	}
	for _, one := range r.Results {
		if one.Outcome != reports.Pass && one.Outcome != reports.Fail && one.Outcome != reports.NotApplicable {
			say("warning", one.Subject.String()+": inconclusive: "+one.Because(), &reference{one.ID, rules[one.ID]})
		}
	}
	return i
}
