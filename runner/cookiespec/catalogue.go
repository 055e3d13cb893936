package main

import (
	"errors"
	"strings"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
)

// narrowed is the catalogue less what the config leaves out. Names that no check has are errors that point to where they
// were written.
func narrowed(c config.Config) (check.Catalogue, error) {
	all := suites.Catalogue()
	var wrong config.Errors
	for _, list := range []struct {
		key   string
		names []string
	}{{"only", c.Only}, {"skip", c.Skip}} {
		for i, name := range list.names {
			if _, err := all.Select([]string{name}, nil); err != nil {
				wrong = append(wrong, c.Reject(list.key, i, name, "is no check and no area", meant(err)))
			}
		}
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	some, err := all.Select(c.Only, c.Skip)
	if err == nil && len(some) == 0 {
		err = &hinted{"no check is left", "what is skipped is all that there is to run; cookiespec list shows the checks"}
	}
	return some, err
}

// meant says which name was meant where a catalogue does not know one.
func meant(err error) string {
	if unknown := (*check.Misnamed)(nil); errors.As(err, &unknown) {
		return unknown.Hint()
	}
	return ""
}

// catalogueError is an error of a catalogue with its hint apart.
func catalogueError(err error) error {
	problem, _, _ := strings.Cut(err.Error(), "; ")
	return &hinted{problem, meant(err)}
}
