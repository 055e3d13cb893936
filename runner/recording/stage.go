package recording

import (
	"fmt"
	"math/bits"
	"strings"
)

// Stage is one thing that a run drives in Chrome, or a set of them.
type Stage uint32

const (
	Visit             Stage = 1 << iota // fresh profile: the entry page and the pages found
	Browse                              // every kind of request to what was visited
	Login                               // the same profile logs in and uses what is for those who have
	Restart                             // quit gracefully, the same profile again
	Crash                               // forced flush to disk, SIGKILL, the same profile again
	Restore                             // quit gracefully, then "Continue where you left off"
	OtherHosts                          // requests to hosts, schemes and paths that are not the cookie's own
	Fresh                               // a second, empty browser context
	CookieLoss                          // cookies taken away, one at a time and all
	Aged                                // the closed profile, each persistent cookie in its last seconds
	Waited                              // short-lived cookies on the real clock
	SecondBrowser                       // a second browser logs in to the same account
	Logout                              // a third one logs in, logs out, goes back, logs in again
	Fixation                            // one logs in with a session id that the server never gave
	WrongPassword                       // one tries to log in with a wrong password
	Replay                              // cookies of the others, whole, one by one, altered, in empty browser contexts
	CookiesCleared                      // the restarted profile, all its cookies taken away
	RememberMe                          // a login with "remember me"
	RememberMeRestart                   // quit gracefully after that, the same profile again
	Timeout                             // sessions left alone, and used, past their time
	PasswordChange                      // the password changed while another browser is logged in
	PrivilegeChange                     // a step that raises what the session may do
	Samples                             // visitors without any cookie, one after the other
	Plain                               // the site over plain http, where its target is on https
	CrossSite                           // a page of another site asks for things and posts, while the cookies are young
	CrossAged                           // it posts again, when they are older
	Overlay                             // answers over plain http set cookies of the same names
	Linked                              // a link on a page of another site is followed to the target
	Forged                              // a page of another site posts what the config declares, in the name of one who is logged in
	Echo                                // the page that shows the cookies it is sent
	RememberMeLogout                    // the remembered login, one cookie at a time, and its logout
)

// Stages are all parts, in the order in which they are reported.
var Stages = []Stage{
	Visit, Browse, Login, Restart, Crash, Restore, OtherHosts, Fresh, CookieLoss, Aged, Waited, SecondBrowser, Logout, Fixation, WrongPassword, Replay,
	CookiesCleared, RememberMe, RememberMeRestart, Timeout, PasswordChange, PrivilegeChange, Samples, Plain, CrossSite, CrossAged,
	Overlay, Linked, Forged, Echo, RememberMeLogout,
}

// First are the parts of the first browser, one after the other. Those that start its closed profile again find its cookies.
const First = Visit | Browse | Login

// OfSession are the parts that need a way to log in.
const OfSession = RememberMeLogout | Login | SecondBrowser | Logout | Fixation | WrongPassword | Replay | CookiesCleared | RememberMe | RememberMeRestart | Timeout | PasswordChange | PrivilegeChange | Forged

// Gathered are the parts of a run that wants some. Visit always is one. With a login so are Login and Replay, whatever is wanted:
// members are given cookies that nobody else is, and Replay tells which cookies carry the login. Loss takes away, and
// Echo sends, cookies that the restarted browser was given.
func Gathered(wanted Stage, login bool) Stage {
	wanted |= Visit
	if login {
		wanted |= Login | Replay
	}
	if wanted&(CookieLoss|Echo) != 0 {
		wanted |= Restart
	}
	return wanted
}

var partNames = map[Stage]string{
	Visit: "visit", Browse: "browse", Login: "login", Restart: "restart", Crash: "crash", Restore: "restore",
	OtherHosts: "elsewhere", Fresh: "fresh", CookieLoss: "loss", Aged: "aged", Waited: "waited", SecondBrowser: "other", Logout: "logout",
	Fixation: "planted", WrongPassword: "refused", Replay: "replay", CookiesCleared: "shadow", RememberMe: "ticked", RememberMeRestart: "remembered",
	Timeout: "timeout", PasswordChange: "changed", PrivilegeChange: "raised", Samples: "samples", Plain: "plain",
	CrossSite: "cross-site", CrossAged: "cross-aged", Overlay: "overlay", Linked: "linked", Forged: "forged", Echo: "echo", RememberMeLogout: "remember-me-logout",
}

// Has tells whether all parts of q are in p.
func (p Stage) Has(q Stage) bool { return p&q == q }

// Each returns the single parts of p, in order.
func (p Stage) Each() []Stage {
	parts := make([]Stage, 0, bits.OnesCount32(uint32(p)))
	for _, q := range Stages {
		if p.Has(q) {
			parts = append(parts, q)
		}
	}
	return parts
}

// String returns the names of the parts, joined by "+".
func (p Stage) String() string {
	var names []string
	for _, q := range p.Each() {
		names = append(names, partNames[q])
	}
	return strings.Join(names, "+")
}

// MarshalText writes a part's name.
func (p Stage) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (p *Stage) UnmarshalText(text []byte) error {
	var sum Stage
names:
	for _, name := range strings.Split(string(text), "+") {
		for q, known := range partNames {
			if name == known {
				sum |= q
				continue names
			}
		}
		return fmt.Errorf("unknown part %q", name)
	}
	*p = sum
	return nil
}
