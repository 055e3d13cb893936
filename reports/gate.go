package reports

import (
	"fmt"
	"strings"
)

// Gate says which failures gate, a clause: "a failure of severity high or above gates". It is not made harmless; see [Line].
func (r Run) Gate() string {
	level, byLevel := strings.CutPrefix(r.Policy, "asvs-l")
	switch {
	case r.FailOn == "never":
		return "no failure gates"
	case byLevel:
		return fmt.Sprintf("a failure of what ASVS 5.0 demands at level %s gates", level)
	}
	return fmt.Sprintf("a failure of severity %s or above gates", r.FailOn)
}
