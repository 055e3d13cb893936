package session

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// LogoutClearsClient: "Verify that authenticated data is cleared from client storage, such as the browser DOM, after the client or
// session is terminated" (ASVS 14.3.1).
var LogoutClearsClient = check.Check{
	ID:       "session/logout-clears-client",
	Title:    "the logout takes the session value from the browser",
	Failure:  "the logout leaves the session value in the browser",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("14.3.1"), check.WSTG("SESS-06"), check.CWE("613")},
	Needs:    recording.Logout | recording.Replay,
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		if v, ok := without(c, recording.Logout, recording.LoggedIn); ok {
			return v
		}
		if v, ok := stayedIn(c); ok {
			return v
		}
		before, after := at(c, recording.Logout, recording.BeforeLogout, k), at(c, recording.Logout, recording.AfterLogout, k)
		switch {
		case before.jar == nil:
			return check.Unknown(notRead + "before the logout")
		case before.entry == nil:
			return check.Skip("not in the jar before the logout", before.shown(k))
		case after.jar == nil:
			return check.Unknown(notRead + "after the logout")
		case after.entry != nil && same(before, after):
			if other := goneInstead(c, k, before); other != nil {
				return check.Pass("in the jar as before the login, but the login also needs "+other.Name()+", which the logout took", after.shown(k))
			}
			left := check.Fail("gone from the jar, or another value", "in the jar with its value after the logout", append([]check.Evidence{after.shown(k)}, sentAfter(k, after)...)...)
			if out(c.Probe(recording.Replay, recording.AfterOut)) {
				left.Actual += ", where it is worth nothing any more"
				return left.At(check.Low)
			}
			return left
		}
		if kept := keptAfter(c, k, before); kept != nil {
			return check.Fail("nothing of the login in the storage of scripts", "the "+areas[kept.Area]+" of the page still holds "+kept.what(k), kept.shown())
		}
		if after.entry == nil {
			return check.Pass("gone from the jar", before.shown(k), after.shown(k))
		}
		if isWord(after.entry.Value) && before.entry.Value.Octets > longestWord {
			return check.Fail("gone from the jar", fmt.Sprintf("in the jar with a word of %d letters for a value, so that it was not deleted", after.entry.Value.Octets), after.shown(k)).At(check.Low)
		}
		return check.Pass("replaced in the jar", before.shown(k), after.shown(k))
	}),
}

// goneInstead is another secret that the login gave and the logout took, where k is left that had its value before the login already, as the
// ID of a device has: no login is left with it. Else it is nil.
func goneInstead(c *check.Case, k *check.Cookie, before look) *check.Cookie {
	anonymous := at(c, recording.Logout, recording.BeforeLogin, k)
	if anonymous.entry == nil || !same(anonymous, before) {
		return nil
	}
	other := guardedBy(c, recording.Logout, recording.BeforeLogin, recording.AfterLogin, k)
	if other == nil {
		return nil
	}
	had, has := at(c, recording.Logout, recording.BeforeLogout, other), at(c, recording.Logout, recording.AfterLogout, other)
	if had.entry == nil || has.entry != nil && same(had, has) {
		return nil
	}
	return other
}

// longestWord is how many letters "deleted", "logged-out" and the like have at most.
const longestWord = 12

// isWord tells whether a value is so short, and of letters alone, that it names no session.
func isWord(v recording.Value) bool {
	return v.Octets > 0 && v.Octets <= longestWord && strings.Trim(v.Classes, "aA-") == ""
}

// sentAfter is the first request after the logout that carried the value from before it, if one did.
func sentAfter(k *check.Cookie, after look) []check.Evidence {
	for i := range k.Requests {
		r := &k.Requests[i]
		if r.Scene == after.scene && r.Went && r.Exchange.Began > after.jar.Seq && r.Value.Digest == after.entry.Value.Digest {
			return []check.Evidence{r.Shown(k)}
		}
	}
	return nil
}

// kept is an entry of a page's storage.
type kept struct{ *recording.Kept }

// keptAfter is what the storage of scripts holds of the login after the logout, or nil. A token under a key that was there before the
// login is none of it.
func keptAfter(c *check.Case, k *check.Cookie, before look) *kept {
	values := map[string]bool{before.entry.Value.Digest: true}
	if login := at(c, recording.Logout, recording.AfterLogin, k); login.entry != nil {
		values[login.entry.Value.Digest] = true
	}
	delete(values, "")
	all := before.scene.Kept
	for i := range all {
		e := &all[i]
		if e.Moment == recording.AfterLogout && (values[e.Value.Digest] || e.Value.Form == "jwt" && !older(c, e)) {
			return &kept{e}
		}
	}
	return nil
}

// older tells whether the storage had an entry of this key before anybody logged in.
func older(c *check.Case, e *recording.Kept) bool {
	for _, part := range []recording.Stage{recording.Login, recording.Logout} {
		scene := c.Scene(part)
		if scene != nil && slices.ContainsFunc(scene.Kept, func(o recording.Kept) bool {
			return o.Moment == recording.AtStart && o.Area == e.Area && o.Key == e.Key
		}) {
			return true
		}
	}
	return false
}

func (e kept) what(k *check.Cookie) string {
	if e.Value.Form == "jwt" {
		return "a token (JWT)"
	}
	return "the value of " + k.Name()
}

func (e kept) shown() check.Evidence {
	return check.Evidence{At: recording.Logout.String() + "@" + string(e.Moment), Text: areas[e.Area] + " of " + e.Page + ": the entry " + e.Key}
}

var areas = map[string]string{"local": "local storage", "session": "session storage", "indexed": "database"}
