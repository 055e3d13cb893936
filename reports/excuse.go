package reports

// Waiver is a kind of finding that the user accepts, and why.
type Waiver struct {
	Check  string `json:"check"`            // id
	Cookie string `json:"cookie,omitempty"` // name or glob; empty: whatever it is found on
	Reason string `json:"reason"`
	Until  string `json:"until,omitempty"` // the last day on which it holds, such as 2027-06-30, UTC; empty: it does not end
	File   string `json:"file,omitempty"`  // where the config says it
	Line   int    `json:"line,omitempty"`
	Found  int    `json:"found"` // findings that it waived in this run
}

// Waived is why a finding does not block although its severity would.
type Waived struct {
	Reason string `json:"reason"`
	Until  string `json:"until,omitempty"` // as in [Waiver]
}

// Excuse says in a clause why a fail blocks nothing whatever its severity: it is waived, or known from the baseline. It is
// empty for all other results.
func (r Result) Excuse() string {
	switch {
	case r.Outcome != Fail:
		return ""
	case r.Waived != nil && r.Waived.Until != "":
		return "waived until " + r.Waived.Until + ": " + r.Waived.Reason
	case r.Waived != nil:
		return "waived: " + r.Waived.Reason
	case r.Known:
		return "known from the baseline"
	}
	return ""
}

// Findings are the fingerprints of what a run found wrong. What it waived is not among them: that is excused by its waiver,
// for as long as this holds, and not by having been seen before.
func (r Run) Findings() map[string]bool {
	found := map[string]bool{}
	for _, result := range r.Results {
		if result.Outcome == Fail && result.Waived == nil {
			found[r.Fingerprint(result)] = true
		}
	}
	return found
}
