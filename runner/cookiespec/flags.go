package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cookiespec/cookiespec/runner/config"
)

// said is the value of a flag that the config takes, as it was written: the config reads it, so that flags, variables and
// the file are read alike.
type said struct {
	setting config.Setting
	kind    string
	values  []string
}

func (s *said) String() string { return "" }

// Type is what the help calls the value; pflag shows none of "bool".
func (s *said) Type() string { return cmp.Or(s.kind, "bool") }

// Set takes one value. Lists take several, in one flag comma-separated, as in a variable; headers may hold commas.
func (s *said) Set(value string) error {
	switch {
	case !s.setting.List:
		s.values = []string{value}
	case s.setting.Key == "headers":
		s.values = append(s.values, value)
	default:
		s.values = append(s.values, strings.Split(value, ",")...)
	}
	return nil
}

// configFlag is how a setting of the config is shown in the help.
type configFlag struct{ flag, short, kind, usage string }

// setting is what the config knows of a flag.
func (f configFlag) setting() (is config.Setting) {
	for _, s := range config.Settings() {
		if s.Flag == f.flag {
			is = s
		}
	}
	return is
}

// configFlags are those that every command with a config has: doctor needs no more.
var configFlags = []configFlag{
	{"chrome", "", "PATH", "Chrome or Chromium to drive (default: the one found)"},
	{"insecure", "k", "", "accept any certificate"},
	{"resolve", "", "HOST:ADDR", "where a host is, instead of asking DNS; may be given again"},
	{"http-user", "", "NAME", "who authenticates by HTTP (Basic), as on a staging site; the password is in " + config.HTTPPasswordEnv},
	{"header", "", "'NAME: VALUE'", "request header, sent to the site itself only; may be given again"},
	{"user-agent", "", "TEXT", "what the browser calls itself (default: Chrome's own name)"},
	{"timeout", "", "DURATION", "how long the whole run may take (default " + short(config.Default().Timeout) + ")"},
}

// auditFlags are those of an audit.
var auditFlags = []configFlag{
	{"policy", "", "NAME", "baseline: what the standards demand; strict: what they recommend, too; asvs-l1, asvs-l2: what ASVS 5.0 demands at that level fails the run, and nothing else (default " + config.Default().Policy + ")"},
	{"fail-on", "", "SEVERITY", "from which severity a failure fails the run: critical, high, medium, low or never; under asvs-l1 and asvs-l2 only never counts (default " + config.Default().FailOn + ")"},
	{"only", "", "NAMES", "checks to run: ids, areas or globs, comma-separated (default: all)"},
	{"skip", "", "NAMES", "checks not to run, likewise"},
	{"require", "", "WHAT", "session: if no session was judged the run is inconclusive, exit 3 (always so under asvs-l1 and asvs-l2)"},
	{"baseline", "", "FILE", "earlier results, from --json: what they have is known, and fails nothing"},
	{"pages", "", "PATHS", "pages to visit beside the entry page, comma-separated; no link is followed then (default: those that it links to)"},
	{"never", "", "PATTERNS", "addresses that no request is made to: paths or URLs with * for any characters, comma-separated; may be given again"},
	{"max-pages", "", "COUNT", fmt.Sprintf("pages to visit at most, 1 to 1000 (default %d)", config.Default().MaxPages)},
	{"patience", "", "DURATION", "how long to wait for cookies to expire on the real clock, an hour at most (default " + short(config.Default().Patience) + ")"},
	{"app-path", "", "PATH", "where the application begins, if others share its host"},
	{"samples", "", "COUNT", fmt.Sprintf("visitors without cookies who ask for the session cookie, 0 to 1000 (default %d)", config.Default().Samples)},
	{"echo", "", "PATH", "a page that shows the cookies it is sent"},
	{"plain-http", "", "URL", "where a site on https has its plain http (default: port 80, if it is on 443)"},
	{"jobs", "j", "COUNT", "browsers side by side, 1 to 64 (default: the number of cores)"},
}

// serveFlags are those of what may start its target.
var serveFlags = []configFlag{
	{"serve", "", "DIR", "start the application in DIR first, and end it after"},
}

// loginFlags are those of whatever logs in.
var loginFlags = []configFlag{
	{"user", "", "NAME", "who logs in; the login form is found where no config describes it"},
	{"password-env", "", "VARIABLE", "names the variable that holds the password (default " + config.DefaultPasswordEnv + ")"},
	{"totp-secret-env", "", "VARIABLE", "names the variable that holds the secret of the user's one-time codes (TOTP)"},
	{"login-host", "", "HOST", "another host at which the password may be typed: that of the provider that logs in; may be repeated"},
	{"max-logins", "", "COUNT", fmt.Sprintf("logins to try at most, 1 to 100 (default %d)", config.DefaultMaxLogins)},
}

// add adds flags to a command and returns what will have been said by them.
func add(c *cobra.Command, flags []configFlag) []*said {
	var all []*said
	for _, f := range flags {
		s := &said{setting: f.setting(), kind: f.kind}
		flag := c.Flags().VarPF(s, f.flag, f.short, f.usage)
		if f.kind == "" {
			flag.NoOptDefVal = "true"
		}
		all = append(all, s)
	}
	return all
}

// lay lays what was said by flags over a config.
func lay(c *config.Config, flags []*said) error {
	for _, s := range flags {
		if len(s.values) == 0 {
			continue
		}
		if err := c.Set(s.setting.Flag, s.values...); err != nil {
			return err
		}
	}
	return nil
}

// flagError is what pflag says, in our words.
func flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	var ours *hinted
	help := fmt.Sprintf("cookiespec %s --help shows the flags", c.Name())
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return err
	case errors.As(err, &unknown):
		written, dashes := unknown.GetSpecifiedName(), "--"
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			written, dashes = short, "-"
		}
		var known []string
		c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		near := help
		if len(written) > 1 {
			near = strings.Replace(nearest(written, known, help), "did you mean ", "did you mean --", 1)
		}
		return &hinted{"there is no flag " + dashes + written, near}
	case errors.As(err, &bare):
		return &hinted{fmt.Sprintf("--%s: a value is missing", bare.GetFlag().Name), help}
	case errors.As(err, &ours):
		return ours
	case errors.As(err, &wrong):
		return &hinted{fmt.Sprintf("--%s: %q is neither true nor false", wrong.GetFlag().Name, wrong.GetValue()), "write the flag alone"}
	}
	return &hinted{err.Error(), help}
}
