package main

import (
	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/runner/fleet"
)

const mergeHelp = `Adds up the shards of a run of many targets. A shard that is missing, that comes
twice or that was asked for something else is an error. The reports of all are
written as cookiespec run writes them.

Usage:
  cookiespec merge DIRS... [flags]

Examples:
  cookiespec run --targets targets.txt --shard 1/2 --out one
  cookiespec run --targets targets.txt --shard 2/2 --out two
  cookiespec merge one two --out all --junit all.xml

The exit code is that of all targets together: 1 where one of them has it, else
4, 2 or 3 where one does, else 0.
`

func (p *program) mergeCommand() *cobra.Command {
	c := &cobra.Command{Use: "merge DIRS...", Short: "add up the shards of a run of many targets", Long: mergeHelp, Args: takes(1, 1<<16, "cookiespec merge one two --out all")}
	o := mergeOptions(c)
	c.RunE = func(_ *cobra.Command, words []string) error {
		if err := o.complete(p.env); err != nil {
			return err
		}
		if err := o.reports.check(nil); err != nil {
			return err
		}
		sum, err := fleet.Merge(words, o.out)
		if err != nil {
			return &hinted{err.Error(), "merge all shards of one run"}
		}
		return p.summed(o, sum, nil)
	}
	return c
}
