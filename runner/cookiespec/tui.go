package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/terminal"
	"github.com/cookiespec/cookiespec/suites/check"
)

// tui is the terminal, and its rules: results go to stdout and all else to stderr. A message begins with the name of the
// program, has no capital and no full stop. An error is followed by a hint that says what to do.
type tui struct {
	stdout, stderr io.Writer
	lookup         func(string) (string, bool) // of the environment
	environ        func() []string             // all of it; nil: nothing is set
	color          colorMode                   // empty: auto
}

// hinted is an error that says what to do.
type hinted struct{ problem, hint string }

func (e *hinted) Error() string { return e.problem }

// messagef says something that is neither a result nor an error.
func (t tui) messagef(format string, a ...any) { t.say(fmt.Sprintf(format, a...)) }

// say writes a message, of one line or more, each of which is made harmless.
func (t tui) say(text string) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		lines[i] = terminal.Plain(line, messageLength)
	}
	fmt.Fprintf(t.stderr, "%s%s\n", terminal.Prefix, strings.Join(lines, "\n"))
}

// messageLength bounds a line of a message, in characters.
const messageLength = 1000

// complain tells an error and what to do about it.
func (t tui) complain(err error) {
	var many config.Errors
	var one *config.Error
	var trouble *gather.Trouble
	var known *hinted
	var unknown *check.Misnamed
	switch {
	case errors.As(err, &many):
		for i, e := range many {
			if i == mostErrors {
				t.messagef("error: and %d more", len(many)-i)
				break
			}
			t.mistake(e)
		}
	case errors.As(err, &one):
		t.mistake(one)
	case errors.As(err, &trouble):
		t.error(trouble.What, trouble.Hint)
	case errors.As(err, &unknown):
		t.error(unknown.Problem(), unknown.Hint())
	case errors.As(err, &known):
		t.error(known.problem, known.hint)
	case errors.Is(err, browser.ErrNoChrome):
		t.error(browser.ErrNoChrome.Error(), strings.TrimPrefix(err.Error(), browser.ErrNoChrome.Error()+": "))
	default:
		t.error(err.Error(), "")
	}
}

// mostErrors is how many mistakes of a config are told: a reader fixes a few at a time.
const mostErrors = 10

// mistake tells of one place in the config.
func (t tui) mistake(e *config.Error) {
	bare := *e
	bare.Remedy = ""
	t.error(bare.Error(), e.Remedy)
}

func (t tui) error(problem, hint string) {
	t.say("error: " + problem)
	if hint != "" {
		t.say("hint: " + hint)
	}
}

func (t tui) env(name string) string {
	value, _ := t.lookup(name)
	return value
}

// width is how wide results may be, in characters; 0: any, as in a file, where a line is easier to search whole.
func (t tui) width(w io.Writer) int {
	if !onTerminal(w) {
		return 0
	}
	return columns(w)
}

// repaints tells whether a line of the stream may be written over.
func (t tui) repaints(w io.Writer) bool {
	return onTerminal(w) && t.env("TERM") != "dumb" && t.env("CI") == ""
}

func onTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && isatty.IsTerminal(file.Fd())
}
