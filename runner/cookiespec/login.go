package main

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/html"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/terminal"
	"github.com/cookiespec/cookiespec/suites/recording"
)

const loginHelp = `Logs in to a site, out, and in again, and shows how: each page that was opened,
what was filled in and clicked, which page showed that the user was logged in,
and, where something is missing, what was wanted and what was found instead.
Nothing is judged.

Usage:
  cookiespec login URL --user NAME [flags]
  cookiespec login [NAME] [flags]   the login of the config's target

Examples:
  COOKIESPEC_PASSWORD=… cookiespec login http://localhost:8000/ --user ada
  cookiespec login https://shop.example/ --user ada --headed
  cookiespec login --config cookiespec.yaml --html login.html

If the login was found by itself, the config that does it again is shown as
well, as cookiespec init writes it. With --html there is a page of all this,
with pictures of the login page, of the page after the login and of the same
page after the logout. Passwords, one-time codes and cookie values are on none
of them.

A run logs in this way. It also tries a wrong password, which this does not.
With login.state there is neither a logout nor another login: the logout would
end the session that the file holds.

Exit codes:
  0  it logged in, out and in again
  2  usage or config error, nothing was started
  3  it did not, or the site or Chrome could not be used
  4  internal error, or the page could not be written
  130, 143  interrupted by SIGINT, SIGTERM, after showing what was done
`

const exampleLogin = "cookiespec login http://localhost:8000/ --user ada"

func (p *program) loginCommand() *cobra.Command {
	c := &cobra.Command{Use: "login URL", Short: "try a login, and see how it is done", Long: loginHelp, Args: takes(0, 1, exampleLogin)}
	o := loginOptions(c)
	c.RunE = func(command *cobra.Command, words []string) error {
		if err := o.complete(p.env); err != nil {
			return err
		}
		a := &audit{program: p, options: o}
		var err error
		if a.config, err = o.load(p.lookup, append(words, "")[0], true); err != nil {
			return err
		}
		p.warnOfStrays(command.Root(), a.config)
		if n := len(a.config.Targets); n > 0 {
			return &hinted{a.config.File + " has several targets, and one login is tried", "write cookiespec login NAME"}
		}
		if err := checked(a.config, exampleLogin); err != nil {
			return err
		}
		if a.config.Session == nil {
			return &hinted{"no login is asked for", "write " + exampleLogin + ", or login: in " + config.Filename}
		}
		if err := a.options.reports.check(nil); err != nil {
			return err
		}
		if a.config.Serve != nil {
			if a.start, err = serving(a.config); err != nil {
				return err
			}
		}
		return a.rehearse()
	}
	return c
}

// rehearse tries the login, and shows what was done.
func (a *audit) rehearse() error {
	a.rehearsal = &gather.Rehearsal{}
	progress := a.progress(false)
	ctx := catch(func(by *interruption) { progress.Message(by.Error()) })
	defer ctx.stop()
	seen, trouble := a.begun(ctx, progress.Say)
	progress.Stop()
	switch {
	case ctx.by() != nil: // what was done until then is what a login that hangs is looked at for
	case trouble == errFault:
		return exit(exitFault)
	case trouble != nil:
		a.complain(trouble)
	}
	r := a.rehearsed(seen, trouble)
	err := terminal.Rehearsal(a.stdout, r, terminal.Options{Color: a.colorful(a.stdout)})
	page := func(w io.Writer) error { return html.WriteRehearsal(w, r) }
	if !a.write(a.options.reports.page(page, true)) || err != nil {
		return exit(exitFault)
	}
	if by := ctx.by(); by != nil {
		return by.exit()
	}
	if !r.Worked() {
		a.messagef("%s (exit %d)", r.Answer(), exitInconclusive)
		return exit(exitInconclusive)
	}
	a.messagef("%s", r.Answer())
	return nil
}

// rehearsed is what was done, as reports have it.
func (a *audit) rehearsed(seen *recording.Recording, trouble error) reports.Rehearsal {
	r := reports.Rehearsal{
		Tool: reports.Tool{Name: "cookiespec", Version: version()}, Target: seen.Target.URL, Started: seen.Started, Notes: seen.Notes,
		MostLogins: a.config.Session.MaxLogins, Pictures: a.pictures.ordered(false),
	}
	if trouble != nil {
		r.Trouble = oneLine(trouble)
	}
	for _, d := range a.rehearsal.Deeds {
		if n := len(r.Parts); n == 0 || r.Parts[n-1].Name != d.During {
			r.Parts = append(r.Parts, reports.Part{Name: d.During})
		}
		part := &r.Parts[len(r.Parts)-1]
		part.Deeds = append(part.Deeds, reports.Deed{Stranger: d.Stranger, Do: d.Do, What: d.What, With: d.With, Status: d.Status})
	}
	for _, w := range a.rehearsal.Wants {
		r.Wants = append(r.Wants, reports.Want{Name: w.Name, State: string(w.State), Want: w.Want, Got: w.Got, Asked: w.Asked})
	}
	if s := seen.Session; s != nil {
		r.Logins = s.Logins
		if s.By == recording.Found && len(s.Protected) > 0 {
			r.Config = sketchLogin(a.config, seen)
			r.Pictures = a.pictures.ordered(true)
		}
	}
	if r.Trouble == "" && !r.Worked() && !slices.ContainsFunc(r.Wants, func(w reports.Want) bool { return w.State == "unmet" }) {
		if s := seen.Scene(recording.Login); s != nil {
			r.Trouble = s.Reason
		}
	}
	return r
}
