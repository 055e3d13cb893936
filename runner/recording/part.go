package recording

import (
	"fmt"
	"math/bits"
	"strings"
)

// Part is one thing that a run drives in Chrome, or a set of them.
type Part uint32

const (
	Visit      Part = 1 << iota // fresh profile: the entry page and the pages found
	Browse                      // every kind of request to what was visited
	Login                       // the same profile logs in and uses what is for those who have
	Restart                     // quit gracefully, the same profile again
	Crash                       // forced flush to disk, SIGKILL, the same profile again
	Restore                     // quit gracefully, then "Continue where you left off"
	Elsewhere                   // requests to hosts, schemes and paths that are not the cookie's own
	Fresh                       // a second, empty browser context
	Loss                        // cookies taken away, one at a time and all
	Aged                        // the closed profile, each persistent cookie in its last seconds
	Waited                      // short-lived cookies on the real clock
	Other                       // a second browser logs in to the same account
	Logout                      // a third one logs in, logs out, goes back, logs in again
	Planted                     // one logs in with a session id that the server never gave
	Refused                     // one tries to log in with a wrong password
	Replay                      // cookies of the others, whole, one by one, altered, in empty browser contexts
	Shadow                      // the restarted profile, all its cookies taken away
	Ticked                      // a login with "remember me"
	Remembered                  // quit gracefully after that, the same profile again
	Timeout                     // sessions left alone, and used, past their time
	Changed                     // the password changed while another browser is logged in
	Raised                      // a step that raises what the session may do
	Samples                     // visitors without any cookie, one after the other
	Plain                       // the site over plain http, where its target is on https
	CrossSite                   // a page of another site asks for things and posts, while the cookies are young
	CrossAged                   // it posts again, when they are older
	Overlay                     // answers over plain http set cookies of the same names
	Linked                      // a link on a page of another site is followed to the target
	Forged                      // a page of another site posts what the config declares, in the name of one who is logged in
	Echo                        // the page that shows the cookies it is sent
)

// Parts are all parts, in the order in which they are reported.
var Parts = []Part{
	Visit, Browse, Login, Restart, Crash, Restore, Elsewhere, Fresh, Loss, Aged, Waited, Other, Logout, Planted, Refused, Replay,
	Shadow, Ticked, Remembered, Timeout, Changed, Raised, Samples, Plain, CrossSite, CrossAged,
	Overlay, Linked, Forged, Echo,
}

// First are the parts of the first browser, one after the other. Those that start its closed profile again find its cookies.
const First = Visit | Browse | Login

// OfSession are the parts that need a way to log in.
const OfSession = Login | Other | Logout | Planted | Refused | Replay | Shadow | Ticked | Remembered | Timeout | Changed | Raised | Forged

// Gathered are the parts of a run that wants some. Visit always is one. With a login so are Login and Replay, whatever is wanted:
// members are given cookies that nobody else is, and Replay tells which cookies carry the login. Loss takes away, and
// Echo sends, cookies that the restarted browser was given.
func Gathered(wanted Part, login bool) Part {
	wanted |= Visit
	if login {
		wanted |= Login | Replay
	}
	if wanted&(Loss|Echo) != 0 {
		wanted |= Restart
	}
	return wanted
}

var partNames = map[Part]string{
	Visit: "visit", Browse: "browse", Login: "login", Restart: "restart", Crash: "crash", Restore: "restore",
	Elsewhere: "elsewhere", Fresh: "fresh", Loss: "loss", Aged: "aged", Waited: "waited", Other: "other", Logout: "logout",
	Planted: "planted", Refused: "refused", Replay: "replay", Shadow: "shadow", Ticked: "ticked", Remembered: "remembered",
	Timeout: "timeout", Changed: "changed", Raised: "raised", Samples: "samples", Plain: "plain",
	CrossSite: "cross-site", CrossAged: "cross-aged", Overlay: "overlay", Linked: "linked", Forged: "forged", Echo: "echo",
}

// Has tells whether all parts of q are in p.
func (p Part) Has(q Part) bool { return p&q == q }

// Each returns the single parts of p, in order.
func (p Part) Each() []Part {
	parts := make([]Part, 0, bits.OnesCount32(uint32(p)))
	for _, q := range Parts {
		if p.Has(q) {
			parts = append(parts, q)
		}
	}
	return parts
}

// String returns the names of the parts, joined by "+".
func (p Part) String() string {
	var names []string
	for _, q := range p.Each() {
		names = append(names, partNames[q])
	}
	return strings.Join(names, "+")
}

// MarshalText writes a part's name.
func (p Part) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (p *Part) UnmarshalText(text []byte) error {
	var sum Part
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
