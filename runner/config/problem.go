package config

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// Error is one mistake in what a run was told. Neither it nor its excerpt holds a header's value or a password.
type Error struct {
	File         string // of the config; empty: Said
	Line, Column int    // in File, from 1, in characters; 0: it is about no line, or all of it
	Said         string // the flag or variable that said it: "--patience", "COOKIESPEC_PATIENCE"
	Problem      string // what is wrong, one clause
	Remedy       string // what to write instead, one clause; empty: the problem says it
	Excerpt      string // the line of File and a caret under Column, two lines; empty without a File
}

func (e *Error) Error() string {
	text := e.Problem
	switch {
	case e.File != "" && e.Line > 0 && e.Column == 0:
		text = fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Problem)
	case e.File != "" && e.Line > 0:
		text = fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Problem)
	case e.File != "":
		text = e.File + ": " + e.Problem
	case e.Said != "":
		text = e.Said + ": " + e.Problem
	}
	if e.Excerpt != "" {
		text += "\n" + e.Excerpt
	}
	if e.Remedy != "" {
		text += "\n  " + e.Remedy
	}
	return text
}

// Errors are the mistakes of one file, in its order. Never empty.
type Errors []*Error

// mostShown is how many mistakes are printed: a reader fixes a few at a time.
const mostShown = 10

func (e Errors) Error() string {
	var texts []string
	for i, one := range e {
		if i == mostShown {
			texts = append(texts, fmt.Sprintf("and %d more", len(e)-i))
			break
		}
		texts = append(texts, one.Error())
	}
	return strings.Join(texts, "\n\n")
}

// Unwrap lets errors.As find a single [*Error].
func (e Errors) Unwrap() []error {
	errs := make([]error, len(e))
	for i := range e {
		errs[i] = e[i]
	}
	return errs
}

// flaw is what is wrong with one value: a clause that follows the value ("is not a duration"), and what to write instead.
type flaw struct{ problem, remedy string }

// masked stands where a secret stood.
const masked = "[masked]"

// password is what follows a colon and ends at an @, as in a URL, be it well-formed or not; a port and a path are not taken
// for one.
var password = regexp.MustCompile(`(:)(?:[^\s/?#@][^\s/?#]*|\d*[^\s\d/?#@][^\s@]*)@|(://[^\s/?#@:]*:)[^/?#@]*@`)

// withoutPassword is text with each password masked.
func withoutPassword(text string) string {
	return password.ReplaceAllString(text, "${1}${2}"+masked+"@")
}

// shown is text as it may be printed: without a URL's password, without control characters, quoted, bounded. Of several
// lines only the first is: the others may have slipped into the value.
func shown(text string) string {
	if first, _, more := strings.Cut(text, "\n"); more {
		text = first + "…"
	}
	text = withoutPassword(text)
	if runes := []rune(text); len(runes) > 80 {
		text = string(runes[:79]) + "…"
	}
	return `"` + printable(text) + `"`
}

// printable replaces each character that a terminal would act on, one for one.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case !unicode.IsPrint(r):
			return '·'
		}
		return r
	}, text)
}
