package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Exit codes. What came of a run that was judged is package judge's to say: 0, 1 or 3.
const (
	exitPassed       = 0
	exitFailed       = 1
	exitUsage        = 2
	exitInconclusive = 3
	exitFault        = 4
)

// program is the command with what it reaches the world by.
type program struct {
	tui
	began  time.Time
	gather func(context.Context, gather.Options) (*recording.Recording, error)
	judge  func(*recording.Recording, check.Catalogue, judge.Options) reports.Run
}

// exit ends the command with a code other than 0, after all has been said.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// run runs the command line and returns the exit code.
func (p *program) run(arguments []string) (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			p.fault(fault)
			code = exitFault
		}
	}()
	root := p.command()
	root.SetArgs(arguments)
	err := root.Execute()
	var end exit
	switch {
	case err == nil:
		return exitPassed
	case errors.As(err, &end):
		return int(end)
	}
	p.complain(err)
	if mistaken(err) {
		return exitUsage
	}
	return exitFault
}

// mistaken tells whether an error is about what the user asked for.
func mistaken(err error) bool {
	var asked *hinted
	var setting *config.Error // of config.Errors, too
	var unknown *check.Misnamed
	return errors.As(err, &asked) || errors.As(err, &setting) || errors.As(err, &unknown)
}

// fault tells that the program itself is wrong.
func (p *program) fault(what any) {
	p.complain(&hinted{
		problem: fmt.Sprintf("an internal error, not the target: %v", what),
		hint:    "please report it with the lines that follow",
	})
	fmt.Fprintf(p.stderr, "%s\n", debug.Stack())
}

// guarded calls do and tells whether it came to its end.
func (p *program) guarded(do func()) (ok bool) {
	defer func() {
		if fault := recover(); fault != nil {
			p.fault(fault)
			ok = false
		}
	}()
	do()
	return true
}
