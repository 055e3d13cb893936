package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/annotations"
	"github.com/cookiespec/cookiespec/reports/markdown"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

// show shows a run on stdout. GitHub Actions, which tells of itself in the environment, gets it as annotations and in the
// summary of the step, too, and is kept from taking orders from what a target says.
func (p *program) show(run reports.Run, o terminal.Options) error {
	p.summarize(func(w io.Writer) error { return markdown.Write(w, run) })
	results := func() error { return terminal.Results(p.stdout, run, o) }
	if p.env("GITHUB_ACTIONS") == "" {
		return results()
	}
	return errors.Join(p.guard(results), annotations.Write(p.stdout, run, inRepository(run.Config)))
}

// guard calls show, which prints what a target had a say in.
func (p *program) guard(show func() error) error {
	if p.env("GITHUB_ACTIONS") == "" {
		return show()
	}
	return annotations.Guarded(p.stdout, show)
}

// summarize adds a report to the summary of the step, where GitHub Actions wants one.
func (p *program) summarize(write func(io.Writer) error) {
	file := p.env("GITHUB_STEP_SUMMARY")
	if file == "" {
		return
	}
	if err := summarize(file, write); err != nil {
		p.complain(fmt.Errorf("the summary of the step cannot be written: %w", err))
	}
}

// mostSummary is what GitHub takes as the summary of one step, from all commands of it, in bytes. Of more it shows nothing.
const mostSummary = 1 << 20

func summarize(path string, write func(io.Writer) error) error {
	var text bytes.Buffer
	if err := write(&text); err != nil {
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
		return fmt.Errorf("%s has %d bytes already, and GitHub takes %d", path, info.Size(), mostSummary)
	}
	_, err = file.Write(text.Bytes())
	return errors.Join(err, file.Close())
}
