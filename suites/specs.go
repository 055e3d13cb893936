package suites

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
)

// Spec is one check to be applied to one subject of a recording. Specs share nothing that they change, so they can run in any order
// and side by side.
type Spec struct {
	Check   check.Check
	Subject *check.Subject
	Text    string // names it: the check's id and title, and its subject
	of      *check.Case
	policy  Policy
}

// Finding is one check applied to one subject.
type Finding struct {
	Check   check.Check
	Subject *check.Subject
	Verdict check.Verdict
	Took    time.Duration
}

// Specs are one for each check of the catalogue and each of its subjects, sorted by their texts as Ginkgo sorts them. A check without
// subjects has one spec all the same, which says that it does not apply.
func Specs(catalogue check.Catalogue, of *check.Case, policy Policy) (all []Spec) {
	for _, c := range catalogue {
		subjects := c.Subjects(of)
		if len(subjects) == 0 {
			c, subjects = withoutSubject(c), check.Site(of)
		}
		for _, s := range subjects {
			all = append(all, Spec{c, s, text(c, s), of, policy})
		}
	}
	slices.SortStableFunc(all, func(a, b Spec) int { return strings.Compare(a.Text, b.Text) })
	return all
}

// Judge applies the check to the subject.
func (s Spec) Judge() Finding {
	began := time.Now()
	verdict := s.policy.apply(s.Check, s.Check.Apply(s.of, s.Subject))
	return Finding{s.Check, s.Subject, verdict, time.Since(began)}
}

func text(c check.Check, s *check.Subject) string {
	subject := "the site"
	if k := s.Cookie; k != nil {
		subject = fmt.Sprintf("%q at %s%s", k.Key.Name, k.Key.Domain, k.Key.Path)
	}
	return fmt.Sprintf("%s %s: %s", c.ID, c.Title, subject)
}

// Labels are what a check is selected by in Ginkgo: its area, its severity, and the requirements of ASVS and tests of the WSTG that it
// cites, such as "ASVS-3.3.1" and "WSTG-SESS-02".
func Labels(c check.Check) []string {
	labels := []string{c.Area(), c.Severity.String()}
	for _, cite := range c.Cites {
		switch cite.Source {
		case "ASVS 5.0":
			labels = append(labels, "ASVS-"+cite.Section)
		case "WSTG":
			labels = append(labels, "WSTG-"+cite.Section)
		}
	}
	return labels
}

// withoutSubject is a check that found nothing to be applied to. When what it needs was not gathered, nobody knows whether there was
// nothing: the stages that it needs decide that, as for any check.
func withoutSubject(c check.Check) check.Check {
	c.Judge = func(*check.Case, *check.Subject) check.Verdict {
		return check.Skip("no cookie of the target is of the kind that this is about")
	}
	return c
}

// declaredIn is the file of a check: its id is its address.
func declaredIn(id string) string {
	return "suites/" + strings.ReplaceAll(id, "-", "_") + ".go"
}
