package reports_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/reports"
)

// TestSince: what is said of a finding depends on whether the later run can know.
func TestSince(t *testing.T) {
	t.Parallel()
	result := func(id, cookie, outcome string) reports.Result {
		return reports.Result{ID: id, Subject: reports.Subject{Kind: "cookie", Name: cookie, Domain: "a.test", Path: "/"}, Outcome: outcome}
	}
	run := func(results ...reports.Result) reports.Run {
		return reports.Run{Target: "https://a.test/", Completed: true, Results: results}
	}
	brokenOff := run(result("set/a", "other", "pass"))
	brokenOff.Completed = false
	waived := result("set/a", "sid", "fail")
	waived.Waived = &reports.Waived{Reason: "because"}
	globbed := result("set/a", "sid-1", "fail")
	globbed.Declared = "sid-*"
	varied := globbed
	varied.Subject.Name = "sid-2"
	fail := result("set/a", "sid", "fail")
	follows := result("set/a", "sid", "not-applicable")
	follows.Follows = "set/b"
	for name, row := range map[string]struct {
		earlier, later                    reports.Run
		fresh, fixed, remaining, untested int
	}{
		"it is there, and was":                             {run(fail), run(fail), 0, 0, 1, 0},
		"it is there, and was not":                         {run(result("set/a", "sid", "pass")), run(fail), 1, 0, 0, 0},
		"it is there, and was not asked for":               {run(), run(fail), 1, 0, 0, 0},
		"it is there, of another cookie":                   {run(fail), run(result("set/a", "sid", "pass"), result("set/a", "b", "fail")), 1, 1, 0, 0},
		"it is there, waived by now":                       {run(fail), run(waived), 0, 0, 1, 0},
		"it is there, and no longer waived":                {run(waived), run(fail), 0, 0, 1, 0},
		"it is there, under a name that differs each time": {run(globbed), run(varied), 0, 0, 1, 0},
		"it passes":                    {run(fail), run(result("set/a", "sid", "pass")), 0, 1, 0, 0},
		"it does not apply":            {run(fail), run(result("set/a", "sid", "not-applicable")), 0, 0, 0, 1},
		"it follows from another":      {run(fail), run(follows), 0, 0, 1, 0},
		"it could not be decided":      {run(fail), run(result("set/a", "sid", "inconclusive")), 0, 0, 0, 1},
		"its cookie does not come":     {run(fail), run(result("set/a", "b", "pass")), 0, 1, 0, 0},
		"its cookie may not have come": {run(fail), run(result("set/a", "b", "pass"), result("set/a", "c", "inconclusive")), 0, 0, 0, 1},
		"its check was left out":       {run(fail), run(result("set/b", "sid", "pass")), 0, 0, 0, 1},
		"the later run was broken off": {run(fail), brokenOff, 0, 0, 0, 1},
	} {
		d := row.later.Since(row.earlier)
		if len(d.New) != row.fresh || len(d.Fixed) != row.fixed || len(d.Remaining) != row.remaining || len(d.Untested) != row.untested {
			t.Errorf("%s: %d new, %d fixed, %d remaining, %d untested", name, len(d.New), len(d.Fixed), len(d.Remaining), len(d.Untested))
		}
	}
}

func TestAHostIsTheSameOnWhateverPort(t *testing.T) {
	t.Parallel()
	run := reports.Run{Target: "https://ada:[masked]@shop.example:8443/a?b=@c"}
	for target, want := range map[string]bool{
		"https://shop.example/": true, "http://SHOP.example.:80": true, "https://www.shop.example/": false, "": false, "https://[::1]/": false,
	} {
		if got := run.SameHost(reports.Run{Target: target}); got != want {
			t.Errorf("%q: %t", target, got)
		}
	}
	if v6 := (reports.Run{Target: "http://[::1]:8000/"}); !v6.SameHost(reports.Run{Target: "https://[::1]/"}) {
		t.Error("an IPv6 address is not itself")
	}
}
