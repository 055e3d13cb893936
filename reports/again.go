package reports

import "strings"

// Again is the command that runs just one check on the target again, for a shell.
func (r Run) Again(id string) string {
	command := "cookiespec run " + quote(MaskPassword(r.Called())) + " --only " + quote(id)
	if r.Config != "" {
		command += " --config " + quote(r.Config)
	}
	return command
}

// Curl is the command that makes a GET request and shows the headers of its answer, for a shell. The request carries the cookies
// of these names, with VALUE in place of each value.
func Curl(url string, cookies []string) string {
	command := "curl -sS -o /dev/null -D - " + quote(url)
	if len(cookies) > 0 {
		command += " -H " + quote("Cookie: "+strings.Join(cookies, "=VALUE; ")+"=VALUE")
	}
	return command
}

// quote makes one word of s in a shell. What needs no quotes gets none.
func quote(s string) string {
	plain := func(c rune) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("/.:_-", c)
	}
	if s != "" && strings.IndexFunc(s, func(c rune) bool { return !plain(c) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
