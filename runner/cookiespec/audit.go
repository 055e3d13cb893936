package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	plans "github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/runner/terminal"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// audit is one run of the main job: gather, judge, report.
type audit struct {
	*program
	options   *options
	config    config.Config
	catalogue check.Catalogue // narrowed to what was asked for
	judging   judge.Options
	recording string            // path of what is judged again; empty: Chrome is driven
	spki      []string          // keys that are accepted without a known authority
	rehearsal *gather.Rehearsal // a login that is only tried; nil: a whole run
	also      recording.Stage   // what is gathered beside what the catalogue needs
	pictures  pictures          // taken only for a report that shows them
	past      history           // what --history names
	framework string            // of the application that was started; empty: none was, or it is not known

	// start makes the target ready and gives its URL; nil: it is ready. It runs after all that can be wrong was looked for.
	start func(context.Context, *audit) error
	stop  func() error // ends what start started, and says what is wrong with it; nil: nothing is to be ended
}

// ready finds all that can be wrong before a browser starts.
func (a *audit) ready() (err error) {
	if a.catalogue, err = plans.Catalogue(a.config); err != nil {
		return err
	}
	if a.judging, err = plans.WholeJudging(a.config); err != nil {
		return err
	}
	if dir := a.options.history; dir != "" {
		if a.past, err = openHistory(dir); err != nil {
			return err
		}
		if err = a.past.fits(a.config.Target); err != nil {
			return err
		}
		if err := writable(filepath.Join(dir, "index.html")); err != nil {
			err.problem = "--history: " + err.problem
			return err
		}
	}
	return a.options.reports.check(map[string]string{"--config": a.config.File, "--baseline": a.config.BaselineFile(), "RECORDING": a.recording})
}

// perform audits, unless the user only wants to know how, and returns an [exit] when the code is not 0.
func (a *audit) perform() error {
	if err := a.ready(); err != nil {
		return err
	}
	if a.options.dryRun {
		return a.plan(a.stdout)
	}
	progress := a.progress(a.options.quiet)
	ctx := catch(func(by *interruption) {
		progress.Message(by.Error() + ": writing the reports of what was seen; once more ends at once, without them")
	})
	defer ctx.stop()
	seen, trouble := a.begun(ctx, progress.Say)
	progress.Stop()
	own := trouble != nil && trouble != errFault && ctx.by() == nil
	unopened := own && !opened(seen)
	refused, advice := failedLogin(seen)
	switch {
	case own && !unopened:
		a.complain(trouble)
	case !own && refused != "":
		a.error(refused, advice)
	}
	run, judged := a.judged(ctx, seen)
	// What came before gathering and after it is ours, too.
	wall := time.Since(a.began).Seconds()
	run.Timings.Own += wall - run.Timings.Wall
	run.Timings.Wall = wall
	run.Pictures = a.pictures.of(run)
	written := a.write(a.files(run, seen))
	if unopened && judged && written && run.Exit == exitInconclusive {
		return a.unstarted(run, trouble)
	}
	if unopened {
		a.complain(trouble)
	}
	if trouble == nil && refused != "" {
		trouble = errors.New(refused)
	}
	return a.conclude(run, trouble, ctx.by(), judged && written && trouble != errFault)
}

// opened tells whether the target showed a page, even if the visit failed after it.
func opened(seen *recording.Recording) bool {
	visit := seen.Scene(recording.Visit)
	return seen.Target.Landed != "" || visit != nil && visit.State != recording.Failed
}

// failedLogin says why nobody could be logged in, and what to do about it; empty: it was not tried, or it worked.
func failedLogin(seen *recording.Recording) (reason, advice string) {
	login := seen.Scene(recording.Login)
	if login == nil || login.State != recording.Failed || !slices.Contains(seen.Trouble, login.Reason) {
		return "", ""
	}
	return login.Reason, login.Advice
}

// unstarted ends a run that never opened the site. There are no results to show, so that the error stands last.
func (a *audit) unstarted(run reports.Run, trouble error) error {
	err := a.show(run, terminal.Options{Unopened: true})
	a.complain(trouble)
	if err != nil {
		return err
	}
	forgiven := a.options.forgives(run.Exit)
	a.messagef("could not run: the site was never opened %s", terminal.Exit(run.Exit, forgiven))
	if forgiven {
		return nil
	}
	return exit(run.Exit)
}

// errFault stands for a fault that was told when it happened.
var errFault = errors.New("an internal error ended the run")

