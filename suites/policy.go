package suites

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/standard"
)

// Policy says which matters of policy are judged as law, and what blocks.
type Policy string

const (
	Baseline Policy = "baseline" // what the standards demand
	Strict   Policy = "strict"   // what they recommend, too
	ASVSL1   Policy = "asvs-l1"  // what level 1 of ASVS 5.0 demands blocks, and nothing else
	ASVSL2   Policy = "asvs-l2"  // likewise levels 1 and 2
)

// level is the level of ASVS that p is about; 0: none.
func (p Policy) level() int {
	switch p {
	case ASVSL1:
		return 1
	case ASVSL2:
		return 2
	}
	return 0
}

// Demands tells whether a check is of a requirement of ASVS at p's level or below it.
func (p Policy) Demands(c check.Check) bool {
	level := standard.Level(c.Cites)
	return level > 0 && level <= p.level()
}

// Gates tells whether a failure of a check fails the run: by its severity, or under a level of ASVS by requirement.
func (p Policy) Gates(c check.Check, severity, least check.Severity) bool {
	if p.level() > 0 {
		return p.Demands(c)
	}
	return severity >= least
}

// apply turns a failure in a matter of policy into one that does not apply, unless the policy is strict or demands it.
func (p Policy) apply(c check.Check, v check.Verdict) check.Verdict {
	switch {
	case v.Outcome != check.Failed || p.Demands(c):
	case v.ASVS:
		return check.Skip("judged under --policy asvs-l1 and asvs-l2 only: "+v.Actual, v.Evidence...)
	case v.Strict && p != Strict:
		return check.Skip("judged under --policy strict only: "+v.Actual, v.Evidence...)
	}
	return v
}
