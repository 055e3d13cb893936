package judge

import (
	"net/url"
	"regexp"
	"strings"
)

// redacted stands for what may be a secret.
const redacted = "[masked]"

// address is a URL as the list of what was done shows it: a reader must find out which page it is, and what its query asks for, but
// not use a token in it. Values of cookies and passwords were taken out when it was recorded.
func address(raw string) string {
	before, query, found := strings.Cut(raw, "?")
	if u, err := url.Parse(before); err == nil && u.User != nil {
		u.User = nil
		before = u.String()
	}
	before, _, _ = strings.Cut(before, "#")
	if !found {
		return before
	}
	query, _, _ = strings.Cut(query, "#")
	if query == "" {
		return before
	}
	parameters := strings.Split(query, "&")
	for i, p := range parameters {
		if name, value, given := strings.Cut(p, "="); given && mayBeSecret(name, value) {
			parameters[i] = name + "=" + redacted
		}
	}
	return before + "?" + strings.Join(parameters, "&")
}

var (
	secretNames = regexp.MustCompile(`(?i)token|csrf|xsrf|nonce|sesskey|sectok|session|passw|secret|ticket|signature|api_?key|^(sid|code|auth|sig|key)$`)
	digits      = regexp.MustCompile(`[0-9]`)
	letters     = regexp.MustCompile(`[A-Za-z]`)
)

// longestWord is the length in bytes from which a value is taken for random.
const longestWord = 32

// mayBeSecret tells whether a parameter looks like a token: by its name, or by a value that mixes letters and digits or is long.
func mayBeSecret(name, value string) bool {
	return value != "" && (secretNames.MatchString(name) || len(value) >= longestWord || len(value) >= 8 && digits.MatchString(value) && letters.MatchString(value))
}
