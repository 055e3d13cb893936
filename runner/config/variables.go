package config

import (
	"regexp"
	"slices"
	"strings"
)

const prefix = "COOKIESPEC_"

// VariableOf is the variable that can stand for a flag or key.
func VariableOf(name string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// ownVariable is a variable that is meant for this program, by its name.
var ownVariable = regexp.MustCompile(prefix + `[A-Za-z0-9_]+`)

// Stray is a COOKIESPEC_… variable that nothing reads.
type Stray struct {
	Name string
	Near string // what was probably meant; empty: nothing is like it
}

// Strays are the COOKIESPEC_… variables among the names that are neither a setting's, nor named by the config file, nor known to
// the caller. Their values are not looked at.
func (c Config) Strays(names, known []string) (strays []Stray) {
	read := slices.Concat(known, c.mention, []string{c.PasswordEnv, c.SecretEnv, DefaultPasswordEnv, HTTPPasswordEnv})
	for _, s := range settings {
		read = append(read, s.Variable())
	}
	var short []string
	for _, variable := range read {
		if rest, own := strings.CutPrefix(variable, prefix); own {
			short = append(short, rest)
		}
	}
	for _, name := range names {
		if ownVariable.FindString(name) != name || slices.Contains(read, name) {
			continue
		}
		stray := Stray{Name: name}
		if near := nearest(strings.TrimPrefix(name, prefix), short); near != "" {
			stray.Near = prefix + near
		}
		strays = append(strays, stray)
	}
	return strays
}
