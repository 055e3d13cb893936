package terminal

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// width is how wide text to be read is, in characters.
const width = 100

// wrap breaks text into lines of at most width characters, each after indent. Line feeds in it stay.
func wrap(text, indent string) string {
	var b strings.Builder
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		flow(&b, strings.Fields(paragraph), indent, indent, width)
		b.WriteByte('\n')
	}
	return b.String()
}

// flow writes words in lines of at most so many characters, unless a single word is longer: the first line after one text, those that
// follow after another.
func flow(b *strings.Builder, words []string, first, rest string, most int) {
	column := 0
	for i, word := range words {
		switch {
		case i == 0:
			b.WriteString(first)
			column = measure(first)
		case column+1+measure(word) > most:
			b.WriteString("\n" + rest)
			column = measure(rest)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += measure(word)
	}
}

// escape is a colour, which takes no place.
var escape = regexp.MustCompile("\x1b\\[[0-9;]*m")

// measure is how wide text is, in characters.
func measure(text string) int { return utf8.RuneCountInString(escape.ReplaceAllString(text, "")) }

// code indents lines of code, and breaks none.
func code(text, indent string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		b.WriteString(strings.TrimRight(indent+strings.ReplaceAll(line, "\t", "    "), " ") + "\n")
	}
	return b.String()
}
