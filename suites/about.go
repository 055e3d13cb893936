package suites

import (
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
)

// AboutSession tells whether a check is about sessions: where no session is known, it says little or nothing.
func AboutSession(c check.Check) bool {
	return c.NeedsLogin() || slices.Contains([]string{"session", "entropy"}, c.Area()) || slices.Contains(byRole, c.ID)
}

// byRole are the checks that need no login, but a cookie whose role is session.
var byRole = []string{
	"set/http-only", "set/samesite-explicit", "restart/fresh-profile-is-stranger", "expiry/persistence-class",
	"scope/host-only", "scope/path", "scope/cross-site-subrequest", "scope/cross-site-post", "scope/cross-site-link", "scope/overlay",
	"transport/shared-cache",
}

// RequireSession names what a run can be required to have judged: a session.
const RequireSession = "session"

// Requires is what the policy wants to be judged: the levels of ASVS have whole chapters about sessions.
func (p Policy) Requires() []string {
	if p.level() > 0 {
		return []string{RequireSession}
	}
	return nil
}
