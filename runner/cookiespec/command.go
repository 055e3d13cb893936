package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

const about = `cookiespec checks the cookies of a web site in a real Chrome: that they are set,
sent back on every request, survive or do not survive a restart of the browser,
and expire on time.
`

const calls = `  cookiespec COMMAND [flags]
  cookiespec COMMAND --help
`

const examples = `  cookiespec demo
  cookiespec run http://localhost:8000/ --junit report.xml
  cookiespec explain set/http-only
`

const exitCodes = "Exit codes:\n" + codes

const codes = `  0  every blocking check passed, and something was judged
  1  a blocking check failed
  2  usage or config error, nothing was started
  3  inconclusive: the site or Chrome could not be used, or nothing was judged
  4  internal error
  130, 143  interrupted by SIGINT, SIGTERM
`

// command is the command line.
func (p *program) command() *cobra.Command {
	cobra.EnableCommandSorting = false // the order below is that of the help
	root := &cobra.Command{
		Use:                "cookiespec",
		Long:               about,
		SilenceErrors:      true,
		SilenceUsage:       true,
		DisableFlagParsing: true, // it has none of its own
		Args:               cobra.ArbitraryArgs,
		CompletionOptions:  cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:               p.noCommand,
	}
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetHelpFunc(p.help)
	root.SetFlagErrorFunc(flagError)
	for _, group := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Check a site", []*cobra.Command{p.runCommand(), p.demoCommand(), p.loginCommand(), p.initCommand(), p.doctorCommand()}},
		{"Read the results", []*cobra.Command{p.judgeCommand(), p.reportCommand(), p.diffCommand(), p.historyCommand(), p.coverageCommand(), p.mergeCommand()}},
		{"Know the checks", []*cobra.Command{p.listCommand(), p.explainCommand()}},
		{"Grade submissions", []*cobra.Command{p.rubricCommand(), p.gradeCommand(), p.checkCommand()}},
		{"Set up", []*cobra.Command{p.completionCommand(), p.schemaCommand(), p.manCommand(), p.versionCommand()}},
	} {
		root.AddGroup(&cobra.Group{ID: group.title, Title: group.title})
		for _, c := range group.commands {
			c.GroupID = group.title
			c.Flags().SortFlags = false
			if slices.Contains(coloured, c.Name()) {
				p.addColor(c)
			}
			root.AddCommand(c)
		}
	}
	root.SetHelpCommand(p.helpCommand(root))
	complete(root)
	return root
}

// coloured are the commands that show results or checks.
var coloured = []string{"run", "demo", "login", "judge", "report", "diff", "coverage", "list", "explain"}

// noCommand is called with what begins with none of the commands.
func (p *program) noCommand(root *cobra.Command, words []string) error {
	if len(words) == 0 {
		fmt.Fprint(p.stderr, wholeHelp(root))
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
		Long: "Shows the help of a command.\n\nUsage:\n  cookiespec help [COMMAND]\n\nExample:\n  cookiespec help run\n",
		ValidArgsFunction: first(1, func(c *cobra.Command, before []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return oneOf(commands(root)...)(c, before, typed)
		}),
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
