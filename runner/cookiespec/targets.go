package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/markdown"
	"github.com/cookiespec/cookiespec/reports/sarif"
	plans "github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/fleet"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

// ofFleet are the flags that are about all targets together, and not handed on to the run of each.
var ofFleet = slices.Concat(formatsOf(false), eachItsOwn, []string{"targets", "shard", "jobs", "out", "dry-run", "quiet", "verbose", "exit-zero"})

// eachItsOwn are those that would be written over by each target.
var eachItsOwn = append(formatsOf(true), "history", "serve")

// fleet runs all targets of a list or of the config, or a shard's share of them.
func (p *program) fleet(o *options, c config.Config) error {
	for _, name := range eachItsOwn {
		if o.flags.Changed(name) {
			return &hinted{fmt.Sprintf("--%s does not go with many targets", name), "each target gets its reports in a folder of its own in --out"}
		}
	}
	targets, err := p.targets(o, c)
	if err != nil {
		return err
	}
	shard, err := fleet.ParseShard(o.shard, p.lookup)
	if err != nil {
		return &hinted{"--shard: " + err.Error(), "write --shard 2/5, from 1"}
	}
	if err := o.reports.check(map[string]string{"--config": c.File, "--targets": o.targets}); err != nil {
		return err
	}
	if o.dryRun {
		return p.planned(shard.Of(targets), c.Jobs)
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
		Program: self, Flags: flags, Env: ofEach(os.Environ()), Targets: shard.Of(targets), Shard: shard, Digest: digest, Jobs: c.Jobs, Out: o.out,
		Tool: tool(), Ended: func(r reports.FleetRun) { p.targeted(r, o.quiet) },
	}
	var sum reports.Fleet
	if err := p.guard(func() error { sum, err = f.Run(ctx); return err }); err != nil {
		return err
	}
	return p.summed(o, sum, ctx.by())
}

// targets are those of the list or of the config, after all that can be wrong with the run of each was looked for.
func (p *program) targets(o *options, c config.Config) (targets []fleet.Target, err error) {
	each := c.Targets
	if o.targets != "" {
		urls, err := fleet.Listed(o.targets)
		if err != nil {
			return nil, &hinted{err.Error(), "write one URL a line"}
		}
		for _, u := range urls {
			one := c
			if err := one.Set("target", u); err != nil {
				return nil, err
			}
			each = append(each, one)
		}
	}
	for _, one := range each {
		if o.targets == "" {
			if err := o.over(&one, p.lookup, ""); err != nil {
				return nil, err
			}
		}
		if err := one.Check(); err != nil {
			return nil, err
		}
		if _, err := plans.Catalogue(one); err != nil {
			return nil, err
		}
		if _, err := plans.Waivers(one); err != nil {
			return nil, err
		}
		targets = append(targets, fleet.Target{Name: one.Name, URL: one.Target, Optional: one.Optional})
	}
	return targets, nil
}

// planned shows which targets would be run.
func (p *program) planned(targets []fleet.Target, jobs int) error {
	for _, t := range targets {
		line := t.Called()
		if t.Name != "" && t.URL != "" {
			line += "  " + t.URL
		}
		fmt.Fprintln(p.stdout, terminal.Plain(reports.MaskPassword(line), messageLength))
	}
	_, err := fmt.Fprintf(p.stdout, "\n%d targets, %d side by side; nothing was started: this was a dry run\n", len(targets), jobs)
	return err
}

// targeted tells what came of one target, unless it passed and the user wants it quiet.
func (p *program) targeted(r reports.FleetRun, quiet bool) {
	if quiet && r.Exit == exitPassed {
		return
	}
	s := r.Summary
	fmt.Fprintf(p.stdout, "exit %d  %s: %d passed, %d failed, %d warnings, %d inconclusive\n",
		r.Exit, terminal.Plain(r.Label(), messageLength), s.Pass, s.Fail, s.Warning, s.Inconclusive)
	for _, t := range r.Trouble {
		fmt.Fprintf(p.stdout, "        %s\n", terminal.Plain(t, messageLength))
	}
}

// summed writes the reports of all, tells where they are and decides the exit code.
func (p *program) summed(o *options, sum reports.Fleet, by *interruption) error {
	files := o.reports
	whole := p.write(files.ofAll(o.out, sum))
	p.summarize(func(w io.Writer) error { return markdown.WriteFleet(w, sum, fleet.Results(o.out, sum)) })
	if files.path("sarif") != "" && len(sum.Runs) > sarif.Most {
		p.messagef("warning: %s has %d runs, and GitHub takes %d: divide the targets by --shard", files.path("sarif"), len(sum.Runs), sarif.Most)
	}
	p.messagef("%d targets: %s/fleet.html, %s/%s", len(sum.Runs), o.out, o.out, fleet.File)
	code := sum.Exit()
	if o.forgives(code) {
		code = exitPassed
	}
	switch {
	case by != nil:
		return by.exit()
	case !whole && code != exitFailed:
		return exit(exitFault)
	case code != exitPassed:
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

// ofEach leaves out the variables of the flags that are not handed on, and those by which GitHub would be told of each target.
func ofEach(env []string) []string {
	return slices.DeleteFunc(slices.Clone(env), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		flag, ours := strings.CutPrefix(name, "COOKIESPEC_")
		return ours && slices.Contains(ofFleet, strings.ToLower(strings.ReplaceAll(flag, "_", "-"))) || name == "GITHUB_ACTIONS" || name == "GITHUB_STEP_SUMMARY"
	})
}

// fleetDigest is of all that shards must have in common.
func fleetDigest(targets []fleet.Target, flags []string, c config.Config) (string, error) {
	sum := sha256.New()
	for _, t := range (fleet.Shard{Index: 1, Total: 1}).Of(targets) {
		fmt.Fprintf(sum, "%q %q %t\n", t.Name, t.URL, t.Optional)
	}
	fmt.Fprintf(sum, "%q\n", flags)
	if c.File != "" {
		text, err := os.ReadFile(c.File)
		if err != nil {
			return "", err
		}
		sum.Write(text)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
