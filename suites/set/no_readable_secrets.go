package set

import (
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// NoReadableSecrets: "Servers SHOULD encrypt and sign the contents of cookies (using whatever format the server desires) when
// transmitting them to the user agent" (6265bis §8.3).
var NoReadableSecrets = check.Check{
	ID:       "set/no-readable-secrets",
	Title:    "nothing about the user can be read in the cookie",
	Failure:  "something about the user can be read in the cookie",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("8.3"), check.WSTG("SESS-01"), check.ASVS("14.3.3")},
	Needs:    recording.Visit,
	Reads:    recording.Login,
	Subjects: check.LiveCookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		if holds, at := readable(c, k); holds != "" {
			return check.Fail("a value that says nothing", "holds "+holds+", readable by anyone who has it", at).At(worst(holds))
		}
		if scene := c.Scene(recording.Login); scene == nil || scene.State == recording.Unneeded {
			return check.Skip("no e-mail address and no private address can be read in its values; without a login nobody knows what else to look for")
		} else if scene.State != recording.Done {
			return check.Unknown("no login succeeded, whose name and password would be looked for: " + scene.Reason)
		}
		in, missing := loggedIn(c)
		if missing != nil {
			return *missing
		}
		return check.Pass("nothing of the kind can be read in its values", check.AtProbe(recording.Login, in))
	},
}

// worst is how bad it is that something can be read: a password is all that an attacker needs, a name is often public.
func worst(holds string) check.Severity {
	switch {
	case strings.Contains(holds, "the password"):
		return check.Critical
	case holds == "the user name":
		return check.Low
	}
	return check.Medium
}

// readable is what can be read in a value of k, and where that is; "": nothing. What never was in a jar that was looked into, as a message
// for the next page, counts only where it is the password.
func readable(c *check.Case, k *check.Cookie) (string, check.Evidence) {
	holds, at := firstThat(c, k, func(v recording.Value) string {
		if strings.Contains(v.Holds, "the password") {
			return v.Holds
		}
		return ""
	})
	if holds == "" {
		holds, at = firstInJar(c, k, func(v recording.Value) string { return v.Holds })
	}
	return holds, at
}

// firstThat is what is said of a value of k that the target set or left in the browser, for the first of which something is said, and where
// that is; "": of none.
func firstThat(c *check.Case, k *check.Cookie, say func(recording.Value) string) (string, check.Evidence) {
	for i := range k.Settings {
		l := &k.Settings[i]
		if said := say(l.Line.Value); said != "" && recording.OfTarget.Has(l.Scene.Stage) {
			return said, show(l)
		}
	}
	return firstInJar(c, k, say)
}

// firstInJar is firstThat for what is in jars.
func firstInJar(c *check.Case, k *check.Cookie, say func(recording.Value) string) (string, check.Evidence) {
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		if !recording.OfTarget.Has(scene.Stage) {
			continue
		}
		for j := range scene.Jars {
			if entry := k.In(&scene.Jars[j]); entry != nil {
				if said := say(entry.Value); said != "" {
					return said, k.ShownIn(scene, &scene.Jars[j])
				}
			}
		}
	}
	return "", check.Evidence{}
}
