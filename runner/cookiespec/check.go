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

const checkHelp = `Grades your own work with your teacher's rubric before you hand it in. It starts
the application in FOLDER (default: the working directory), checks it in a real
Chrome, stops it, and prints what to change.

Usage:
  cookiespec check [FOLDER] --rubric FILE [flags]

Examples:
  cookiespec check --rubric ../rubric.yaml
  cookiespec check shop --rubric rubric.yaml --out report

With --out DIR, the full report is written to DIR/NAME/report.html, where NAME
is the name of your folder, beside the other files that cookiespec grade writes
for a submission. If the rubric creates an account and its password variable is
not set, a random password is used. The rubric's overrides are applied by NAME.

Exit codes:
  0  full points
  1  less than full points
  2  the command line, the rubric or the folder is wrong; nothing was started
  3  Chrome was not found, or at least one part could not be graded
  4  internal error, or a file that could not be written
`

const exampleCheck = "cookiespec check --rubric rubric.yaml"

func (p *program) checkCommand() *cobra.Command {
	c := &cobra.Command{Use: "check [FOLDER]", Short: "grade your own work before you hand it in", Long: checkHelp, Args: takes(0, 1, exampleCheck)}
	o := gradeOptions{jobs: 1, isolate: "none", own: true, example: exampleCheck}
	f := c.Flags()
	f.StringVar(&o.rubric, "rubric", "", "your teacher's rubric `FILE`")
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
		return &hinted{fmt.Sprintf("%s is not a folder", folder), "to check a site, run cookiespec run " + folder}
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
		return &hinted{fmt.Sprintf("%s holds %d submissions", folder, len(c.Submissions)), "name your own folder"}
	}
	p.messagef("starting %s and checking it in Chrome", c.Submissions[0].Name)
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
