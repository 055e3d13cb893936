package check

import (
	"slices"
	"strings"
)

// browserPolicy are Chrome's reasons that come from how the browser is set up or how the page asked, and not from the
// cookie or the server.
var browserPolicy = []string{"UserPreferences", "ThirdPartyPhaseout", "ThirdPartyBlockedInFirstPartySet", "AnonymousContext"}

// Policy tells whether Chrome blocked or withheld a cookie for a reason that is none of the server's doing.
func Policy(reasons []string) bool {
	return slices.ContainsFunc(reasons, func(r string) bool { return slices.Contains(browserPolicy, r) })
}

// BySite tells whether Chrome withheld a cookie because of the site that asked.
func BySite(reasons []string) bool {
	return slices.ContainsFunc(reasons, func(r string) bool { return strings.Contains(r, "SameSite") })
}
