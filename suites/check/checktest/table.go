package checktest

import (
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Row is a recording and what a check has to say of it.
type Row struct {
	name     string
	outcome  check.Outcome // empty: the check has no subject
	says     string
	severity *check.Severity
	strict   bool
	asvs     bool
	cookie   string
	elements []Element
}

// Passes is a row in which the check passes and its text contains says.
func Passes(name, says string, elements ...Element) Row {
	return Row{name: name, outcome: check.Passed, says: says, elements: elements}
}

// Fails is a row in which the check fails and its text contains says.
func Fails(name, says string, elements ...Element) Row {
	return Row{name: name, outcome: check.Failed, says: says, elements: elements}
}

// Skips is a row in which the check does not apply and its reason contains says.
func Skips(name, says string, elements ...Element) Row {
	return Row{name: name, outcome: check.NotApplicable, says: says, elements: elements}
}

// Undecided is a row in which the check is inconclusive and its reason contains says.
func Undecided(name, says string, elements ...Element) Row {
	return Row{name: name, outcome: check.Undecided, says: says, elements: elements}
}

// NoSubject is a row in which there is nothing to apply the check to.
func NoSubject(name string, elements ...Element) Row { return Row{name: name, elements: elements} }

// Of names the cookie that the row is about. Without it the check must have one subject.
func (r Row) Of(cookie string) Row { r.cookie = cookie; return r }

// At is the severity that the verdict has of its own.
func (r Row) At(s check.Severity) Row { r.severity = &s; return r }

// UnderStrict says that the verdict counts under the policy strict only.
func (r Row) UnderStrict() Row { r.strict = true; return r }

// UnderASVS says that the verdict counts under the levels of ASVS only.
func (r Row) UnderASVS() Row { r.asvs = true; return r }

// Table tries a check on each row. Stages that the check needs and a row does not mention are played without steps.
func Table(t *testing.T, c check.Check, rows ...Row) {
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			of := Case(append(slices.Clone(row.elements), idle(c.Needs))...)
			subjects := row.subjects(c.Subjects(of))
			if row.outcome == "" {
				if len(subjects) > 0 {
					t.Errorf("%d subjects, expected none", len(subjects))
				}
				return
			}
			if len(subjects) != 1 {
				t.Fatalf("%d subjects, expected one", len(subjects))
			}
			row.compare(t, c.Apply(of, subjects[0]))
			lacking(t, c, of.Recording, row)
			if row.outcome == check.Passed {
				kill(c, of.Recording, row)
			}
		})
	}
}

func (r Row) subjects(all []*check.Subject) []*check.Subject {
	if r.cookie == "" {
		return all
	}
	return slices.DeleteFunc(all, func(s *check.Subject) bool { return s.Cookie == nil || s.Cookie.Key.Name != r.cookie })
}

func (r Row) compare(t *testing.T, v check.Verdict) {
	t.Helper()
	text := v.Actual
	if v.Outcome == check.NotApplicable || v.Outcome == check.Undecided {
		text = v.Because()
	} else if v.Advice != "" {
		text += "; " + v.Advice
	}
	if v.Outcome != r.outcome || !strings.Contains(text, r.says) {
		t.Errorf("%s: %s\nexpected %s: … %s …", v.Outcome, text, r.outcome, r.says)
	}
	if got, want := severity(v.Severity), severity(r.severity); got != want {
		t.Errorf("severity %s, expected %s", got, want)
	}
	if v.Strict != r.strict {
		t.Errorf("strict is %t, expected %t", v.Strict, r.strict)
	}
	if v.ASVS != r.asvs {
		t.Errorf("ASVS is %t, expected %t", v.ASVS, r.asvs)
	}
	for _, flaw := range flaws(v, text) {
		t.Errorf("the verdict %s: %q", flaw, text)
	}
}

func severity(s *check.Severity) string {
	if s == nil {
		return "of the check"
	}
	return s.String()
}

// flaws are what no verdict may have.
func flaws(v check.Verdict, text string) []string {
	var found []string
	if text == "" {
		found = append(found, "says nothing")
	}
	if strings.ContainsAny(text, "\n\r") || strings.HasSuffix(text, ".") {
		found = append(found, "is not one line without a full stop")
	}
	if v.Outcome == check.Failed && (len(v.Evidence) == 0 || len(v.Expected) == 0) {
		found = append(found, "fails without evidence or without saying what was expected")
	}
	return found
}

// idle plays the stages that were not played.
func idle(stages recording.Stage) Element {
	return func(p *Player) {
		for _, stage := range stages.Each() {
			if p.r.Scene(stage) == nil {
				scene(stage, nil)(p)
			}
		}
	}
}
