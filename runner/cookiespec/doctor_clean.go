package main

import (
	"fmt"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

// clean removes the browser profiles that killed runs left.
func (p *program) clean() error {
	removed, err := browser.CleanRooms()
	for _, dir := range removed {
		fmt.Fprintf(p.stdout, "removed %s\n", terminal.Plain(dir, messageLength))
	}
	if err != nil {
		p.complain(err)
		return exit(exitInconclusive)
	}
	if len(removed) == 0 {
		fmt.Fprintln(p.stdout, "no browser profiles were left behind")
	}
	return nil
}
