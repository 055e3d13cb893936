package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"
)

// colorMode is the value of --color.
type colorMode string

var colorModes = []string{"auto", "always", "never"}

func (m *colorMode) String() string { return string(*m) }
func (m *colorMode) Type() string   { return "WHEN" }

func (m *colorMode) Set(value string) error {
	if !slices.Contains(colorModes, value) {
		return &hinted{fmt.Sprintf("--color: must be one of auto, always, never, not %q", value), nearest(value, colorModes, "leave it out for auto")}
	}
	*m = colorMode(value)
	return nil
}

// addColor adds the flag to a command that shows results.
func (p *program) addColor(c *cobra.Command) {
	p.color = "auto"
	c.Flags().Var(&p.color, "color", "colour the output: auto (on a terminal), always or never")
}

// colorful tells whether a stream may carry colours. The flag outweighs the environment, and FORCE_COLOR outweighs NO_COLOR:
// https://force-color.org, https://no-color.org.
func (t tui) colorful(w io.Writer) bool {
	switch force := t.env("FORCE_COLOR"); {
	case t.color == "always":
		return true
	case t.color == "never", force == "0", force == "false":
		return false
	case force != "":
		return true
	}
	return onTerminal(w) && t.env("NO_COLOR") == "" && t.env("TERM") != "dumb"
}
