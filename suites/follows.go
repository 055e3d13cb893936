package suites

// follows names, for a check, the checks of whose failure its own is a consequence where both are about one cookie. One cause is one
// finding: the consequence is told with it and not counted again, unless it weighs more.
var follows = map[string][]string{
	// A header that browsers refuse for one of these is not stored.
	"set/stored": {
		"set/samesite-none-is-secure", "set/domain-covers-host", "set/prefix-contract", "set/size-limits", "set/secure-from-trustworthy-origin",
		"set/one-line-per-cookie",
	},
	// SameSite=None is what lets a cookie go with the requests of other sites; none at all lets it go with forms while it is young.
	"set/samesite-explicit":       {"scope/samesite-none-justified"},
	"scope/cross-site-subrequest": {"scope/samesite-none-justified"},
	"scope/cross-site-post":       {"scope/samesite-none-justified", "set/samesite-explicit"},
	// A cookie without Secure goes over plain http, and is replaced over it.
	"sent/nowhere-else": {"set/secure"},
	"scope/overlay":     {"set/secure"},
	// A deletion that deletes nothing leaves the value in the browser.
	"session/logout-clears-client": {"set/deletion-deletes"},
}

// Follows are the checks of whose failure for one cookie that of another check is a consequence.
func Follows(id string) []string { return follows[id] }
