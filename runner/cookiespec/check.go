package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/feedback"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/serve"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

const checkHelp = `Grades your own work before you hand it in, as your teacher's rubric will: the
application in FOLDER (the working directory, if none is named) is started,
looked at in a real Chrome, ended, and you are told what to change.

Usage:
  cookiespec check [FOLDER] --rubric FILE [flags]

Examples:
  cookiespec check --rubric ../rubric.yaml
  cookiespec check shop --rubric rubric.yaml --out report

With --out the folder gets report.html, with all that was seen, and the other
files that cookiespec grade writes. Where the rubric creates an account and its
password is in no variable, one is made up.

Exit codes:
  0  all points
  1  some points are missing
  2  the call, the rubric or the folder is wrong, nothing was started
  3  there is no Chrome, or the application could not be graded
  4  internal error, or a file that could not be written
`

const exampleCheck = "cookiespec check --rubric rubric.yaml"

func (p *program) checkCommand() *cobra.Command {
	c := &cobra.Command{Use: "check [FOLDER]", Short: "grade your own work before you hand it in", Long: checkHelp, Args: takes(0, 1, exampleCheck)}
	o := gradeOptions{jobs: 1, isolate: "none", own: true, example: exampleCheck}
	f := c.Flags()
	f.StringVar(&o.rubric, "rubric", "", "what points are given for: a `FILE` of your teacher's")
	f.StringVar(&o.out, "out", "", "`DIR` for the reports (default: none are kept)")
	f.StringVar(&o.install, "install", "auto", "`WHEN` the dependencies are installed, into a cache: auto or never")
	f.StringVar(&o.chrome, "chrome", "", "`PATH` of the Chrome or Chromium to drive (default: the one found)")
	c.RunE = func(_ *cobra.Command, words []string) error {
		folder := "."
		if len(words) > 0 {
			folder = words[0]
		}
		return p.check(o, folder)
	}
	return c
}

// check grades one folder and tells its owner what is missing.
func (p *program) check(o gradeOptions, folder string) error {
	if strings.Contains(folder, "://") {
		return &hinted{fmt.Sprintf("%s is no folder", folder), "a site is checked with cookiespec run " + folder}
	}
	scratch, err := os.MkdirTemp("", "cookiespec-check-")
	if err != nil {
		p.complain(err)
		return exit(exitFault)
	}
	defer os.RemoveAll(scratch)
	o.scratch = scratch
	kept := o.out != ""
	if !kept {
		o.out = filepath.Join(scratch, "reports")
	}
	if folder, err = filepath.Abs(folder); err != nil { // the work is called by its folder
		return err
	}
	c, err := p.class(o, []string{folder})
	if errors.Is(err, browser.ErrNoChrome) {
		p.complain(err)
		return exit(exitInconclusive)
	}
	if err != nil {
		return err
	}
	if len(c.Submissions) != 1 {
		return &hinted{fmt.Sprintf("%s holds %d submissions", folder, len(c.Submissions)), "name the folder of your own"}
	}
	p.messagef("starting %s and looking at it in Chrome", c.Submissions[0].Name)
	serve.Private()
	ctx := catch(func(by *interruption) { p.messagef("%s", by) })
	defer ctx.stop()
	c.Graded = func(reports.Grade, bool) {}
	grades, err := c.Grade(ctx)
	if ctx.by() != nil {
		return ctx.by().exit()
	}
	if err != nil || len(grades) != 1 {
		p.complain(errors.Join(err, errors.New("the folder was not graded")))
		return exit(exitFault)
	}
	if err := p.tellOwner(grades[0]); err != nil {
		return err
	}
	if kept {
		p.messagef("see %s", filepath.Join(o.out, grades[0].Submission, "report.html"))
	}
	return exit(codeOf(grades[0]))
}

// tellOwner prints the feedback. Each line is one of no terminal's orders.
func (p *program) tellOwner(g reports.Grade) error {
	var said strings.Builder
	if err := feedback.Write(&said, g); err != nil {
		return err
	}
	for line := range strings.Lines(said.String()) {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		text := strings.ReplaceAll(strings.TrimLeft(strings.TrimSpace(line), "#"), "**", "") // of Markdown
		if _, err := fmt.Fprintln(p.stdout, indent+terminal.Plain(strings.TrimSpace(text), messageLength)); err != nil {
			return err
		}
	}
	return nil
}

// codeOf is the exit code for a grade.
func codeOf(g reports.Grade) int {
	switch {
	case !g.Graded() || g.Unjudged() > 0:
		return exitInconclusive
	case g.Score() < g.Points():
		return exitFailed
	}
	return exitPassed
}

// madeUp is a password for an account that is created for this run alone: long, and of letters and digits.
func madeUp() string { return "Pw7" + rand.Text() }
