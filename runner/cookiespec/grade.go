package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/grade"
	"github.com/cookiespec/cookiespec/runner/serve"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

const gradeHelp = `Grades submissions: each is a folder, an archive (.zip, .tar.gz), or a folder
with one in it, with a Django, Go or Node application, which is started, looked
at in a real Chrome, ended, and judged by a rubric.

Usage:
  cookiespec grade SUBMISSIONS... --rubric FILE [flags]

Examples:
  cookiespec rubric init --assignment cookie > rubric.yaml
  cookiespec grade class/*.zip --rubric rubric.yaml --out grades
  cookiespec grade /autograder/submission --rubric rubric.yaml --out grades &&
    cp grades/submission/results.json /autograder/results/results.json

What the class depends on (requirements.txt, go.mod, package.json) is installed
first, once, into a cache; --install never keeps from it. A submission that does
not start because this machine lacks something is not graded, and has no zero.

Students' code runs with your rights. Where bwrap (Debian: apt-get install
bubblewrap) works, it has no network, sees the system, the toolchains and its
own folder alone, and can change no files but its own; --isolate bwrap insists
on that.

In --out each submission gets a folder with feedback.md, report.html, junit.xml,
run.json, results.json (Gradescope), result.json (Classroom 50), output.txt
(what it printed) and grade.json. The class gets class.csv and class.html, and
moodle.csv or canvas.csv to import, if it comes from Moodle or Canvas.

--roster names a CSV file with a line for each student: name, email and number,
or Moodle's grading worksheet, Canvas' gradebook export, GitHub Classroom's
roster. class.csv then says whose each submission is and who handed in nothing.

--marks names a CSV file with points and comments of yours, which replace those
found: submission,part,points,comment. A part is named by its title or number;
without a part, the points are the score of the whole submission.

Exit codes:
  0  the class was graded, whatever the marks
  2  the call, the rubric or a submission's path is wrong, nothing was started
  3  there is no Chrome, or no submission could be started
  4  internal error, or a file that could not be written
`

const exampleGrade = "cookiespec grade class/* --rubric rubric.yaml"

// gradeOptions are the flags of grading.
type gradeOptions struct {
	rubric, out, isolate, chrome string
	roster, marks                string
	jobs                         int
	install                      string
	resume                       bool
	scratch                      string // folder for what is unpacked of a class
	example                      string // a call that is right
	own                          bool   // it is the user's own work: an account that is created for it may have any password
}

func (p *program) gradeCommand() *cobra.Command {
	c := &cobra.Command{Use: "grade SUBMISSIONS...", Short: "start, look at and mark students' applications", Long: gradeHelp, Args: takes(1, 1<<20, exampleGrade)}
	o := gradeOptions{example: exampleGrade}
	f := c.Flags()
	f.StringVar(&o.rubric, "rubric", "", "what points are given for: a `FILE` as cookiespec rubric init writes it")
	f.StringVar(&o.out, "out", "grades", "`DIR` for what comes out")
	f.StringVar(&o.roster, "roster", "", "who is in the class: a CSV `FILE`")
	f.StringVar(&o.marks, "marks", "", "points and comments that you give: a CSV `FILE` (default: "+grade.MarksFile+" in --out, if there is one)")
	f.IntVarP(&o.jobs, "jobs", "j", runtime.NumCPU(), "submissions side by side, "+config.JobBounds.String()+": `COUNT`")
	f.Lookup("jobs").DefValue = "one for each core" // the manual page is the same on all machines
	f.BoolVar(&o.resume, "resume", false, "leave those that are graded already and are the same")
	f.StringVar(&o.isolate, "isolate", "auto", "`HOW` students' code is kept apart: auto, bwrap or none")
	f.StringVar(&o.install, "install", "auto", "`WHEN` the dependencies of a submission are installed, into a cache that the class shares: auto or never")
	f.StringVar(&o.chrome, "chrome", "", "`PATH` of the Chrome or Chromium to drive (default: the one found)")
	c.RunE = func(_ *cobra.Command, words []string) error { return p.grade(o, words) }
	return c
}

