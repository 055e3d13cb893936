package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/reports/atomicfile"
	plans "github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites/recording"
)

const initHelp = `Looks at a site and writes a commented cookiespec.yaml for it: its cookies, and
where a user logs in, the login form, what is for members only, the logout, and
which cookies carry the login.

Usage:
  cookiespec init URL [flags]
  cookiespec init --from RESULTS [--write]

Examples:
  cookiespec init http://localhost:8000/ > cookiespec.yaml
  COOKIESPEC_PASSWORD=… cookiespec init http://localhost:8000/ --user ada
  cookiespec init --from run.json --write

With --from nothing is visited: what --json wrote of a run says what there is,
and the config is the one that the site satisfies already, with the waivers that
were of use.

The file is shown, or with --write put into the working directory, where none is
yet. Cookies are declared as they are: whether they should be so is for you to
say.
`

func (p *program) initCommand() *cobra.Command {
	c := &cobra.Command{Use: "init URL", Short: "write a config for a site", Long: initHelp, Args: takes(0, 1, exampleInit)}
	o, write := initOptions(c)
	from := c.Flags().String("from", "", "earlier results, from --json, in `FILE`, instead of a visit")
	c.RunE = func(command *cobra.Command, words []string) error {
		if err := o.complete(p.env); err != nil {
			return err
		}
		if *from != "" {
			return p.initFrom(*from, words, *write)
		}
		target := ""
		if len(words) > 0 {
			target = words[0]
		}
		a := &audit{program: p, options: o}
		var err error
		if a.config, err = o.load(p.lookup, target, false); err != nil {
			return err
		}
		p.warnOfStrays(command.Root(), a.config)
		if err := checked(a.config, exampleInit); err != nil {
			return err
		}
		if *write {
			if err := untaken(config.Filename); err != nil {
				return err
			}
		}
		if a.config.Session != nil {
			a.also = recording.Login | recording.Replay
		}
		return a.begin(*write)
	}
	return c
}

const exampleInit = "cookiespec init http://localhost:8000/"

// untaken tells whether a file can be written that is not there yet.
func untaken(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return &hinted{path + " is there already", "leave --write out and compare, or move the file away"}
	}
	if err := writable(path); err != nil {
		return err
	}
	return nil
}

// begin looks at the site and writes what it found as a config. What was not seen whole is not written.
func (a *audit) begin(write bool) error {
	progress := a.progress(false)
	ctx := catch(func(by *interruption) { progress.Message(by.Error()) })
	defer ctx.stop()
	seen, trouble := a.gathered(ctx, progress.Say)
	progress.Stop()
	switch {
	case ctx.by() != nil:
		return ctx.by().exit()
	case trouble == errFault:
		return exit(exitFault)
	case trouble != nil:
		a.complain(trouble)
		return exit(exitInconclusive)
	case len(seen.Trouble) > 0:
		refused, _ := failedLogin(seen)
		for _, t := range seen.Trouble {
			hint := ""
			if t == refused {
				hint = seeLogin
			}
			a.error(t, hint)
		}
		return exit(exitInconclusive)
	}
	if s := seen.Scene(recording.Login); a.config.Session != nil && (s == nil || s.State != recording.Done) {
		reason := "the login was not tried to its end"
		if s != nil && s.Reason != "" {
			reason = s.Reason
		}
		a.error(reason, "leave --user out to write a config without a login")
		return exit(exitInconclusive)
	}
	return a.hand(sketch(a.config, seen), write)
}

// seeLogin is what to do about a login that failed.
const seeLogin = "cookiespec login, with the same flags, shows each step of it; without --user a config without a login is written"

// initFrom writes the config that the site of a run satisfies already.
func (p *program) initFrom(path string, words []string, write bool) error {
	if len(words) > 0 {
		return &hinted{"a URL and --from contradict each other", "leave one of them out: the results say what the target was"}
	}
	run, err := plans.Results(path)
	if err != nil {
		return err
	}
	if !run.Completed {
		return &hinted{path + " is of a run that was not whole, so that not all cookies are in it", "run again, and give what that writes"}
	}
	if run.Summary.Fail > 0 {
		p.messagef("warning: %d of the results fail the run, and will with this config, too", run.Summary.Fail)
	}
	return p.hand(outline(run, path), write)
}

// hand shows the text of a config, or writes it where there is none yet.
func (p *program) hand(text string, write bool) error {
	if !write {
		_, err := io.WriteString(p.stdout, text)
		return err
	}
	if err := untaken(config.Filename); err != nil {
		return err
	}
	err := atomicfile.WriteFile(config.Filename, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
	if err != nil {
		return errors.Join(fmt.Errorf("%s cannot be written", config.Filename), err)
	}
	p.messagef("%s is written: read it over", config.Filename)
	return nil
}
