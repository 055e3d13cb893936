package entropy

import (
	"fmt"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// JWT: "Verify that only algorithms on an allowlist can be used to create and verify self-contained tokens, for a given context.
// [...] and must not include the 'None' algorithm" (ASVS 9.1.2).
var JWT = check.Check{
	ID:       "entropy/jwt",
	Title:    "the session token is signed, and ends",
	Failure:  "the session token is not signed, or does not end as it should",
	Severity: check.High,
	Cites:    []check.Citation{check.ASVS("9.1.1"), check.ASVS("9.1.2"), check.ASVS("9.2.1"), check.WSTG("SESS-10"), check.CWE("347")},
	Needs:    recording.Visit,
	Subjects: tokens,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		if other, is := k.Other(check.Session, check.RememberMe); is {
			return other
		}
		if at := byKnownKey(c, k); at != nil {
			return check.Fail("a signature by a key that nobody else knows", "signed by a key from a list of known ones, so that anybody can write such a value", *at).At(check.Critical)
		}
		all := tokensOf(c, k)
		for _, t := range all {
			switch {
			case t.Algorithm == "none" || !t.Signed:
				return check.Fail("a token with a signature", "a token without a signature, which anybody can write", t.shown(k))
			case t.Expires == nil:
				return check.Fail("a token with a time when it ends (exp)", "a token that never ends by itself", t.shown(k)).At(check.Medium)
			}
			if life := t.Expires.Sub(t.from()); life > aYear+grace {
				return check.Fail("a token that lives no longer than a session should", "a token that ends "+years(life)+" after it was made", t.shown(k)).At(check.Medium)
			}
			if most, why := longestLife(c, k); most != nil && t.Expires.Sub(t.from()) > most.Duration()+grace {
				return check.Fail(fmt.Sprintf("a token that lives no longer than %s, as %s", check.Span(most.Duration()), why),
					"a token that ends "+check.Span(t.Expires.Sub(t.from()))+" after it was made", t.shown(k)).At(check.Medium)
			}
		}
		for _, p := range c.ProbesOf(recording.Replay, recording.Tampered, k) {
			if p.Place == "end" && p.Answer == recording.In {
				return check.Fail("not logged in", "logged in by a token with another character near its end", check.AtProbe(recording.Replay, p))
			}
		}
		return check.Pass(fmt.Sprintf("signed by %s, and ends", all[len(all)-1].Algorithm), all[len(all)-1].shown(k))
	},
}

// tokens are the cookies that held a token at some time, or another value that is signed by a known key.
func tokens(c *check.Case) []*check.Subject {
	return check.CookiesWhere(func(k *check.Cookie) bool { return len(tokensOf(c, k)) > 0 || byKnownKey(c, k) != nil })(c)
}

// byKnownKey is where a value of k was seen that is signed by a known key, or nil.
func byKnownKey(c *check.Case, k *check.Cookie) *check.Evidence {
	for i := range k.Settings {
		if s := &k.Settings[i]; s.Line.Value.Guessed {
			at := s.Shown()
			return &at
		}
	}
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		for j := range scene.Jars {
			if entry := k.In(&scene.Jars[j]); entry != nil && entry.Value.Guessed && recording.OfTarget.Has(scene.Stage) {
				at := k.ShownIn(scene, &scene.Jars[j])
				return &at
			}
		}
	}
	return nil
}

// token is one in its place.
type token struct {
	*recording.Token
	scene *recording.Scene
	jar   *recording.Snapshot
}

// tokensOf are those that the first browser was seen with as k, each once, in the order of time.
func tokensOf(c *check.Case, k *check.Cookie) []token {
	var found []token
	seen := map[string]bool{}
	for _, scene := range c.Scenes {
		if !recording.First.Has(scene.Stage) {
			continue
		}
		for i := range scene.Jars {
			entry := k.In(&scene.Jars[i])
			if entry == nil || entry.Value.Token == nil || seen[entry.Value.Digest] {
				continue
			}
			seen[entry.Value.Digest] = true
			found = append(found, token{entry.Value.Token, &scene, &scene.Jars[i]})
		}
	}
	return found
}

// from is when a token was made, or first seen where it does not say.
func (t token) from() time.Time {
	if t.Issued != nil {
		return *t.Issued
	}
	return t.At
}

func (t token) shown(k *check.Cookie) check.Evidence {
	text := fmt.Sprintf("%s is a token: alg %s", k.Name(), t.Algorithm)
	if !t.Signed {
		text += ", without a signature"
	}
	if t.Expires != nil {
		text += ", exp " + t.Expires.UTC().Format(time.RFC3339)
	}
	return check.AtJar(t.scene, t.jar, text)
}

// aYear is longer than any session should last.
const aYear = 366 * 24 * time.Hour

func years(d time.Duration) string {
	return fmt.Sprintf("%.0f years", d.Hours()/24/365)
}

// grace is what a token may live longer than declared: clocks differ.
const grace = time.Minute

// longestLife is how long a session may last, as the user declared it, and where; nil: nothing was declared.
func longestLife(c *check.Case, k *check.Cookie) (*recording.Seconds, string) {
	switch {
	case c.Session != nil && c.Session.Expected.Absolute != nil:
		return c.Session.Expected.Absolute, "`session: {absolute: ...}` says"
	case k.Declared != nil && k.Declared.Lifetime != nil:
		return k.Declared.Lifetime, "its declared lifetime says"
	}
	return nil, ""
}
