package scope

import (
	"fmt"
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// ForgedRequest: "origins can mitigate cross-site request forgery" by SameSite, which is "a robust defense in depth" and no more
// (6265bis §8.8.1): the server tells by itself which forms are its own (ASVS 3.5.1).
var ForgedRequest = check.Check{
	ID:       "scope/forged-request",
	Title:    "what another site posts has no effect",
	Failure:  "the action is vulnerable to CSRF",
	Severity: check.High,
	Cites: []check.Citation{
		check.ASVS("3.5.1"), check.RFC6265bis("8.8.1"), check.WSTG("SESS-05"), check.CWE("352"),
	},
	Needs:    recording.Forged,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		seen, missing := effects(c)
		if missing != nil {
			return *missing
		}
		before, done, again := seen[recording.BeforeAction][0], seen[recording.AfterAction][0], seen[recording.AfterAction][1]
		forged := seen[recording.AfterForgery][0]
		evidence := []check.Evidence{shownEffect(again), shownEffect(forged)}
		switch {
		case same(before, done) && !done.Holds:
			return check.Unknown("the action itself had no effect that "+done.What+" shows", shownEffect(before), shownEffect(done)).Advise("check its steps")
		case !same(done, again):
			return check.Unknown(done.What+" changes by itself, so that it shows no effect", shownEffect(done), shownEffect(again))
		case !same(again, forged):
			return check.Fail("no effect", "a form that a page of another site posted took effect", evidence...)
		case len(seen[recording.AfterOpenPost]) == 0:
			return check.Unknown("no effect of a form that a page of another site posted with the cookies that SameSite lets go; whether the server refuses it by itself is not known, because over plain http the browser sends no more of them", evidence...)
		}
		if e := lastPost(c); e != nil && len(e.Pairs) == 0 {
			return check.Unknown("the browser sent no cookie with the form of the other site, even with SameSite=None", append(evidence, check.AtExchange(c.Scene(recording.Forged), e, check.RequestLine(e)))...)
		}
		open := seen[recording.AfterOpenPost][0]
		if !same(forged, open) {
			return check.Fail("no effect, with or without cookies", "it has an effect as soon as the cookies go with it: SameSite alone keeps it off", append(evidence, shownEffect(open))...).At(check.Low)
		}
		return check.Pass("no effect of a form that a page of another site posted, even with all cookies", append(evidence, shownEffect(open))...)
	},
}

// lastPost is the last form that a page of another site posted to the target, or nil.
func lastPost(c *check.Case) *recording.Exchange {
	scene := c.Scene(recording.Forged)
	for i := range slices.Backward(scene.Exchanges) {
		if e := &scene.Exchanges[i]; e.Wire && e.Hop == 0 && posts(e) {
			return e
		}
	}
	return nil
}

// effects are the looks at what the action left behind, by kind, or the verdict where one is missing.
func effects(c *check.Case) (map[recording.MemoryKind][]*recording.Memory, *check.Verdict) {
	seen := map[recording.MemoryKind][]*recording.Memory{}
	scene := c.Scene(recording.Forged)
	for i := range scene.Memories {
		m := &scene.Memories[i]
		if m.Error != "" {
			v := check.Unknown(fmt.Sprintf("the effect could not be looked for (%s): %s", m.Kind, m.Error))
			return nil, &v
		}
		seen[m.Kind] = append(seen[m.Kind], m)
	}
	if len(seen[recording.BeforeAction]) < 1 || len(seen[recording.AfterAction]) < 2 || len(seen[recording.AfterForgery]) < 1 {
		v := check.Unknown("nobody looked for the effect of the action")
		return nil, &v
	}
	return seen, nil
}

func same(a, b *recording.Memory) bool { return a.Value.Digest == b.Value.Digest }

func shownEffect(m *recording.Memory) check.Evidence {
	return check.Evidence{
		At:   fmt.Sprintf("%s:%s", recording.Forged, m.Kind),
		Text: fmt.Sprintf("%s on %s: %s", m.What, m.Page, check.Count(m.Value.Octets, "octet")),
	}
}
