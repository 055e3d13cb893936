package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cookiespec/cookiespec/runner/config"
)

// otherVariables are read by none of the flags; the last one by package cookietest.
var otherVariables = []string{"COOKIESPEC_CHROME_PATH", "COOKIESPEC_SHARD_INDEX", "COOKIESPEC_SHARD_TOTAL", "COOKIESPEC_REQUIRE_CHROME"}

// warnOfStrays names the COOKIESPEC_… variables that nothing reads: a slip in a name would change a run unnoticed.
func (p *program) warnOfStrays(root *cobra.Command, c config.Config) {
	if p.environ == nil {
		return
	}
	known := otherVariables
	for _, command := range root.Commands() {
		command.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, config.VariableOf(f.Name)) })
	}
	var names []string
	for _, pair := range p.environ() {
		name, value, _ := strings.Cut(pair, "=")
		if value != "" {
			names = append(names, name)
		}
	}
	for _, s := range c.Strays(names, known) {
		hint := "cookiespec run --help lists the flags, each of which can be given as a variable"
		if s.Near != "" {
			hint = "did you mean " + s.Near + "?"
		}
		p.messagef("warning: the variable %s is set, and unknown: %s", s.Name, hint)
	}
}
