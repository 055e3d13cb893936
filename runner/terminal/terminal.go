// Package terminal shows a run, the catalogue and the progress of the work to a person at a terminal or in a build's log.
package terminal

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/cookiespec/cookiespec/reports"
)

// Options say how much of a run is shown, and how.
type Options struct {
	Color    bool
	Width    int      // of the terminal, in characters; 0: it is none, and lines are as long as they are
	Quiet    bool     // only what fails the run, and the summary
	Verbose  bool     // what passed and what did not apply, too
	Timings  bool     // where the time went
	Forgiven bool     // the exit code of the process is 0 although the run's is 1 or 3
	Told     []string // trouble that was told before, as a message
	Unopened bool     // the site was never opened: a message says why, and nothing is shown
}

// Bounds in characters of what comes from the target.
const (
	cellLength     = 40
	subjectLength  = 120
	sentenceLength = 400
)

// Plain is text that no terminal obeys: [reports.Line], and characters that take no place of their own show as \u200d. No build's
// log obeys it, either: "##" begins the orders of some, wherever it stands. What is longer than limit, in characters, is cut.
func Plain(s string, limit int) string {
	var b strings.Builder
	for _, r := range reports.Line(s, limit) {
		if unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me, unicode.Co) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return strings.ReplaceAll(b.String(), "##", `#\x23`)
}

func cell(s string) string     { return Plain(s, cellLength) }
func sentence(s string) string { return Plain(s, sentenceLength) }

// plural counts things: "1 cookie", "2 cookies".
func plural(count int, thing string) string {
	if count == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", count, thing)
}
