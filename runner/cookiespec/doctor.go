package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/terminal"
	"github.com/cookiespec/cookiespec/suites/recording"
)

const doctorHelp = `Finds out whether a run could work: which Chrome there is, whether it starts,
keeps its cookies on disk and quits, whether it reaches the site, and how far
the site's clock is off.

Usage:
  cookiespec doctor [URL] [flags]

Examples:
  cookiespec doctor
  cookiespec doctor https://shop.example/
  cookiespec doctor --self-check
  cookiespec doctor --clean

With --self-check it is also tried whether verdicts are right in this Chrome: on
the built-in site nothing may fail, and on a few copies with known flaws exactly
what must.

With --clean nothing is examined: the browser profiles of runs that were killed
are removed from the temporary folder, as the next run does, too. They hold
cookies. Those of runs that go on are left alone.

Of a config with several targets it is one, by its name, that is asked.

Exit codes:
  0  all is well
  2  the call or the config is wrong, nothing was started
  3  something is not well
`

func (p *program) doctorCommand() *cobra.Command {
	c := &cobra.Command{Use: "doctor [URL]", Short: "is there a Chrome, does it work, can it reach the site", Long: doctorHelp, Args: takes(0, 1, "cookiespec doctor http://localhost:8000/")}
	o := doctorOptions(c)
	self := c.Flags().Bool("self-check", false, "try on the built-in site whether verdicts can be trusted in this Chrome")
	clean := c.Flags().Bool("clean", false, "only remove the browser profiles that killed runs left in the temporary folder")
	c.RunE = func(command *cobra.Command, words []string) error {
		if err := o.complete(p.env); err != nil {
			return err
		}
		if *clean {
			return p.clean()
		}
		target := ""
		if len(words) > 0 {
			target = words[0]
		}
		settings, err := o.load(p.lookup, target, true)
		if err != nil {
			return err
		}
		p.warnOfStrays(command.Root(), settings)
		if n := len(settings.Targets); n > 0 {
			p.messagef("%s has %d targets, none of which is asked: cookiespec doctor NAME asks one", settings.File, n)
		}
		d := &doctor{program: p, config: settings, headed: o.headed, selfCheck: *self}
		return d.examine()
	}
	return c
}

// doctor examines what a run depends on.
type doctor struct {
	*program
	config    config.Config
	headed    bool
	selfCheck bool
	product   string // of the Chrome that started: "Chrome/156.0.8078.79"
	ill       bool   // something was not well
}

func (d *doctor) examine() error {
	progress := d.progress(false)
	ctx := catch(func(by *interruption) { progress.Message(by.Error()) })
	defer ctx.stop()
	path, err := browser.Find(d.config.Chrome)
	if err == nil {
		findings, starts := d.chrome(ctx, path, progress.Say)
		if starts && d.config.Target != "" && ctx.by() == nil {
			findings = append(findings, d.target(ctx, path, progress.Say)...)
		}
		if starts && d.selfCheck && ctx.by() == nil {
			findings = append(findings, deviations(d.product)...)
			findings = append(findings, d.self(ctx, path, progress.Say)...)
		}
		progress.Stop()
		d.tell(findings)
	} else {
		progress.Stop()
		d.complain(err)
		d.ill = true
	}
	switch {
	case ctx.by() != nil:
		return ctx.by().exit()
	case d.ill:
		return exit(exitInconclusive)
	}
	return nil
}

// finding is one thing that was examined.
type finding struct {
	well bool
	name string
	text string
	hint string // what to do when it is not well
}

func (d *doctor) tell(findings []finding) {
	for _, f := range findings {
		mark := "ok  "
		if !f.well {
			mark, d.ill = "FAIL", true
		}
		fmt.Fprintf(d.stdout, "%s  %-7s %s\n", mark, f.name, terminal.Plain(f.text, messageLength))
		if !f.well && f.hint != "" {
			fmt.Fprintf(d.stdout, "              %s\n", terminal.Plain(f.hint, messageLength))
		}
	}
}

// look drives Chrome for some parts of a run.
func (d *doctor) look(ctx context.Context, o gather.Options, say func(stage, text string)) (*recording.Recording, error) {
	o.MaxPages, o.Jobs, o.Timeout, o.Patience = 1, 1, d.config.Timeout, d.config.Patience
	o.Headed, o.UserAgent, o.Tool, o.Progress = d.headed, d.config.UserAgent, "cookiespec "+version(), say
	return d.gather(ctx, o)
}
