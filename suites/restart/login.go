package restart

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// loggedIn is the last probe of a part after its login, or the verdict where that does not show a login: who was not logged in
// cannot be found to be so no more.
func loggedIn(c *check.Case, part recording.Stage) (*recording.Probe, *check.Verdict) {
	var last *recording.Probe
	for _, kind := range []recording.ProbeKind{recording.LoggedIn, recording.Later} {
		if all := c.Probes(part, kind); len(all) > 0 {
			last = all[len(all)-1]
		}
	}
	return settled(part, last, "the protected page was not asked for after the login", "the login did not last until the browser was quit", recording.In)
}

// answered is the first probe of a kind in a part, or the verdict where it does not tell whether the user is logged in.
func answered(c *check.Case, part recording.Stage, kind recording.ProbeKind) (*recording.Probe, *check.Verdict) {
	return settled(part, c.Probe(part, kind), "the protected page was not asked for in stage "+part.String(),
		"the protected page did not tell whether the user is logged in", recording.In, recording.Out)
}

// settled returns a probe that has one of some answers, else the verdict that it is missing, or has another one.
func settled(part recording.Stage, p *recording.Probe, missing, other string, answers ...recording.Answer) (*recording.Probe, *check.Verdict) {
	if p == nil {
		v := check.Unknown(missing)
		return nil, &v
	}
	for _, a := range answers {
		if p.Answer == a {
			return p, nil
		}
	}
	v := check.Unknown(other, check.AtProbe(part, p))
	return nil, &v
}

// expected is what the config expects of a login when the browser is quit and started again.
func expected(c *check.Case) string {
	if c.Session == nil {
		return ""
	}
	return c.Session.Expected.Restart
}
