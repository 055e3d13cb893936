package main

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cookiespec/cookiespec/runner/config"
)

// options are the flags that no config file has: they are about this one call.
type options struct {
	config  string // path, as given
	reports reportFiles
	out     string // folder for what else a run leaves
	targets string // path of a list; empty: one target
	shard   string // of the list
	history string // folder of the results of earlier runs; empty: none is kept

	headed   bool
	timings  bool
	dryRun   bool
	quiet    bool
	verbose  bool
	exitZero bool

	flags *pflag.FlagSet
	said  []*said
}

// auditOptions adds all flags of an audit to a command.
func auditOptions(c *cobra.Command) *options {
	o := &options{flags: c.Flags()}
	o.add("config")
	o.said = add(c, auditFlags)
	o.said = append(o.said, add(c, loginFlags)...)
	o.addFormats(formatsOf(false)...)
	o.said = append(o.said, add(c, coverFlags)...)
	o.addFormats(formatsOf(true)...)
	o.add("history", "out")
	o.said = append(o.said, add(c, configFlags)...)
	o.add("headed", "timings", "dry-run", "quiet", "verbose", "exit-zero")
	return o
}

// runOptions adds those of an audit, of its target and of many.
func runOptions(c *cobra.Command) *options {
	o := auditOptions(c)
	o.said = append(o.said, add(c, serveFlags)...)
	o.add("targets", "shard")
	return o
}

// judgeOptions adds the flags of judging again: of the config's, those that steer nothing else.
func judgeOptions(c *cobra.Command) *options {
	o := &options{flags: c.Flags()}
	o.add("config")
	for _, f := range auditFlags {
		if f.setting().Steers == config.Judging {
			o.said = append(o.said, add(c, []configFlag{f})...)
		}
	}
	o.addFormats(formatsOf(false)...)
	o.said = append(o.said, add(c, coverFlags)...)
	o.addFormats("har")
	o.add("history", "timings", "quiet", "verbose", "exit-zero")
	return o
}

// reportOptions adds the flags of rendering results again.
func reportOptions(c *cobra.Command) *options {
	o := &options{flags: c.Flags()}
	o.addFormats(formatsOf(false)...)
	o.said = add(c, coverFlags)
	o.add("timings", "quiet", "verbose")
	return o
}

// mergeOptions adds the flags of adding up shards.
func mergeOptions(c *cobra.Command) *options {
	o := &options{flags: c.Flags()}
	o.add("out")
	o.addFormats(formatsOf(false)...)
	o.add("exit-zero")
	return o
}

// initOptions adds the flags of writing a config, and tells whether --write was given.
func initOptions(c *cobra.Command) (o *options, write *bool) {
	o = &options{flags: c.Flags()}
	o.said = add(c, loginFlags)
	write = o.flags.Bool("write", false, "write "+config.Filename+" instead of showing it")
	for _, f := range auditFlags {
		if f.flag == "pages" || f.flag == "max-pages" {
			o.said = append(o.said, add(c, []configFlag{f})...)
		}
	}
	o.add("out")
	o.said = append(o.said, add(c, configFlags)...)
	o.add("headed")
	return o, write
}

// loginOptions adds the flags of trying a login.
func loginOptions(c *cobra.Command) *options {
	o := &options{flags: c.Flags()}
	o.add("config")
	o.said = add(c, loginFlags)
	for _, f := range auditFlags {
		if slices.Contains([]string{"pages", "max-pages", "never", "app-path", "patience"}, f.flag) {
			o.said = append(o.said, add(c, []configFlag{f})...)
		}
	}
	o.addFormats("html")
	c.Flags().Lookup("html").Usage = "write what was done as one HTML page, with pictures of the login, to `FILE`"
	o.said = append(o.said, add(c, configFlags)...)
	o.add("headed")
	return o
}

// doctorOptions adds the flags of an examination.
func doctorOptions(c *cobra.Command) *options {
	o := &options{flags: c.Flags()}
	o.add("config")
	o.said = add(c, configFlags)
	o.add("headed")
	return o
}

// addFormats adds the flags of formats, each with the one that goes with it.
func (o *options) addFormats(flags ...string) {
	if o.reports.paths == nil {
		o.reports.paths = map[string]*string{}
	}
	for _, f := range formats {
		if slices.Contains(flags, f.flag) {
			o.reports.paths[f.flag] = o.flags.String(f.flag, "", f.help)
			o.add(f.with)
		}
	}
}

func (o *options) add(names ...string) {
	for _, name := range names {
		switch name {
		case "config":
			o.flags.StringVar(&o.config, name, "", "config `FILE` (default: "+config.Filename+", where there is one)")
		case "junit-dialect":
			o.flags.StringVar(&o.reports.dialect, name, common, "`DIALECT` of the JUnit file: common, or strict for Jenkins' xunit plugin")
		case "sarif-anchor":
			o.flags.StringVar(&o.reports.anchor, name, "README.md", "`PATH` in the repository that findings point to where there is no config")
		case "out":
			o.flags.StringVar(&o.out, name, "report", "`DIR` for the picture of a login that failed, made only then, and for the reports of many targets")
		case "history":
			o.flags.StringVar(&o.history, name, "", "keep the results in `DIR`, and draw there how findings went from run to run")
		case "targets":
			o.flags.StringVar(&o.targets, name, "", "check each URL of `FILE`, one a line, in a process of its own, --jobs of them side by side (default: the targets of the config)")
		case "shard":
			o.flags.StringVar(&o.shard, name, "", "of the targets check this `SHARE`: 2/5, or auto, as the pipeline says")
		case "headed":
			o.flags.BoolVar(&o.headed, name, false, "show Chrome's window")
		case "timings":
			o.flags.BoolVar(&o.timings, name, false, "show where the time went")
		case "dry-run":
			o.flags.BoolVar(&o.dryRun, name, false, "show what would be done, and start nothing")
		case "quiet":
			o.flags.BoolVarP(&o.quiet, name, "q", false, "show only what fails the run, and the summary")
		case "verbose":
			o.flags.BoolVarP(&o.verbose, name, "v", false, "show what passed and what does not apply, too")
		case "exit-zero":
			o.flags.BoolVar(&o.exitZero, name, false, "exit with 0 where it would be 1 or 3")
		}
	}
}

// forgives tells whether --exit-zero makes 0 of an exit code.
func (o *options) forgives(code int) bool {
	return o.exitZero && (code == exitFailed || code == exitInconclusive)
}

// short writes a duration as people do: "10s", "5m".
func short(d time.Duration) string {
	text := d.String()
	for _, idle := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, idle) {
			text = text[:len(text)-2]
		}
	}
	return text
}
