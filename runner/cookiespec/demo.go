package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/fixtures/lab"
	"github.com/cookiespec/cookiespec/runner/config"
)

const demoHelp = `Checks the built-in site, which handles its cookies correctly and is served on
loopback during the run. With --flawed, checks a site with ten typical mistakes
instead, to show what a report of failures looks like.

Usage:
  cookiespec demo [flags]

Examples:
  cookiespec demo
  cookiespec demo --only set,restart --verbose
  cookiespec demo --flawed --html report.html

The site comes with what its owner would declare. A cookiespec.yaml in the
working directory is not read, unless --config names it. The exit codes are
those of cookiespec run.
`

func (p *program) demoCommand() *cobra.Command {
	c := &cobra.Command{Use: "demo", Short: "check the built-in site, to see what it is like", Long: demoHelp, Args: takes(0, 0, "cookiespec demo; a URL goes to cookiespec run")}
	o := auditOptions(c)
	c.Flags().Lookup("config").Usage = "config `FILE` (default: the built-in one)"
	flawed := c.Flags().Bool("flawed", false, "check a built-in site with ten typical mistakes instead")
	c.RunE = func(command *cobra.Command, _ []string) (err error) {
		if err := o.complete(p.env); err != nil {
			return err
		}
		site := lab.Conformant
		if *flawed {
			site = lab.Flawed
		}
		a := &audit{program: p, options: o, start: func(ctx context.Context, a *audit) error { return startLab(ctx, a, site) }}
		if a.config, err = demoConfig(o, site); err != nil {
			return err
		}
		if err := o.over(&a.config, p.lookup, "https://"+site.Host()+"/"); err != nil { // its port is not known yet
			return err
		}
		a.config.Serve = nil // it is its own application
		if o.config == "" && a.config.Session != nil {
			if err := asOwner(&a.config); err != nil {
				return err
			}
		}
		p.warnOfStrays(command.Root(), a.config)
		if err := checked(a.config, "cookiespec demo"); err != nil {
			return err
		}
		return a.perform()
	}
	return c
}

// demoConfig is what the owner of a site of the lab declares, or the file that the user names.
func demoConfig(o *options, site lab.Defect) (config.Config, error) {
	if o.config != "" {
		c, err := config.Load(o.config)
		if err == nil && len(c.Targets) > 0 {
			return c, &hinted{o.config + " has several targets, and the built-in site is one", "give a config for one target"}
		}
		return c, err
	}
	c, err := config.Parse("", lab.Declared(site.Name, true))
	c.BuiltIn()
	return c, err
}

// asOwner has the lab's own user log in, whatever the environment says of other sites.
func asOwner(c *config.Config) error {
	if err := c.Set("user", lab.User); err != nil {
		return err
	}
	c.SetPassword(lab.Password)
	return nil
}

// startLab serves the lab until ctx ends, and aims the audit at one of its sites.
func startLab(ctx context.Context, a *audit, site lab.Defect) error {
	l, err := lab.Start(ctx)
	if err != nil {
		return fmt.Errorf("the built-in site cannot be served: %w", err)
	}
	a.spki = []string{l.SPKI()}
	if err := a.config.Set("resolve", append(l.Resolve(), a.config.Resolve...)...); err != nil {
		return err
	}
	return a.config.Set("target", l.URL(site.Name, true))
}
