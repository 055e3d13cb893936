package html

import "strings"

// because is why a browser kept a cookie from a request, in words, and as Chrome names it.
func because(reason string) string {
	for _, r := range reasons {
		if strings.HasPrefix(reason, r.name) {
			return r.words + " (" + line(reason) + ")"
		}
	}
	return line(reason)
}

// reasons are Chrome's that pages meet, by how their names begin.
var reasons = []struct{ name, words string }{
	{"NotOnPath", "another path"},
	{"DomainMismatch", "another host"},
	{"SecureOnly", "plain http"},
	{"SameSiteStrict", "asked from another site"},
	{"SameSiteLax", "asked from another site"},
	{"SameSiteUnspecified", "asked from another site, and no SameSite"},
	{"SameSiteNoneInsecure", "SameSite=None without Secure"},
	{"SchemefulSameSite", "asked from http and https of one site"},
	{"UserPreferences", "the browser's settings"},
	{"ThirdParty", "the browser's settings for third parties"},
}
