package terminal

import (
	"strings"
	"unicode/utf8"
)

// width is how wide text to be read is, in characters.
const width = 100

// wrap breaks text into lines of at most width characters, each after indent. Line feeds in it stay.
func wrap(text, indent string) string {
	var b strings.Builder
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		column := 0
		for _, word := range strings.Fields(paragraph) {
			length := utf8.RuneCountInString(word)
			switch {
			case column == 0:
				b.WriteString(indent)
				column = utf8.RuneCountInString(indent)
			case column+1+length > width:
				b.WriteString("\n" + indent)
				column = utf8.RuneCountInString(indent)
			default:
				b.WriteByte(' ')
				column++
			}
			b.WriteString(word)
			column += length
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// code indents lines of code, and breaks none.
func code(text, indent string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		b.WriteString(strings.TrimRight(indent+strings.ReplaceAll(line, "\t", "    "), " ") + "\n")
	}
	return b.String()
}
