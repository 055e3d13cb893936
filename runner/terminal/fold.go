package terminal

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// labelled is the beginning of a line up to its text: an indentation, and a label in front of the text where there is one.
var labelled = regexp.MustCompile(`^ +(\S+( \S+)? {2,})?`)

// fold breaks lines at words, so that none is wider than width characters unless a single word is. What follows a break stands under
// the text of its line.
func fold(text string, width int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		bare, ended := strings.CutSuffix(line, "\n")
		if measure(bare) <= width {
			b.WriteString(line)
			continue
		}
		indent := labelled.FindString(bare)
		column := min(utf8.RuneCountInString(indent), width/2)
		if column == 0 {
			column = 2
		}
		flow(&b, strings.Fields(bare[len(indent):]), indent, strings.Repeat(" ", column), width)
		if ended {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
