package reports

import (
	"fmt"
	"strings"
)

// Gate says which failures fail the run, a clause: "a failure of severity high or above fails the run". It is not made harmless; see [Line].
func (r Run) Gate() string {
	level, byLevel := strings.CutPrefix(r.Policy, "asvs-l")
	switch {
	case r.FailOn == "never":
		return "no failure fails the run"
	case byLevel:
		return fmt.Sprintf("a failure of what ASVS 5.0 demands at level %s fails the run", level)
	}
	return fmt.Sprintf("a failure of severity %s or above fails the run", r.FailOn)
}
