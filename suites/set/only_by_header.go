package set

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// OnlyByHeader: HttpOnly keeps a cookie from "non-HTTP APIs" (6265bis §4.1.2.6), which is in vain where its value stands in the
// page, or in the storage of the page's scripts.
var OnlyByHeader = check.Check{
	ID:       "set/only-by-header",
	Title:    "the session cookie's value is nowhere but in the cookie",
	Failure:  "the session cookie's value is where page scripts can read it",
	Severity: check.High,
	Cites: []check.Citation{
		check.RFC6265bis("4.1.2.6"), check.ASVS("3.3.4"), check.ASVS("14.3.3"), check.CWE("539"), check.CWE("922"),
	},
	Needs:    recording.Login | recording.Replay,
	Subjects: check.Secrets,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		if found := c.LeaksOf(k, "page", "local", "session", "indexed"); len(found) > 0 {
			var shown []check.Evidence
			for _, f := range found[:min(len(found), mostShown)] {
				shown = append(shown, f.Shown(k))
			}
			return check.Fail("its value in Set-Cookie and Cookie headers alone", "its value is in "+placeNames[found[0].Leak.Where]+" too", shown...)
		}
		in, missing := loggedIn(c)
		switch {
		case missing != nil:
			return *missing
		case longest(k) < searchable:
			return check.Skip(fmt.Sprintf("its value has fewer than %d bytes, and cannot be told from other text", searchable))
		}
		return check.Pass("its value was in no page and no storage while logged in", check.AtProbe(recording.Login, in))
	},
}

const (
	mostShown  = 5  // as many as a reader wants to see
	searchable = 16 // bytes that a value has at least to be searched for in text
)

var placeNames = map[string]string{
	"page": "a page", "local": "localStorage", "session": "sessionStorage", "indexed": "an IndexedDB",
}

// longest is how many bytes the longest value that k ever had has.
func longest(k *check.Cookie) int {
	most := 0
	for i := range k.Settings {
		most = max(most, k.Settings[i].Line.Value.Octets)
	}
	for i := range k.Requests {
		most = max(most, k.Requests[i].Value.Octets)
	}
	return most
}
