package main

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestEachSelfCheckCanFail: each flaw makes a check fail that is tried on it.
func TestEachSelfCheckCanFail(t *testing.T) {
	t.Parallel()
	for _, s := range selfChecks {
		if (s.site != "") != (len(s.fails()) > 0) || len(s.catalogue()) == 0 {
			t.Errorf("%s: must fail %q of %d checks", s.title(), s.fails(), len(s.catalogue()))
		}
	}
}

func TestASelfCheckComparesAll(t *testing.T) {
	t.Parallel()
	sound, flawed := selfCheck{stages: recording.Visit}, selfCheck{"missing-http-only", recording.Visit}
	result := func(id, outcome string) reports.Result { return reports.Result{ID: id, Outcome: outcome} }
	declared, bare := result("set/declared", reports.Fail), result("set/http-only", reports.Fail)
	stored := result("set/stored", reports.Pass)
	for _, row := range []struct {
		name    string
		check   selfCheck
		results []reports.Result
		well    bool
		says    string
	}{
		{"nothing fails", sound, []reports.Result{stored}, true, "a conformant site: nothing fails, 1 pass"},
		{"what must fail does", flawed, []reports.Result{declared, bare, bare, stored}, true, "found by set/declared and set/http-only"},
		{"nothing was judged", sound, nil, false, "fails nothing, inconclusive nothing, but nothing should fail"},
		{"a false alarm", sound, []reports.Result{stored, bare}, false, "fails set/http-only, inconclusive nothing, but nothing should fail"},
		{"a flaw is missed", flawed, []reports.Result{declared, stored}, false, "fails set/declared, inconclusive nothing, but set/declared, set/http-only should fail"},
		{"something is undecided", sound, []reports.Result{stored, result("set/secure", reports.Inconclusive)}, false, "inconclusive set/secure"},
	} {
		f := row.check.compare(reports.Run{Results: row.results})
		if f.well != row.well || !strings.Contains(f.text, row.says) {
			t.Errorf("%s: well is %t: %s", row.name, f.well, f.text)
		}
	}
}

func TestDeviationsAreThoseOfTheVersion(t *testing.T) {
	t.Parallel()
	if known := deviations("Chrome/156.0.8078.79"); len(known) < 10 || !strings.Contains(known[0].text, "RFC 6265bis §") {
		t.Errorf("%d are known: %+v", len(known), known[0])
	}
	for _, product := range []string{"Chrome/99.0.1.2", "HeadlessChrome", ""} {
		if known := deviations(product); len(known) != 1 || !strings.Contains(known[0].text, "was not measured; that of Chrome 156 is assumed") {
			t.Errorf("of %s are known: %+v", product, known)
		}
	}
}