// begun starts what is to be looked at, gathers from it, and ends it.
func (a *audit) begun(ctx context.Context, say func(stage, text string)) (seen *recording.Recording, trouble error) {
	if a.start != nil {
		say("start", "starting the application")
		err := a.start(ctx, a)
		if trouble := (*gather.Trouble)(nil); err != nil && ctx.Err() == nil && !errors.As(err, &trouble) {
			a.complain(err)
			err = errFault
		}
		if err != nil {
			return a.unseen(err), err
		}
	}
	if a.stop == nil {
		return a.gathered(ctx, say)
	}
	seen, trouble = a.gathered(ctx, say)
	if err := a.stop(); err != nil && trouble == nil {
		seen.Trouble, trouble = append(seen.Trouble, oneLine(err)), err
	}
	return seen, trouble
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// gathered drives Chrome. There is always a recording, if only of the trouble.
func (a *audit) gathered(ctx context.Context, say func(stage, text string)) (seen *recording.Recording, trouble error) {
	o := a.gathering(say)
	if o.Chrome, trouble = browser.Find(a.config.Chrome); trouble == nil {
		if a.guarded(func() { seen, trouble = a.gather(ctx, o) }) {
			seen.Target.Name = a.config.Name
			if fault := (*gather.Fault)(nil); errors.As(trouble, &fault) {
				a.complain(fmt.Errorf("%w\n%s", fault, fault.Stack))
				trouble = errFault
			}
			return seen, trouble
		}
		trouble = errFault
	}
	return a.unseen(trouble), trouble
}

// unseen is the recording of nothing but trouble.
func (a *audit) unseen(trouble error) *recording.Recording {
	o := a.gathering(nil)
	return &recording.Recording{
		Version: recording.Version, Tool: o.Tool, Target: recording.Target{URL: a.config.ShownTarget(), Name: a.config.Name, Digest: o.Digest, Asked: o.Asked},
		Declared: o.Declared, Patience: recording.InSeconds(o.Patience), Started: a.began.UTC(), Ended: time.Now().UTC(),
		Trouble: []string{oneLine(trouble)},
	}
}

// gathering is how the site is gathered from.
func (a *audit) gathering(say func(stage, text string)) gather.Options {
	o, _ := plans.Gathering(a.config, a.catalogue, tool()) // its pages were checked; of an application that does not run yet there are none
	o.Stages |= a.also
	o.Headed, o.SPKI, o.Progress, o.Out, o.Rehearsal = a.options.headed, a.spki, say, a.options.out, a.rehearsal
	o.Framework = a.framework
	if a.options.reports.path("html") != "" {
		o.Pictured = a.pictures.take
	}
	return o
}

// judged judges what was seen. Without a judgement there is still a run to report: the one that a fault ended.
func (a *audit) judged(ctx *interruptible, seen *recording.Recording) (run reports.Run, whole bool) {
	o := a.judging
	whole = a.guarded(func() { run = a.judge(seen, a.catalogue, o) })
	if !whole {
		run = reports.Run{
			Target: seen.Target.URL, Name: seen.Target.Name, Landed: seen.Target.Landed, Policy: o.Policy, FailOn: a.config.FailOn, Config: o.Config,
			Started: seen.Started, Ended: seen.Ended, Trouble: []string{"an internal error ended the judging"}, Exit: exitFault,
		}
	}
	run.Tool = tool()
	run.Cover = reports.Cover(a.config.Cover)
	if by := ctx.by(); by != nil {
		run.Completed, run.Exit = false, int(by.exit())
	}
	return run, whole
}

// conclude shows the run and decides the exit code. A failure outweighs that the run is not whole, because of a fault or a
// report that could not be written; that outweighs all else but an interruption.
func (a *audit) conclude(run reports.Run, trouble error, by *interruption, whole bool) error {
	forgiven := a.options.forgives(run.Exit)
	code := run.Exit
	if forgiven {
		code = exitPassed
	}
	if !whole && code != exitFailed && by == nil {
		code, forgiven = exitFault, false
		run.Exit = exitFault
	}
	o := terminal.Options{
		Color: a.colorful(a.stdout), Width: a.width(a.stdout), Quiet: a.options.quiet, Verbose: a.options.verbose, Timings: a.options.timings,
		Forgiven: forgiven,
	}
	if trouble != nil {
		o.Told = []string{oneLine(trouble)}
	}
	if err := a.show(run, o); err != nil {
		a.complain(fmt.Errorf("the results cannot be shown: %w", err))
		if code == exitPassed {
			code = exitFault
		}
	}
	if code != exitPassed {
		return exit(code)
	}
	return nil
}
