package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/runner/config"
)

const runHelp = `Checks the cookies of a site in a real Chrome.

Usage:
  cookiespec run URL [flags]
  cookiespec run [NAME] [flags]   all targets of the config, or that of a name

Examples:
  cookiespec run http://localhost:8000/
  cookiespec run https://shop.example/ --pages /,/cart --junit report.xml
  cookiespec run --config cookiespec.yaml --only 'restart,expiry/on-time*'
  COOKIESPEC_PASSWORD=… cookiespec run http://localhost:8000/ --user ada
  cookiespec run --serve .
  cookiespec run --targets targets.txt --jobs 4 --out report

The URL needs its scheme: what is judged of a cookie depends on it. Without a
URL the target is that of cookiespec.yaml.

With --serve, or serve: in the config, the application is started first, on a
free port, and ended after. How is found by itself for Django (manage.py), Go
(go.mod) and Node (a start script).

Several targets are a list in --targets, or targets: in the config: a URL each,
or {name: …, url: …} with keys of the config that are otherwise for this target.
Each is checked in a process of its own, --jobs side by side, and gets its
reports in a folder of --out; fleet.html there tells of all. --junit, --sarif,
--gitlab-dast, --markdown, --html and --json then write one file for all. What
fails or is inconclusive for one target is so for all.

Each flag can be given as a variable, too: --fail-on as COOKIESPEC_FAIL_ON. A
flag outweighs a variable, a variable the file. Durations are numbers with
units, without blanks: 300ms, 60s, 20m, 12h, 14d, 2w.

` + exitCodes

func (p *program) runCommand() *cobra.Command {
	c := &cobra.Command{Use: "run URL", Short: "check a site", Long: runHelp, Args: takes(0, 1, exampleRun)}
	o := runOptions(c)
	c.RunE = func(command *cobra.Command, words []string) error {
		if err := o.complete(p.env); err != nil {
			return err
		}
		target := ""
		if len(words) > 0 {
			target = words[0]
		}
		a := &audit{program: p, options: o}
		var err error
		if a.config, err = o.load(p.lookup, target, true); err != nil {
			return err
		}
		p.warnOfStrays(command.Root(), a.config)
		switch {
		case o.targets != "" && target != "":
			return &hinted{"a URL and --targets contradict each other", "give one of them"}
		case o.targets != "" && len(a.config.Targets) > 0:
			return &hinted{"--targets and the targets of " + a.config.File + " contradict each other", "leave one of them out"}
		case o.targets != "", len(a.config.Targets) > 0:
			return p.fleet(o, a.config)
		case o.shard != "":
			return &hinted{"--shard is a share of many targets, and there is one", "give --targets FILE, or write targets: in " + config.Filename}
		}
		if err := checked(a.config, exampleRun); err != nil {
			return err
		}
		if a.config.Serve != nil {
			if a.start, err = serving(a.config); err != nil {
				return err
			}
		}
		return a.perform()
	}
	return c
}

const exampleRun = "cookiespec run http://localhost:8000/"

// checked tells whether the layers together can be run, and shows how to call when there is no target.
func checked(c config.Config, example string) error {
	err := c.Check()
	var e *config.Error
	if c.Target == "" && errors.As(err, &e) {
		return &hinted{e.Problem, "write " + example + ", or target: in " + config.Filename}
	}
	return err
}
