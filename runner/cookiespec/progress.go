package main

import (
	"github.com/cookiespec/cookiespec/runner/terminal"
)

// progress tells what goes on while Chrome is driven, unless the user wants it quiet.
type progress struct {
	tui
	shown *terminal.Progress // nil: nothing is
}

func (t tui) progress(quiet bool) *progress {
	if quiet {
		return &progress{t, nil}
	}
	return &progress{t, terminal.StartProgress(t.stderr, t.repaints(t.stderr), func() int { return columns(t.stderr) })}
}

// Say tells the step that begins.
func (p *progress) Say(stage, text string) {
	if p.shown != nil {
		p.shown.Say(stage, text)
	}
}

// Show tells what begins, in one text.
func (p *progress) Show(text string) {
	if p.shown != nil {
		p.shown.Show(text)
	}
}

// Beside writes results meanwhile, which may go to the same terminal.
func (p *progress) Beside(write func()) {
	if p.shown == nil {
		write()
		return
	}
	p.shown.Beside(write)
}

// Message says something else meanwhile.
func (p *progress) Message(text string) {
	if p.shown == nil {
		p.say(text)
		return
	}
	p.shown.Message(text)
}

// Stop ends it.
func (p *progress) Stop() {
	if p.shown != nil {
		p.shown.Stop()
	}
}
