package config

import (
	"regexp"
	"slices"
	"strings"
)

// ownVariable is a variable that is meant for this program, by its name.
var ownVariable = regexp.MustCompile(`COOKIESPEC_[A-Za-z0-9_]+`)

// Stray is a COOKIESPEC_… variable that nothing reads.
type Stray struct {
	Name string
	Near string // what was probably meant; empty: nothing is like it
}

// Strays are the COOKIESPEC_… variables among the names that are neither a setting's, nor named by the config file, nor known to
// the caller. Their values are not looked at.
func (c Config) Strays(names, known []string) (strays []Stray) {
	read := slices.Concat(known, c.mention, []string{c.PasswordEnv, DefaultPasswordEnv})
	for _, s := range settings {
		read = append(read, s.Variable())
	}
	for _, name := range names {
		if ownVariable.FindString(name) != name || slices.Contains(read, name) {
			continue
		}
		stray := Stray{Name: name}
		var short []string
		for _, r := range read {
			if rest, own := strings.CutPrefix(r, "COOKIESPEC_"); own {
				short = append(short, rest)
			}
		}
		if near := nearest(strings.TrimPrefix(name, "COOKIESPEC_"), short); near != "" {
			stray.Near = "COOKIESPEC_" + near
		}
		strays = append(strays, stray)
	}
	return strays
}
