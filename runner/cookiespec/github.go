package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/annotations"
	"github.com/cookiespec/cookiespec/reports/markdown"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

// show shows a run on stdout. GitHub Actions, which tells of itself in the environment, gets it as annotations and in the
// summary of the step, too, and is kept from taking orders from what a target says.
func (p *program) show(run reports.Run, o terminal.Options) error {
	if file := p.env("GITHUB_STEP_SUMMARY"); file != "" {
		if err := summarize(file, run); err != nil {
			p.complain(fmt.Errorf("the summary of the step cannot be written: %w", err))
		}
	}
	results := func() error { return terminal.Results(p.stdout, run, o) }
	if p.env("GITHUB_ACTIONS") == "" {
		return results()
	}
	return errors.Join(annotations.Guarded(p.stdout, results), annotations.Write(p.stdout, run, inRepository(run.Config)))
}

// mostSummary is what GitHub takes as the summary of one step, from all commands of it, in octets. Of more it shows nothing.
const mostSummary = 1 << 20

// summarize adds the run to the summary of the step.
func summarize(path string, run reports.Run) error {
	var text bytes.Buffer
	if err := markdown.Write(&text, run); err != nil {
		return err
	}
	text.WriteByte('\n')
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if info.Size()+int64(text.Len()) > mostSummary {
		return fmt.Errorf("%s has %d octets already, and GitHub takes %d", path, info.Size(), mostSummary)
	}
	_, err = file.Write(text.Bytes())
	return errors.Join(err, file.Close())
}
