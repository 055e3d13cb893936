package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/fleet"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

// ofFleet are the flags that are about all targets together, and not handed on to the run of each.
var ofFleet = []string{
	"targets", "shard", "jobs", "out", "junit", "json", "html", "sarif", "markdown", "har", "recording", "dry-run", "quiet", "verbose", "exit-zero", "serve",
}

// eachItsOwn are those that would be written over by each target.
var eachItsOwn = []string{"junit", "json", "html", "sarif", "markdown", "har", "recording", "dry-run", "serve"}

// fleet runs all targets of a list, or a shard's share of them.
func (p *program) fleet(o *options, c config.Config) error {
	for _, name := range eachItsOwn {
		if o.flags.Changed(name) {
			return &hinted{fmt.Sprintf("--%s does not go with --targets", name), "each target gets its reports in a folder of its own in --out"}
		}
	}
	targets, err := fleet.Targets(o.targets)
	if err != nil {
		return &hinted{err.Error(), "write one URL a line"}
	}
	shard, err := fleet.ParseShard(o.shard, p.lookup)
	if err != nil {
		return &hinted{"--shard: " + err.Error(), "write --shard 2/5, from 1"}
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	flags := forwarded(o.flags)
	digest, err := fleetDigest(targets, flags, c)
	if err != nil {
		return err
	}
	ctx := catch(func(by *interruption) { p.messagef("%s: ending the runs that go on", by) })
	defer ctx.stop()
	f := fleet.Fleet{
		Program: self, Flags: flags, Env: withoutFleet(os.Environ()), Targets: shard.Of(targets), Shard: shard, Digest: digest, Jobs: c.Jobs, Out: o.out,
		Tool: reports.Tool{Name: "cookiespec", Version: version()}, Ended: p.targeted,
	}
	sum, err := f.Run(ctx)
	if err != nil {
		return err
	}
	if ctx.by() != nil {
		return ctx.by().exit()
	}
	return p.summed(o.out, sum, o.exitZero)
}

// targeted tells what came of one target.
func (p *program) targeted(r reports.FleetRun) {
	s := r.Summary
	fmt.Fprintf(p.stdout, "exit %d  %s: %d passed, %d failed, %d warnings, %d inconclusive\n",
		r.Exit, terminal.Plain(r.Target, messageLength), s.Pass, s.Fail, s.Warning, s.Inconclusive)
	for _, t := range r.Trouble {
		fmt.Fprintf(p.stdout, "        %s\n", terminal.Plain(t, messageLength))
	}
}

// summed tells where the reports are and decides the exit code.
func (p *program) summed(out string, sum reports.Fleet, exitZero bool) error {
	p.messagef("%d targets: %s/fleet.html, %s/%s", len(sum.Runs), out, out, fleet.File)
	if code := sum.Exit(); code != exitPassed && !(exitZero && (code == exitFailed || code == exitInconclusive)) {
		return exit(code)
	}
	return nil
}

// forwarded are the flags that were given, for the run of each target.
func forwarded(flags *pflag.FlagSet) []string {
	var words []string
	flags.Visit(func(f *pflag.Flag) {
		if slices.Contains(ofFleet, f.Name) {
			return
		}
		values := []string{f.Value.String()}
		if s, ok := f.Value.(*said); ok {
			values = s.values
		}
		for _, v := range values {
			words = append(words, "--"+f.Name+"="+v)
		}
	})
	return words
}

// withoutFleet leaves out the variables of the flags that are not handed on.
func withoutFleet(env []string) []string {
	return slices.DeleteFunc(slices.Clone(env), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		flag, ours := strings.CutPrefix(name, "COOKIESPEC_")
		return ours && slices.Contains(ofFleet, strings.ToLower(strings.ReplaceAll(flag, "_", "-")))
	})
}

// fleetDigest is of all that shards must have in common.
func fleetDigest(targets, flags []string, c config.Config) (string, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q\n", slices.Sorted(slices.Values(targets)), flags)
	if c.File != "" {
		text, err := os.ReadFile(c.File)
		if err != nil {
			return "", err
		}
		sum.Write(text)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

const mergeHelp = `Adds up the shards of a run of many targets. A shard that is missing, that comes twice or that was asked
for something else is an error.

Usage:
  cookiespec merge DIRS... [flags]

Example:
  cookiespec run --targets targets.txt --shard 1/2 --out one
  cookiespec run --targets targets.txt --shard 2/2 --out two
  cookiespec merge one two --out all
`

func (p *program) mergeCommand() *cobra.Command {
	c := &cobra.Command{Use: "merge DIRS...", Short: "add up shards", Long: mergeHelp, Args: takes(1, 1<<16, "cookiespec merge one two --out all")}
	out := c.Flags().String("out", "report", "`DIR` for the report of all")
	exitZero := c.Flags().Bool("exit-zero", false, "exit with 0 where it would be 1 or 3")
	c.RunE = func(_ *cobra.Command, words []string) error {
		sum, err := fleet.Merge(words, *out)
		if err != nil {
			return &hinted{err.Error(), "merge all shards of one run"}
		}
		return p.summed(*out, sum, *exitZero)
	}
	return c
}