// class is what the flags ask for. The errors are about them.
func (p *program) class(o gradeOptions, paths []string) (c grade.Class, err error) {
	if o.rubric == "" {
		hint := "write " + o.example + "; cookiespec rubric init writes one"
		if o.own {
			hint = "write " + o.example + ", with the rubric from your teacher"
		}
		return c, &hinted{"a rubric is missing", hint}
	}
	if !config.JobBounds.Holds(o.jobs) {
		return c, &hinted{fmt.Sprintf("--jobs: %d is not a whole number from %s", o.jobs, config.JobBounds), "leave it out for the number of cores"}
	}
	c = grade.Class{
		Out: o.out, Jobs: o.jobs, Resume: o.resume, Tool: tool(),
		Gather: p.gather, Judge: p.judge,
	}
	if c.Rubric, err = config.LoadRubric(o.rubric); err != nil {
		return c, err
	}
	if _, err = grade.Catalogue(c.Rubric); err != nil {
		return c, err
	}
	if c.Submissions, err = grade.Submissions(paths, o.scratch); err != nil {
		return c, &hinted{err.Error(), "write " + o.example}
	}
	if len(c.Submissions) > 1 { // else it is one that came late
		p.strayOverrides(c)
	}
	if err = p.sheets(&c, &o); err != nil {
		return c, err
	}
	for _, s := range c.Submissions {
		if unset := c.Rubric.Overrides[s.Name].Unset; len(unset) > 0 {
			return c, &hinted{fmt.Sprintf("overrides: %s: ${%s} is not set in the environment", s.Name, unset[0]), "set it: export " + unset[0] + "=…"}
		}
	}
	if user := c.Rubric.Accounts.User; user != "" {
		if c.Password = p.env(c.Rubric.Config.PasswordEnv); c.Password == "" && o.own && c.Rubric.Accounts.Created() {
			c.Password = madeUp()
		}
		if c.Password == "" {
			return c, &hinted{fmt.Sprintf("there is no password for %s: %s is not set, or empty", user, c.Rubric.Config.PasswordEnv),
				"export " + c.Rubric.Config.PasswordEnv + "=…"}
		}
	}
	switch o.install {
	case "auto", "never":
		c.Install = o.install == "auto"
	default:
		return c, &hinted{fmt.Sprintf("--install: must be auto or never, not %q", o.install), "leave it out for auto"}
	}
	for _, path := range append(paths, o.rubric, o.roster, o.marks) {
		if full, err := grade.Real(path); err == nil {
			c.Private = append(c.Private, full)
		}
	}
	if c.Isolate, err = isolated(o.isolate); err != nil {
		return c, err
	}
	if wrong := writable(o.out + "/class.csv"); wrong != nil {
		wrong.problem = "--out: " + wrong.problem
		return c, wrong
	}
	c.Chrome = o.chrome
	if c.Chrome == "" {
		c.Chrome = c.Rubric.Config.Chrome
	}
	c.Chrome, err = browser.Find(c.Chrome)
	return c, err
}

// grade grades a class and tells what each submission got.
func (p *program) grade(o gradeOptions, paths []string) error {
	scratch, err := os.MkdirTemp("", "cookiespec-class-")
	if err != nil {
		p.complain(err)
		return exit(exitFault)
	}
	defer os.RemoveAll(scratch)
	o.scratch = scratch
	c, err := p.class(o, paths)
	if errors.Is(err, browser.ErrNoChrome) {
		p.complain(err)
		return exit(exitInconclusive)
	}
	if err != nil {
		return err
	}
	if !c.Isolate {
		p.messagef("students' code runs with your rights: it can read your files and use the network%s", map[bool]string{true: "; bwrap isolates it (Debian: apt-get install bubblewrap)"}[o.isolate == "auto"])
	}
	serve.Private()
	progress := p.progress(false)
	ctx := catch(func(by *interruption) {
		progress.Message(by.Error() + ": what is graded is kept, and --resume goes on from there")
	})
	defer ctx.stop()
	c.Begun = func(s grade.Submission, nth int) {
		progress.Show(fmt.Sprintf("[%d/%d] %s", nth, len(c.Submissions), s.Name))
	}
	c.Graded = func(g reports.Grade, old bool) { progress.Beside(func() { p.graded(g, old) }) }
	grades, err := c.Grade(ctx)
	progress.Stop()
	none := grade.NoneStarted(grades)
	if none != "" {
		grades = c.Withdraw(grades, none)
	}
	whole, written := c.WriteClass(grades)
	if written != nil {
		p.complain(written)
		err = errors.Join(err, written)
	}
	switch {
	case ctx.by() != nil:
		return ctx.by().exit()
	case err != nil:
		p.complain(err)
		return exit(exitFault)
	}
	if none != "" {
		p.messagef("no submission was graded: %s", none)
		return exit(exitInconclusive)
	}
	if c.Roster != nil {
		p.tellRoster(whole, c.Roster.File)
	}
	p.messagef("%d submissions graded: %s/class.html, %s/class.csv", len(grades), c.Out, c.Out)
	return nil
}

// graded tells one grade, in one line and one for each trouble.
func (p *program) graded(g reports.Grade, old bool) {
	note := ""
	if n := g.Unjudged(); n > 0 && g.Graded() {
		note = fmt.Sprintf("  %d of %d parts not graded", n, len(g.Parts))
	}
	if g.Total != nil || slices.ContainsFunc(g.Parts, func(m reports.Mark) bool { return m.ByHand }) {
		note += "  (points by hand)"
	}
	if len(g.Overridden) > 0 {
		note += "  (overrides: " + strings.Join(g.Overridden, ", ") + ")"
	}
	if old {
		note += "  (graded before)"
	}
	score := fmt.Sprintf("%3d of %d", g.Score(), g.Points())
	if !g.Graded() {
		score = fmt.Sprintf("not graded, of %d", g.Points())
	}
	fmt.Fprintf(p.stdout, "%s  %s%s\n", score, terminal.Plain(g.Submission, messageLength), note)
	for _, t := range slices.Concat(g.Trouble, g.Advice) {
		fmt.Fprintf(p.stdout, "            %s\n", terminal.Plain(t, messageLength))
	}
}
