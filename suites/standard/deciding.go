package standard

// deciding names, for requirements of which several checks see something, those that decide: each must have run and passed before the
// requirement is verified. What the others find counts against it, but not for it. Of a requirement that is not here each of its checks
// decides.
var deciding = map[string][]string{
	"3.3.1":  {"set/secure", "set/prefix-used"},
	"3.3.2":  {"set/samesite-explicit"},
	"3.3.4":  {"set/http-only", "set/only-by-header"},
	"7.2.3":  {"entropy/unique", "entropy/capacity"},
	"7.2.4":  {"session/rotates-at-login", "session/old-id-dead"},
	"7.3.1":  {"expiry/idle-timeout"},
	"7.3.2":  {"expiry/absolute-timeout"},
	"7.4.1":  {"session/logout-ends-server-side", "expiry/server-enforces"},
	"9.1.1":  {"entropy/jwt"},
	"9.2.1":  {"entropy/jwt"},
	"14.2.1": {"session/not-in-url"},
	"14.2.2": {"transport/shared-cache", "transport/personalised-caching"},
	"14.3.1": {"session/logout-clears-client"},
	"14.3.2": {"transport/no-store"},
	"14.3.3": {"set/only-by-header", "set/no-readable-secrets", "restart/no-shadow-login"},

	"SESS-01": {"entropy/unique", "entropy/capacity", "session/tamper-rejected"},
	"SESS-02": {"set/secure", "scope/host-only"},
	"SESS-03": {"session/rotates-at-login", "session/old-id-dead"},
	"SESS-04": {"session/not-in-url", "transport/no-store", "transport/no-clear-text"},
	"SESS-05": {"scope/forged-request"},
	"SESS-06": {"session/logout-ends-server-side", "session/logout-clears-client"},
	"SESS-07": {"expiry/idle-timeout", "expiry/absolute-timeout", "expiry/server-enforces"},
	"SESS-09": {"set/secure", "transport/no-clear-text", "transport/hsts"},
	"SESS-10": {"entropy/jwt"},
	"SESS-11": {"session/concurrent-logins"},

	"8.3": {"set/secure"},
}

// Deciding are the checks that decide the requirement; nil: each that cites it.
func (r Requirement) Deciding() []string { return deciding[r.Section] }
