package standard_test

import (
	"slices"
	"testing"

	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/standard"
)

// TestDecidingChecksCiteWhatTheyDecide: the report shows them beside the requirement.
func TestDecidingChecksCiteWhatTheyDecide(t *testing.T) {
	t.Parallel()
	for _, document := range standard.Documents {
		for _, r := range document.Requirements {
			for _, id := range r.Deciding() {
				c, err := suites.Catalogue().Find(id)
				if err != nil || !slices.ContainsFunc(c.Cites, func(one check.Citation) bool { return one == r.Citation }) {
					t.Errorf("%s %s: %s does not cite it (%v)", document.Name(), r.Section, id, err)
				}
			}
		}
	}
}
