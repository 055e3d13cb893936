package main

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/config"
)

// TestWhatIsWrittenFromResultsCanBeRead, whatever a site calls its cookies and a user his reasons.
func TestWhatIsWrittenFromResultsCanBeRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		run := reporttest.Any(reporttest.Text()).Draw(t, "run")
		run.Target = "https://ada:[masked]@shop.test/"
		named := map[string]bool{}
		for i := range run.Cookies {
			c := &run.Cookies[i]
			c.Stored, c.HostOnly, c.Domain, c.SameSite = true, i == 0, "shop.test", "Lax"
			if nameable(c.Name) && c.Role != "third-party" {
				named[c.Name] = true
			}
		}
		for i := range run.Waivers {
			w := &run.Waivers[i]
			w.Reason, w.Cookie, w.Until, w.Found = "it is "+w.Reason, "sid*", "2999-06-30", 1
		}
		text := outline(run, "run\n.json")
		c, err := config.Parse("cookiespec.yaml", []byte(text))
		if err != nil {
			t.Fatalf("%v\nin\n%s", err, text)
		}
		if c.Target != "https://shop.test/" || len(c.Waivers) != len(run.Waivers) || len(run.Results) == 0 && len(c.Cookies) != len(named) {
			t.Fatalf("%+v of\n%s", c, text)
		}
	})
}
