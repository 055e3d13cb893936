package main

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// told is what a call says on its standard output.
func told(t *testing.T, words ...string) string {
	t.Helper()
	var out, errs strings.Builder
	p := &program{tui: tui{stdout: &out, stderr: &errs, lookup: func(string) (string, bool) { return "", false }}}
	if code := p.run(words); code != exitPassed || errs.Len() > 0 {
		t.Errorf("%v: exit code %d, %s", words, code, errs.String())
	}
	return out.String()
}

func every(t *testing.T) []*cobra.Command {
	t.Helper()
	var all []*cobra.Command
	for _, c := range (&program{}).command().Commands() {
		if c.IsAvailableCommand() {
			all = append(all, c)
		}
	}
	return all
}

// TestEveryHelpIsWhole: it fits a terminal of 80 columns, says how to call, gives an example, has each flag once, and names
// no command that is not there.
func TestEveryHelpIsWhole(t *testing.T) {
	t.Parallel()
	overview := told(t, "--help")
	var names []string
	for _, c := range every(t) {
		names = append(names, c.Name())
		if !strings.Contains(overview, "\n  "+c.Use+" ") || c.Short == "" || len(c.Use) > 22 {
			t.Errorf("the help of all does not list %q", c.Use)
		}
	}
	for _, c := range every(t) {
		help := told(t, c.Name(), "--help")
		for line := range strings.Lines(overview + help) {
			if utf8.RuneCountInString(strings.TrimRight(line, "\n")) > 80 {
				t.Errorf("%s: longer than 80 columns: %s", c.Name(), line)
			}
		}
		if !strings.Contains(help, "\nUsage:\n  cookiespec "+c.Name()) || !strings.Contains(help, "\nExample") {
			t.Errorf("%s: usage or example is missing in\n%s", c.Name(), help)
		}
		listed := map[string]int{}
		for line := range strings.Lines(help) {
			if found := begun.FindStringSubmatch(line); found != nil {
				listed[found[1]]++
			}
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if listed[f.Name] != 1 {
				t.Errorf("%s: --%s is listed %d times", c.Name(), f.Name, listed[f.Name])
			}
		})
		for _, other := range related[c.Name()] {
			if other == c.Name() || !slices.Contains(names, other) {
				t.Errorf("%s: there is no other command %s", c.Name(), other)
			}
		}
	}
	for name := range related {
		if !slices.Contains(names, name) {
			t.Errorf("there is no command %s", name)
		}
	}
}
