package check

// Outcome is what came of applying a check to a subject.
type Outcome string

const (
	Passed        Outcome = "pass"
	Failed        Outcome = "fail"
	NotApplicable Outcome = "not-applicable"
	Undecided     Outcome = "inconclusive"
)

// Verdict is an outcome and what shows it. Texts are one line, lower case, without a full stop, and hold no cookie value.
type Verdict struct {
	Outcome  Outcome
	Expected []string // any of these would have been right
	Actual   string   // what was seen
	Reason   string   // why it does not apply or could not be decided
	Advice   string   // what whoever runs the audit can do about that, a clause in the imperative
	Evidence []Evidence
	Fixes    []Fix     // of a failure: the lines for this very subject, instead of the check's examples; nil: the examples fit
	Severity *Severity // instead of the check's own; nil: the check's
	Strict   bool      // fails under the policy strict only; under baseline it does not apply
	ASVS     bool      // fails only under the levels of ASVS that demand what the check cites
}

// At gives v a severity of its own: the same flaw weighs more on a session cookie than on a preference.
func (v Verdict) At(s Severity) Verdict { v.Severity = &s; return v }

// UnderStrict marks a matter of policy, not of law.
func (v Verdict) UnderStrict() Verdict { v.Strict = true; return v }

// UnderASVS marks what nobody but ASVS asks for.
func (v Verdict) UnderASVS() Verdict { v.ASVS = true; return v }

// Advise says what whoever runs the audit can do to have v decided.
func (v Verdict) Advise(advice string) Verdict { v.Advice = advice; return v }

// Because is the reason with the advice.
func (v Verdict) Because() string {
	if v.Advice == "" {
		return v.Reason
	}
	return v.Reason + "; " + v.Advice
}

// Evidence is one thing seen, and where in the recording it stands.
type Evidence struct {
	At   string `json:"at"`   // "visit#3", "restart@start"
	Text string `json:"text"` // a set-cookie line (masked), a request line, a jar entry
}

// Pass says that the rule holds; actual is what showed it.
func Pass(actual string, evidence ...Evidence) Verdict {
	return Verdict{Outcome: Passed, Actual: actual, Evidence: evidence}
}

// Fail says that the rule is broken. A verdict of Fail always has evidence.
func Fail(expected, actual string, evidence ...Evidence) Verdict {
	return Verdict{Outcome: Failed, Expected: []string{expected}, Actual: actual, Evidence: evidence}
}

// Skip says that the rule does not apply.
func Skip(reason string, evidence ...Evidence) Verdict {
	return Verdict{Outcome: NotApplicable, Reason: reason, Evidence: evidence}
}

// Unknown says that the recording does not settle it.
func Unknown(reason string, evidence ...Evidence) Verdict {
	return Verdict{Outcome: Undecided, Reason: reason, Evidence: evidence}
}
