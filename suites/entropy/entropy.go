// Package entropy judges whether the value of a session cookie can be guessed, as far as its form and a sample tell.
package entropy

import (
	"embed"
	"fmt"
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Checks are those of the area, in the order in which they are listed and run.
var Checks = check.Explained(texts,
	Unique,
	Capacity,
	Statistics,
	JWT,
	DefaultName,
)

// texts explain them.
//
//go:embed *.md
var texts embed.FS

// sampled is what is known of the values that k was given, one for each visitor without cookies, or nil.
func sampled(c *check.Case, k *check.Cookie) *recording.Sampled {
	scene := c.Scene(recording.Samples)
	if scene == nil || scene.State != recording.Done {
		return nil
	}
	for i := range scene.Sampled {
		s := &scene.Sampled[i]
		if k.Is(s.Which) {
			return s
		}
	}
	return nil
}

// likeness returns the sample where its values are like the one that carries the session: a visitor who has not logged in may be given
// another kind of value, or one that is the same for all.
func likeness(c *check.Case, k *check.Cookie) *recording.Sampled {
	s, v := sampled(c, k), carried(c, k)
	if s == nil || !slices.ContainsFunc(s.Places, func(p recording.Place) bool { return p.Kinds > 1 }) ||
		v != nil && (v.Value.Octets < s.Shortest || v.Value.Octets > s.Longest) {
		return nil
	}
	return s
}

// carried is k's entry in the jar at the end of the login, or in the last jar before it where nobody logged in.
func carried(c *check.Case, k *check.Cookie) *recording.Cookie {
	if _, entry := c.Entry(recording.Login, recording.AtEnd, k); entry != nil {
		return entry
	}
	_, jar := c.LastJar()
	return k.In(jar)
}

// shown is the evidence of a sample.
func shown(s *recording.Sampled) check.Evidence {
	length := fmt.Sprintf("%d", s.Shortest)
	if s.Longest != s.Shortest {
		length += fmt.Sprintf(" to %d", s.Longest)
	}
	return check.Evidence{At: recording.Samples.String(), Text: fmt.Sprintf("GET %s without cookies: %s of %s for %s, of an alphabet of %d characters",
		s.URL, check.Count(s.Values, "value"), length+" bytes", s.Name, s.Alphabet)}
}

// shownIn is the evidence of a value's facts.
func shownIn(k *check.Cookie, v recording.Value) check.Evidence {
	return check.Evidence{At: k.Name(), Text: fmt.Sprintf("a value of %s, of the classes %q", check.Count(v.Octets, "octet"), v.Classes)}
}
