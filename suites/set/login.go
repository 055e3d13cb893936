package set

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// loggedIn is the last probe of part Login while it was in use, or the verdict where that does not show a login: what was not
// seen then, is not shown to be absent.
func loggedIn(c *check.Case) (*recording.Probe, *check.Verdict) {
	var last *recording.Probe
	for _, kind := range []recording.ProbeKind{recording.LoggedIn, recording.Later} {
		if all := c.Probes(recording.Login, kind); len(all) > 0 {
			last = all[len(all)-1]
		}
	}
	switch {
	case last == nil:
		v := check.Unknown("the protected page was not asked for after the login")
		return nil, &v
	case last.Answer != recording.In:
		v := check.Unknown("the login did not last while it was looked at", check.AtProbe(recording.Login, last))
		return nil, &v
	}
	return last, nil
}
