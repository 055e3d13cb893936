package reports

import (
	"cmp"
	"fmt"
	"slices"
)

// numbered gives each failure its number: F-01 for what blocks and weighs most, accepted findings last. A check that fails in the
// same standing on several subjects is one finding. The numbers hold within one run; from run to run see [Run.Fingerprint].
func numbered(results []Result) {
	var findings []Result
	for i := range results {
		results[i].Number = ""
		if results[i].Outcome == Fail && !slices.ContainsFunc(findings, results[i].sameFinding) {
			findings = append(findings, results[i])
		}
	}
	for i, f := range findings { // a finding weighs what its worst result does
		for _, r := range results {
			if f.sameFinding(r) && Rank(r.Severity) > Rank(findings[i].Severity) {
				findings[i].Severity = r.Severity
			}
		}
	}
	slices.SortStableFunc(findings, func(a, b Result) int {
		return cmp.Or(b.standing()-a.standing(), Rank(b.Severity)-Rank(a.Severity))
	})
	for i, f := range findings {
		for j := range results {
			if f.sameFinding(results[j]) {
				results[j].Number = fmt.Sprintf("F-%02d", i+1)
			}
		}
	}
}

func (r Result) sameFinding(other Result) bool {
	return r.Outcome == other.Outcome && r.ID == other.ID && r.Gating == other.Gating && r.Excuse() == other.Excuse()
}

func (r Result) standing() int {
	switch {
	case r.Gating:
		return 2
	case r.Excuse() == "":
		return 1
	}
	return 0
}

// ByNumber orders failures by their numbers.
func ByNumber(a, b Result) int {
	return cmp.Or(len(a.Number)-len(b.Number), cmp.Compare(a.Number, b.Number))
}
