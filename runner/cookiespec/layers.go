package main

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// complete reads the COOKIESPEC_… variables of the flags that were not given, and says what does not go together.
func (o *options) complete(env func(string) string) (err error) {
	o.flags.VisitAll(func(f *pflag.Flag) {
		_, layered := f.Value.(*said) // the config reads its variables itself
		variable := config.VariableOf(f.Name)
		value := env(variable)
		if err != nil || layered || f.Changed || value == "" || f.Name == "help" {
			return
		}
		var ours *hinted
		switch wrong := f.Value.Set(value); {
		case wrong == nil:
		case errors.As(wrong, &ours):
			err = ours
		default:
			err = &hinted{fmt.Sprintf("%s: %q is neither true nor false", variable, value), "write true or false, or unset it"}
		}
	})
	if err == nil && o.quiet && o.verbose {
		err = &hinted{"--quiet and --verbose contradict each other", "give one of them"}
	}
	return err
}

// load lays file, environment and flags over the defaults. The target is the one given, if any: of a config with several, what it
// is called. Without find, a config file that was not named is not looked for.
func (o *options) load(lookup func(string) (string, bool), target string, find bool) (config.Config, error) {
	return o.read(config.Load, lookup, target, target, find)
}

// loadToJudge is load for those who do not log in.
func (o *options) loadToJudge(lookup func(string) (string, bool), of recording.Target) (config.Config, error) {
	return o.read(config.LoadToJudge, lookup, "", cmp.Or(of.Name, of.URL), true)
}

func (o *options) read(file func(string) (config.Config, error), lookup func(string) (string, bool), target, called string, find bool) (config.Config, error) {
	c := config.Default()
	path, found := o.config, o.config != ""
	if !found && find {
		path, found = config.Find(".")
	}
	if found {
		var err error
		if c, err = file(path); err != nil {
			return c, err
		}
	}
	if len(c.Targets) > 0 {
		if value, _ := lookup("COOKIESPEC_TARGET"); value != "" {
			return c, &hinted{"COOKIESPEC_TARGET and the targets of " + c.File + " contradict each other", "unset it; cookiespec run NAME checks one of them"}
		}
		if called != "" {
			one, err := c.Of(called)
			if err != nil {
				return c, err
			}
			c, target = one, ""
		}
	}
	return c, o.over(&c, lookup, target)
}

// over lays environment and flags over c.
func (o *options) over(c *config.Config, lookup func(string) (string, bool), target string) error {
	if err := c.FromEnvironment(lookup); err != nil {
		return err
	}
	if err := lay(c, o.said); err != nil {
		return err
	}
	if target != "" {
		if err := c.Set("target", target); err != nil {
			return err
		}
	}
	c.TakePassword(lookup)
	return nil
}
