package suites_test

import (
	"slices"
	"testing"

	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestChecksThatARoleDecidesAreAboutSessions: a check that does not apply to a cookie of an unknown role, and does to the same
// cookie when it carries a session, is one that a run without a session skips.
func TestChecksThatARoleDecidesAreAboutSessions(t *testing.T) {
	t.Parallel()
	visit := checktest.Visit(checktest.Get("/").Sets("sid=31d4f2a0c7b8e6d95a1b; Path=/"))
	unknown, session := checktest.Case(checktest.Role("sid", "unknown"), visit), checktest.Case(checktest.Role("sid", "session"), visit)
	applies := func(c check.Check, of *check.Case) bool {
		c.Needs = recording.Visit // what else it needs says nothing of roles
		return slices.ContainsFunc(c.Subjects(of), func(s *check.Subject) bool { return c.Apply(of, s).Outcome != check.NotApplicable })
	}
	found := 0
	for _, c := range suites.Catalogue() {
		if applies(c, session) && !applies(c, unknown) {
			found++
			if !suites.AboutSession(c) {
				t.Errorf("%s applies to session cookies alone, and AboutSession denies it", c.ID)
			}
		}
	}
	if found == 0 {
		t.Error("no check depends on the role of a cookie")
	}
}

// TestAboutSession: what needs a login is about sessions, and what any cookie must be is not.
func TestAboutSession(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]bool{
		"session/rotates-at-login": true, "entropy/capacity": true, "scope/host-only": true, "set/http-only": true, "transport/no-store": true,
		"set/secure": false, "sent/every-request": false, "restart/session-cookie-ends": false, "transport/hsts": false, "scope/third-parties": false,
	} {
		c, err := suites.Catalogue().Find(id)
		if err != nil {
			t.Fatal(err)
		}
		if suites.AboutSession(c) != want {
			t.Errorf("AboutSession(%s) is %v", id, !want)
		}
	}
}
