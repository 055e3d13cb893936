package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

const usage = `cookiespec checks the cookies of a web site in a real Chrome: that they are set, sent back on every
request, survive or do not survive a restart of the browser, and expire on time.

Usage:
  cookiespec run URL [flags]      check a site
  cookiespec demo [flags]         check the built-in site, to see what it is like
  cookiespec init URL [flags]     write a config for a site
  cookiespec judge RECORDING      judge again what was seen, without Chrome
  cookiespec report RESULTS       write results in another form
  cookiespec diff OLD NEW         which findings are new, mended, remaining
  cookiespec schema report        the JSON Schema of the results
  cookiespec list [AREA]          what is checked
  cookiespec explain ID           why, by which standard, and how to mend what failed
  cookiespec coverage RESULTS     which requirements of ASVS, WSTG and RFC 6265bis a run verified
  cookiespec grade SUBMISSIONS    start, look at and mark students' applications
  cookiespec rubric init          write a rubric to mark them by
  cookiespec merge DIRS           add up the shards of a run of many targets
  cookiespec doctor [URL]         is there a Chrome, does it work, can it reach the site
  cookiespec version

Each of them has --help.

Example:
  cookiespec run http://localhost:8000/ --junit report.xml

Exit codes:
  0  every check that gates passed
  1  a check that gates failed
  2  usage or config error, nothing was started
  3  inconclusive: the site or Chrome could not be used, or nothing was judged
  4  a fault of cookiespec
  130, 143  interrupted by SIGINT, SIGTERM
`

// command is the command line.
func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:                "cookiespec",
		Long:               usage,
		SilenceErrors:      true,
		SilenceUsage:       true,
		DisableFlagParsing: true, // it has none of its own
		Args:               cobra.ArbitraryArgs,
		CompletionOptions:  cobra.CompletionOptions{HiddenDefaultCmd: true},
		RunE:               p.noCommand,
	}
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetHelpTemplate("{{.Long}}{{if .HasParent}}\nFlags:\n{{.LocalFlags.FlagUsages}}{{end}}")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(p.runCommand(), p.demoCommand(), p.initCommand(), p.listCommand(), p.explainCommand(), p.judgeCommand(), p.reportCommand(), p.diffCommand(), p.schemaCommand(), p.coverageCommand(), p.gradeCommand(), p.rubricCommand(), p.mergeCommand(), p.doctorCommand(), p.versionCommand())
	for _, c := range root.Commands() {
		c.Flags().SortFlags = false
		c.DisableFlagsInUseLine = true
	}
	root.SetHelpCommand(p.helpCommand(root))
	return root
}

// noCommand is called with what begins with none of the commands.
func (p *program) noCommand(root *cobra.Command, words []string) error {
	if len(words) == 0 {
		fmt.Fprint(p.stderr, usage)
		return exit(exitUsage)
	}
	switch words[0] {
	case "-h", "--help":
		return root.Help()
	case "-V", "--version":
		return p.version()
	}
	const help = "cookiespec --help shows what there is"
	switch {
	case strings.Contains(words[0], "://"):
		return &hinted{"a URL is no command", "write cookiespec run URL"}
	case strings.HasPrefix(words[0], "-"):
		return &hinted{"a command comes first, not " + words[0], help}
	}
	return &hinted{fmt.Sprintf("there is no command %q", words[0]), nearest(words[0], commands(root), help)}
}

func commands(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

func (p *program) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:  "help [COMMAND]",
		Long: "Shows the help of a command.\n",
		RunE: func(_ *cobra.Command, words []string) error {
			c, rest, err := root.Find(words)
			if err != nil || len(rest) > 0 {
				return p.noCommand(root, words)
			}
			return c.Help()
		},
	}
}

// takes says how many arguments a command takes, and what to write when there are others.
func takes(least, most int, example string) cobra.PositionalArgs {
	return func(_ *cobra.Command, words []string) error {
		switch {
		case len(words) < least:
			return &hinted{"an argument is missing", "write " + example}
		case len(words) > most:
			return &hinted{fmt.Sprintf("%q is one argument too many", words[most]), "write " + example}
		}
		return nil
	}
}
