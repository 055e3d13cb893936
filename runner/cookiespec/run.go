package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/runner/config"
)

const runHelp = `Checks the cookies of a site in a real Chrome. The target may come from cookiespec.yaml, too.

Usage:
  cookiespec run URL [flags]

Examples:
  cookiespec run http://localhost:8000/
  cookiespec run https://shop.example/ --pages /,/cart --junit report.xml --fail-on medium
  cookiespec run --config cookiespec.yaml --only restart,expiry/on-time*
  cookiespec run --serve .
  cookiespec run --targets targets.txt --jobs 4 --out report

The URL needs its scheme: what is judged of a cookie depends on it. Each flag can be given as a
variable, too: --fail-on as COOKIESPEC_FAIL_ON. A flag outweighs a variable, a variable the file.

With --serve, or serve: in the config, the application is started first, on a free port, and ended
after. How is found by itself for Django (manage.py), Go (go.mod) and Node (a start script).
`

func (p *program) runCommand() *cobra.Command {
	c := &cobra.Command{Use: "run URL", Short: "check a site", Long: runHelp, Args: takes(0, 1, exampleRun)}
	o := runOptions(c)
	c.RunE = func(_ *cobra.Command, words []string) error {
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
		if o.targets != "" {
			if target != "" {
				return &hinted{"a URL and --targets contradict each other", "give one of them"}
			}
			return p.fleet(o, a.config)
		}
		if o.shard != "" {
			return &hinted{"--shard is a share of many targets, and there is one", "give --targets FILE"}
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
