package transport

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// SharedCache: "Verify that the application prevents sensitive data from being cached in server components such as load balancers and
// application caches" (ASVS 14.2.2). That an answer has Set-Cookie does not keep caches from storing it (6265bis §3).
var SharedCache = check.Check{
	ID:       "transport/shared-cache",
	Title:    "no cache between server and visitors gives the cookie away",
	Failure:  "a cache between server and visitors may give one visitor's cookie to another",
	Severity: check.Critical,
	Cites:    []check.Citation{check.RFC6265bis("3"), check.ASVS("14.2.2"), check.ASVS("14.2.5"), check.CWE("524")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		if other, is := k.Other(check.Session, "csrf"); is {
			return other
		}
		var open, given []*check.Setting
		var fields []string
		for i := range k.Settings {
			line := &k.Settings[i]
			if line.Deletes || line.Line.Value.Octets == 0 || !recording.OfTarget.Has(line.Scene.Stage) {
				continue
			}
			given = append(given, line)
			if age, ok := aged(line.Exchange); ok && !ownValue(c, k) {
				return check.Fail("Cache-Control: private or no-store on every answer that sets it", "it came out of a cache, "+check.Count(age, "second")+" old", field(line, "Age"))
			}
			if shares(line.Exchange) {
				if of := freshField(line.Exchange); !slices.Contains(fields, of) {
					fields = append(fields, of)
				}
				open = append(open, line)
			}
		}
		switch {
		case len(given) == 0:
			return check.Skip("no answer gives it a value")
		case len(open) > 0:
			return check.Fail("Cache-Control: private or no-store on every answer that sets it", "an answer that sets it may be stored by any cache, and given to others while it is fresh", field(open[0], fields[0])).At(check.Medium)
		}
		return check.Pass("no answer that sets it came out of a cache, or allows a cache to keep it", field(given[0], "Cache-Control"))
	},
}

// ownValue tells whether each answer out of a cache gave k another value: then what stands before the cache adds the header for each
// visitor, and the cache keeps the body alone.
func ownValue(c *check.Case, k *check.Cookie) bool {
	seen := map[string]bool{}
	n := 0
	for i := range c.Scenes {
		for j := range c.Scenes[i].Exchanges {
			e := &c.Scenes[i].Exchanges[j]
			if _, ok := aged(e); !ok {
				continue
			}
			for _, l := range e.Lines {
				if l.Name == k.Key.Name && l.Value.Octets > 0 {
					n++
					seen[l.Value.Digest] = true
				}
			}
		}
	}
	return n > 1 && len(seen) == n
}

// aged is for how many seconds a cache kept an answer, if any did.
func aged(e *recording.Exchange) (seconds int, ok bool) {
	seconds, err := strconv.Atoi(strings.TrimSpace(e.Header["age"]))
	return seconds, err == nil && seconds > 0
}

// shares tells whether shared caches may store an answer, and give it away unasked for a while: a lifetime is enough, without public
// (RFC 9111 §3). That it varies by the cookies keeps it for those who send the same: newcomers, who send none, all do.
func shares(e *recording.Exchange) bool {
	control := readCacheControl(e, true)
	lifetime, _ := control.fresh(e)
	return !control.barred && lifetime > 0
}

// freshField is the field that makes an answer fresh.
func freshField(e *recording.Exchange) string {
	if control := readCacheControl(e, true); control.shared == nil && control.maxAge == nil {
		return "Expires"
	}
	return "Cache-Control"
}

func field(line *check.Setting, name string) check.Evidence {
	e := line.Exchange
	text := check.RequestLine(e) + ", answered without " + name
	if value := e.Header[strings.ToLower(name)]; value != "" {
		text = check.RequestLine(e) + ", answered with " + name + ": " + value
	}
	return check.AtExchange(line.Scene, e, text+" and Set-Cookie: "+line.Line.Text)
}
