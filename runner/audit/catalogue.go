package audit

import (
	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
)

// Catalogue is all checks less what the config leaves out. Names that no check has are [config.Errors], which point to where they were
// written.
func Catalogue(c config.Config) (check.Catalogue, error) {
	all := suites.Catalogue()
	var wrong config.Errors
	for _, list := range []struct {
		key   string
		names []string
	}{{"only", c.Only}, {"skip", c.Skip}} {
		for i, name := range list.names {
			if _, err := all.Select([]string{name}, nil); err != nil {
				wrong = append(wrong, c.Reject(list.key, i, name, "is no check and no area", check.Meant(err)))
			}
		}
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	some, err := all.Select(c.Only, c.Skip)
	if err == nil && len(some) == 0 {
		err = &config.Error{Problem: "no check is left", Remedy: "what is skipped is all that there is to run; cookiespec list shows the checks"}
	}
	return some, err
}

// Waivers are those of the config, each of a check that there is.
func Waivers(c config.Config) (all []reports.Waiver, err error) {
	for i, w := range c.Waivers {
		if _, err := suites.Catalogue().Find(w.Check); err != nil {
			return nil, c.Reject("waivers", i, w.Check, "is no check", check.Meant(err))
		}
		all = append(all, reports.Waiver{Check: w.Check, Cookie: w.Cookie, Reason: w.Reason, Until: w.Until, File: w.File, Line: w.Line})
	}
	return all, nil
}
