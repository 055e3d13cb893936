package main

import (
	"strings"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
)

// narrowed is the catalogue less what the config leaves out. A name that no check has is an error that points to where it
// was written.
func narrowed(c config.Config) (check.Catalogue, error) {
	all := suites.Catalogue()
	for _, list := range []struct {
		key   string
		names []string
	}{{"only", c.Only}, {"skip", c.Skip}} {
		for i, name := range list.names {
			if _, err := all.Select([]string{name}, nil); err != nil {
				return nil, c.Reject(list.key, i, name, "is no check and no area", meant(err))
			}
		}
	}
	some, err := all.Select(c.Only, c.Skip)
	if err == nil && len(some) == 0 {
		err = &hinted{"no check is left", "what is skipped is all that there is to run; cookiespec list shows the checks"}
	}
	return some, err
}

// meant is the part of a catalogue's error that says which name was meant.
func meant(err error) string {
	if _, near, found := strings.Cut(err.Error(), "; "); found {
		return near
	}
	return "cookiespec list shows what there is"
}

// catalogueError is an error of a catalogue with its hint apart.
func catalogueError(err error) error {
	problem, _, _ := strings.Cut(err.Error(), "; ")
	return &hinted{problem, meant(err)}
}
