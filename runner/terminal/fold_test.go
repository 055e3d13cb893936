package terminal_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

// TestResultsFitTheTerminal breaks lines at words, and loses none.
func TestResultsFitTheTerminal(t *testing.T) {
	t.Parallel()
	whole := shown(t, reporttest.NoSession(), terminal.Options{Verbose: true})
	for _, width := range []int{60, 80, 132} {
		text := shown(t, reporttest.NoSession(), terminal.Options{Verbose: true, Width: width})
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if utf8.RuneCountInString(line) > width && len(strings.Fields(line)) > 2 {
				t.Errorf("wider than %d: %s", width, line)
			}
		}
		if !slices.Equal(strings.Fields(text), strings.Fields(whole)) {
			t.Errorf("words are lost at %d:\n%s", width, text)
		}
	}
	if text := shown(t, reporttest.Sample(), terminal.Options{Width: 30}); !strings.Contains(text, "  expected  gone from the jar;\n            or another") {
		t.Errorf("it does not stand under its text:\n%s", text)
	}
}
