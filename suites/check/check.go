// Package check says what a check is: one rule, where it comes from, what it is applied to, and what it found. It is plain
// data and pure functions; the engine that runs checks is in package suites.
package check

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Check is one rule.
type Check struct {
	ID       string // "area/name": the file suites/area/name.go declares it. Never changes
	Title    string // what is so when it passes
	Failure  string // what is so when it fails
	Severity Severity
	Cites    []Citation
	Needs    recording.Stage          // the stages that Judge reads. One that is missing makes the verdict inconclusive before Judge is asked
	Reads    recording.Stage          // those that Judge also reads where they are there
	Subjects func(c *Case) []*Subject // what it is applied to; none: it does not apply
	Judge    func(c *Case, s *Subject) Verdict
	Explain  Explanation
}

// Explanation is what `cookiespec explain` prints. Each text is one or more plain sentences.
type Explanation struct {
	Rule   string // the rule in plain words, quoting the source where it is short
	Reason string // why it matters: what goes wrong for whom
	Fails  string // what makes it fail
	Fixes  []Fix
	Limits string // what it cannot see, and where Chrome differs from the specification
}

// Severity orders how bad a failure is.
type Severity int

const (
	Info Severity = iota
	Low
	Medium
	High
	Critical
)

var severities = []string{"info", "low", "medium", "high", "critical"}

func (s Severity) String() string { return severities[s] }

// MarshalText writes the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Severity) UnmarshalText(text []byte) error {
	for i, name := range severities {
		if name == string(text) {
			*s = Severity(i)
			return nil
		}
	}
	return fmt.Errorf("unknown severity %q (one of info, low, medium, high, critical)", text)
}

// NeedsLogin tells whether the check reads what only a login makes possible.
func (c Check) NeedsLogin() bool { return c.Needs&recording.NeedLogin != 0 }

// Area is the folder of the check, the part of its id before the slash.
func (c Check) Area() string {
	for i := range c.ID {
		if c.ID[i] == '/' {
			return c.ID[:i]
		}
	}
	return c.ID
}
