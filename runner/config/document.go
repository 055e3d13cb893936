package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// document is the text of a config file, and which of it must not be shown.
type document struct {
	file  string
	lines []string
	// veiled holds, by line, the column from which the text may be a secret.
	veiled map[int]int
}

func newDocument(file string, data []byte) *document {
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	return &document{file: file, lines: lines, veiled: map[int]int{}}
}

// problem makes an error without its excerpt: what must not be shown may be known only later.
func (d *document) problem(at mark, problem, remedy string) *Error {
	at.line = min(max(at.line, 1), len(d.lines))
	at.column = min(max(at.column, 1), utf8.RuneCountInString(d.lines[at.line-1])+1)
	return &Error{File: d.file, Line: at.line, Column: at.column, Problem: problem, Remedy: remedy}
}

// widest is how much of a line an excerpt shows, in characters.
const widest = 100

// illustrate adds the excerpt.
func (d *document) illustrate(e *Error) {
	line, caret := []rune(printable(d.lines[e.Line-1])), e.Column-1
	if veil, ok := d.veiled[e.Line]; ok && veil <= len(line) {
		line = append(slices.Clone(line[:veil-1]), []rune(masked)...)
		caret = min(caret, veil-1)
	}
	line, caret = maskPassword(line, caret)
	if caret > widest-20 {
		cut := caret - widest/2
		line, caret = append([]rune("…"), line[cut+1:]...), caret-cut
	}
	if len(line) > widest {
		line = append(line[:widest-1:widest-1], '…')
	}
	number := fmt.Sprintf("%3d", e.Line)
	e.Excerpt = strings.TrimRight(fmt.Sprintf("%s | %s", number, string(line)), " ") + "\n" +
		fmt.Sprintf("%*s | %*s", len(number), "", caret+1, "^")
}

// maskPassword takes passwords out of URLs and keeps the caret under its character.
func maskPassword(line []rune, caret int) ([]rune, int) {
	text := string(line)
	for _, found := range password.FindAllStringIndex(text, -1) {
		begin, end := utf8.RuneCountInString(text[:found[0]]), utf8.RuneCountInString(text[:found[1]])
		shorter := end - begin - utf8.RuneCountInString(withoutPassword(text[found[0]:found[1]]))
		switch {
		case caret >= end:
			caret -= shorter
		case caret > begin:
			caret = begin
		}
	}
	return []rune(withoutPassword(text)), caret
}

// veil hides the text of a line from a column on.
func (d *document) veil(line, column int) {
	if old, ok := d.veiled[line]; line > 0 && (!ok || column < old) {
		d.veiled[line] = column
	}
}

// hidden tells whether the text at a place is not shown.
func (d *document) hidden(at mark) bool {
	column, ok := d.veiled[at.line]
	return ok && column <= at.column
}

// veilLine hides a line but for its indentation.
func (d *document) veilLine(line int) {
	if line <= len(d.lines) {
		d.veil(line, d.indentation(line)+1)
	}
}

func (d *document) indentation(line int) int {
	text := d.lines[line-1]
	return utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeft(text, " \t"))
}

// end is where the file ends.
func (d *document) end() mark { return mark{len(d.lines) + 1, 1} }

// below are the lines that belong to a key after its own, up to where the next thing begins.
func (d *document) below(at, next mark) (lines []int) {
	for line := at.line + 1; line <= min(next.line, len(d.lines)); line++ {
		if line < next.line || next.column > d.indentation(line)+1 {
			lines = append(lines, line)
		}
	}
	return lines
}

// veilBelow hides all that stands after a key.
func (d *document) veilBelow(at, next mark) {
	d.veil(at.line, at.column)
	for _, line := range d.below(at, next) {
		d.veilLine(line)
	}
}

// leading is the key that a line of the top level begins with.
var leading = regexp.MustCompile(`^["']?([A-Za-z0-9_-]+)`)

// secretive is what a line holds where secrets stand below it, be it a comment or misspelt.
var secretive = regexp.MustCompile(`(?i)header|login|logout|memory|password|privilege|steps|fill|fetch|select`)

// veilUnread hides a line of a file that could not be read, unless the nearest key of the top level is one under which no
// secret stands.
func (d *document) veilUnread(line int) {
	for i := line; i >= 1; i-- {
		text := d.lines[i-1]
		if secretive.MatchString(text) {
			break
		}
		if key := leading.FindStringSubmatch(text); key != nil {
			if key[1] != "serve" && key[1] != "targets" && !slices.Contains(sessionKeys, key[1]) && slices.Contains(topLevel(), key[1]) {
				return
			}
			break
		}
		if text != "" && !strings.ContainsAny(text[:1], " \t-#}])\"'%") {
			break
		}
	}
	d.veilLine(line)
}
