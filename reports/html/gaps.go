package html

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// gap is what a run leaves open of one document.
type gap struct {
	Source  string
	Text    string   // how much, a clause
	Missing []string // requirements that a run could verify, and this one did not
}

// gaps are those of the documents of which a run leaves something open.
func gaps(coverage []reports.Coverage) (all []gap) {
	for _, c := range coverage {
		g, beyond := gap{Source: c.Source}, 0
		for _, r := range c.Requirements {
			switch r.State {
			case reports.NotVerified:
				g.Missing = append(g.Missing, r.ID)
			case reports.NotVerifiable:
				beyond++
			}
		}
		var parts []string
		if beyond > 0 {
			parts = append(parts, fmt.Sprintf("%d cannot be verified from outside", beyond))
		}
		if len(g.Missing) > 0 {
			parts = append(parts, fmt.Sprintf("%d not verified", len(g.Missing)))
		}
		if len(parts) == 0 {
			continue
		}
		g.Text = fmt.Sprintf("of %s %s", plural(len(c.Requirements), "requirement", "requirements"), strings.Join(parts, ", "))
		all = append(all, g)
	}
	return all
}

// states counts the requirements of a document by state: "12 verified, 3 partly".
func states(c reports.Coverage) string {
	count := map[string]int{}
	for _, r := range c.Requirements {
		count[r.State]++
	}
	var parts []string
	for _, s := range []struct{ state, words string }{
		{reports.Violated, "failed"}, {reports.Verified, "verified"}, {reports.Partly, "partly verified"}, {reports.NotVerified, "not verified"}, {reports.NotVerifiable, "not verifiable from outside"},
	} {
		if count[s.state] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[s.state], s.words))
		}
	}
	return strings.Join(parts, ", ")
}
