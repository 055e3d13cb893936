package judge

import (
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites"
)

func TestFold(t *testing.T) {
	t.Parallel()
	sid := reports.Subject{Kind: "cookie", Name: "sid", Domain: "shop.test", Path: "/"}
	failed := func(id, severity string, of reports.Subject) reports.Result {
		return reports.Result{ID: id, Outcome: reports.Fail, Severity: severity, Subject: of, Actual: "as seen"}
	}
	for name, row := range map[string]struct {
		results []reports.Result
		folded  bool // the last one
	}{
		"a consequence": {[]reports.Result{failed("set/deletion-deletes", "high", sid), failed("session/logout-clears-client", "medium", sid)}, true},
		"two steps": {[]reports.Result{
			failed("scope/cross-site-post", "high", sid), failed("set/samesite-explicit", "high", sid), failed("scope/samesite-none-justified", "high", sid),
			failed("scope/cross-site-subrequest", "high", sid),
		}, true},
		"of another cookie": {[]reports.Result{failed("set/deletion-deletes", "high", reports.Subject{Kind: "cookie", Name: "a"}), failed("session/logout-clears-client", "medium", sid)}, false},
		"that weighs more":  {[]reports.Result{failed("set/deletion-deletes", "low", sid), failed("session/logout-clears-client", "medium", sid)}, false},
		"of nothing":        {[]reports.Result{failed("set/http-only", "high", sid), failed("session/logout-clears-client", "medium", sid)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fold(row.results)
			if last := row.results[len(row.results)-1]; (last.Follows != "") != row.folded || (last.Outcome == reports.Fail) == row.folded {
				t.Errorf("%+v", last)
			}
		})
	}
}

// TestFollowsNamesChecks, and no check that follows from itself, by however many steps.
func TestFollowsNamesChecks(t *testing.T) {
	t.Parallel()
	catalogue := suites.Catalogue()
	var above func(id string, seen map[string]bool)
	above = func(id string, seen map[string]bool) {
		if seen[id] {
			t.Fatalf("%s follows from itself", id)
		}
		for _, cause := range suites.Follows(id) {
			if _, err := catalogue.Find(cause); err != nil {
				t.Error(err)
			}
			next := map[string]bool{id: true}
			for k := range seen {
				next[k] = true
			}
			above(cause, next)
		}
	}
	for _, c := range catalogue {
		above(c.ID, map[string]bool{})
	}
}
