package check

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Apply judges one subject. What the check needs and the recording lacks is settled here, so that no Judge is asked about
// what was not gathered, and no Judge that breaks takes the others with it.
func (c Check) Apply(of *Case, s *Subject) (v Verdict) {
	if missing, ok := c.lacks(of); ok {
		return missing
	}
	defer func() {
		if fault := recover(); fault != nil {
			v = Unknown(fmt.Sprintf("an internal error, not the target: %s broke with %q; please report it", c.ID, fmt.Sprint(fault)))
		}
	}()
	return c.Judge(of, s)
}

// lacks returns the verdict that a missing stage makes, if one is missing. A stage that failed outweighs one that was not
// needed.
func (c Check) lacks(of *Case) (Verdict, bool) {
	var unneeded *Verdict
	for _, stage := range c.Needs.Each() {
		switch scene := of.Recording.Scene(stage); {
		case scene == nil:
			return Unknown(fmt.Sprintf("%s was not recorded", stage)), true
		case scene.State == recording.Unneeded && unneeded == nil:
			v := Skip(because(scene, of.unneeded(scene))).Advise(scene.Advice)
			unneeded = &v
		case scene.State != recording.Done && scene.State != recording.Unneeded:
			return Unknown(because(scene, "it could not be gathered")).Advise(scene.Advice), true
		}
	}
	if unneeded != nil {
		return *unneeded, true
	}
	return Verdict{}, false
}

// unneeded says why a scene that gives no reason had nothing to gather.
func (c *Case) unneeded(s *recording.Scene) string {
	if p := c.Probe(s.Stage, recording.LoggedIn); p != nil && p.Answer == recording.Out {
		return c.NoControl()
	}
	return "there was nothing to gather"
}

func because(s *recording.Scene, otherwise string) string {
	if s.Reason != "" {
		otherwise = s.Reason
	}
	return fmt.Sprintf("%s: %s", s.Stage, otherwise)
}
