package main

import (
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// TestTheManualHasEverything that the help of the commands has: each command, with each of its flags.
func TestTheManualHasEverything(t *testing.T) {
	t.Parallel()
	_, commands, _ := strings.Cut(told(t, "man"), "\n.SH \"COMMANDS\"\n")
	commands, after, _ := strings.Cut(commands, "\n.SH ")
	parts := map[string]string{}
	for _, part := range strings.Split(commands, ".SS \"cookiespec ")[1:] {
		name, text, _ := strings.Cut(part, "\"\n")
		parts[name] = text
	}
	for _, c := range every(t) {
		text, found := parts[c.Use]
		if !found || !strings.Contains(text, "cookiespec "+c.Name()) {
			t.Errorf("the manual says nothing of %s", c.Use)
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if dashed := `\fB\-\-` + strings.ReplaceAll(f.Name, "-", `\-`) + `\fR`; strings.Count(text, dashed) != 1 {
				t.Errorf("the manual does not list --%s of %s", f.Name, c.Name())
			}
		})
	}
	for _, section := range []string{`"EXIT STATUS"`, `"ENVIRONMENT"`, `"FILES"`} {
		if !strings.Contains("\n.SH "+after, "\n.SH "+section) {
			t.Errorf("the manual has no section %s", section)
		}
	}
}
