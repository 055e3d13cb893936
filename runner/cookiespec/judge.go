package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites/recording"
)

const judgeHelp = `Judges a recording again, without Chrome and without the site: by other checks,
another policy, other waivers, or into other reports.

Usage:
  cookiespec judge RECORDING [flags]

Examples:
  cookiespec run http://localhost:8000/ --recording seen.json
  cookiespec judge seen.json --policy strict --html report.html

The config is that of cookiespec run, and what it says of gathering must be what
the recording was gathered by; of several targets that of the recording counts.
Without one, the cookies count as they were declared then. What --only or --skip
left out then was not gathered, and is inconclusive now. The exit codes are
those of cookiespec run.
`

func (p *program) judgeCommand() *cobra.Command {
	c := &cobra.Command{Use: "judge RECORDING", Short: "judge again what was seen, without Chrome", Long: judgeHelp, Args: takes(1, 1, "cookiespec judge seen.json, with what --recording wrote")}
	o := judgeOptions(c)
	c.RunE = func(command *cobra.Command, words []string) error {
		if err := o.complete(p.env); err != nil {
			return err
		}
		seen, err := recorded(words[0])
		if err != nil {
			return err
		}
		a := &audit{program: p, options: o, recording: words[0]}
		if a.config, err = o.loadToJudge(p.lookup, seen.Target); err != nil {
			return err
		}
		p.warnOfStrays(command.Root(), a.config)
		if err := claim(seen, a.config, words[0]); err != nil {
			return err
		}
		if err := a.ready(); err != nil {
			return err
		}
		ctx := catch(func(by *interruption) { p.say(by.Error()) })
		defer ctx.stop()
		run, judged := a.judged(ctx, seen)
		written := a.write(a.files(run, seen))
		return a.conclude(run, nil, ctx.by(), judged && written)
	}
	return c
}

// recorded reads what --recording wrote.
func recorded(path string) (*recording.Recording, error) {
	const hint = "give a file that --recording wrote"
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err, hint)
	}
	defer file.Close()
	seen, err := recording.Read(file)
	if err != nil {
		return nil, &hinted{path + ": " + err.Error(), hint}
	}
	return seen, nil
}

// claim makes a recording the config's, where there is a config file, or refuses: its cookies are declared as the config says now,
// and it must have been gathered as the config says now.
func claim(seen *recording.Recording, c config.Config, path string) error {
	if c.File == "" {
		return nil
	}
	const hint = "gather again with cookiespec run, or give the config that it was gathered by"
	unlike := c.Unlike(seen.Target.Asked)
	switch {
	case len(unlike) > 0:
		return &hinted{fmt.Sprintf("%s was not gathered as %s says: %s changed since", path, c.File, strings.Join(unlike, ", ")), hint}
	case len(seen.Target.Asked) == 0 && seen.Target.Digest != c.Digest():
		return &hinted{fmt.Sprintf("%s was not gathered as %s says: something changed since", path, c.File), hint}
	}
	seen.Declared = slices.Clone(c.Cookies)
	return nil
}
