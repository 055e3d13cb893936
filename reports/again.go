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
