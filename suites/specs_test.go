package suites_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onsi/ginkgo/v2/types"

	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestSpecsAreOneForEachCheckAndCookie, sorted, and one for a check that has no cookie to be about.
func TestSpecsAreOneForEachCheckAndCookie(t *testing.T) {
	t.Parallel()
	of := func(id string, subjects func(*check.Case) []*check.Subject) check.Check {
		return check.Check{
			ID: id, Title: "it is so", Needs: recording.Visit, Subjects: subjects,
			Judge: func(*check.Case, *check.Subject) check.Verdict { return check.Pass("fine") },
		}
	}
	none := func(*check.Case) []*check.Subject { return nil }
	visited := Case(Visit(Get("/").Sets("a=1", "b=2")))
	var got []string
	for _, s := range suites.Specs(check.Catalogue{of("set/a", check.Cookies), of("sent/a", check.Site), of("set/b", none)}, visited, suites.Baseline) {
		got = append(got, s.Text+" "+string(s.Judge().Verdict.Outcome))
	}
	want := []string{
		"sent/a it is so: the site pass", `set/a it is so: "a" at shop.test/ pass`, `set/a it is so: "b" at shop.test/ pass`, "set/b it is so: the site not-applicable",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	unseen := suites.Specs(check.Catalogue{of("set/b", none)}, check.NewCase(&recording.Recording{}), suites.Baseline)
	if v := unseen[0].Judge().Verdict; v.Outcome != check.Undecided {
		t.Errorf("what was not gathered is %s, not inconclusive", v.Outcome)
	}
}

// TestEachCheckIsSelectedByItsLabels: Ginkgo takes them, and its filters find them.
func TestEachCheckIsSelectedByItsLabels(t *testing.T) {
	t.Parallel()
	for _, c := range suites.Catalogue() {
		for _, label := range suites.Labels(c) {
			if _, err := types.ValidateAndCleanupLabel(label, types.CodeLocation{}); err != nil {
				t.Errorf("%s: Ginkgo refuses the label %q: %v", c.ID, label, err)
			}
		}
	}
	for filter, want := range map[string]string{
		"set && ASVS-3.3.1": "set/secure", "critical || high": "session/isolated", "WSTG-SESS-02": "set/secure", "/ASVS-7.*/": "session/rotates-at-login",
	} {
		matches, err := types.ParseLabelFilter(filter)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, c := range suites.Catalogue() {
			if matches(suites.Labels(c)) {
				found = append(found, c.ID)
			}
		}
		if !slices.Contains(found, want) || len(found) == len(suites.Catalogue()) {
			t.Errorf("%s finds %q, not %s", filter, found, want)
		}
	}
}
