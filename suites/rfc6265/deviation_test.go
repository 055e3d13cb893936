package rfc6265_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// allowed tells whether the specification leaves a deviation to the user agent, so that following Chrome breaks no rule.
func allowed(name string) bool {
	return slices.ContainsFunc(rfc6265.Deviations, func(d rfc6265.Deviation) bool { return d.Name == name && d.Allowed })
}

func TestEveryDeviationIsShownByARow(t *testing.T) {
	t.Parallel()
	shown := map[string]bool{}
	for _, r := range allRows() {
		shown[r.deviation] = true
	}
	for _, r := range crossSiteRows() {
		shown[r.deviation] = true
	}
	delete(shown, "")
	for _, d := range rfc6265.Deviations {
		if !shown[d.Name] {
			t.Errorf("no row shows %s", d.Name)
		}
		delete(shown, d.Name)
		if !strings.HasSuffix(d.What, ".") || d.Section == "" || len(d.Seen) == 0 {
			t.Errorf("%s is not explained", d.Name)
		}
	}
	for name := range shown {
		t.Errorf("rows name %s, which is no deviation", name)
	}
}
