package main

import (
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/manual"
)

const manHelp = `Prints the help of all commands as one manual page, in roff.

Usage:
  cookiespec man

Examples:
  cookiespec man | man -l -
  cookiespec man > /usr/local/share/man/man1/cookiespec.1
`

// item is what a section of the manual says of variables or files.
type item struct{ name, text string }

var variables = []item{
	{"COOKIESPEC_FAIL_ON", "what --fail-on would say, and likewise for every flag of run that is not given; values of lists are comma-separated, headers by line feeds"},
	{"COOKIESPEC_TARGET", "the URL, where the call names none"},
	{config.DefaultPasswordEnv, "the password of --user, unless --password-env names another variable"},
	{config.HTTPPasswordEnv, "the password of --http-user"},
	{"COOKIESPEC_SHARD_INDEX, COOKIESPEC_SHARD_TOTAL", "what --shard auto takes, from 1; without them CI_NODE_INDEX and CI_NODE_TOTAL (GitLab), or JOB_COMPLETION_INDEX (Kubernetes, from 0) with COOKIESPEC_SHARD_TOTAL"},
	{"COOKIESPEC_CHROME, CHROME_PATH, CHROME_BIN", "the Chrome to drive, where neither --chrome nor the config names one"},
	{"FORCE_COLOR", "colours even where the output is no terminal, unless it is 0 or false; it outweighs NO_COLOR, and --color outweighs both"},
	{"NO_COLOR", "no colours, where it is not empty; TERM=dumb does the same"},
	{"CI", "the terminal shows no line of progress that is written over, where it is not empty"},
	{"GITHUB_ACTIONS", "findings are shown as annotations, too"},
	{"GITHUB_STEP_SUMMARY", "the file that results are added to, as Markdown"},
	{"GITLAB_CI, JENKINS_URL, TF_BUILD", "failures in the JUnit file name the HTML page and the picture of a login that failed as attachments"},
}

var paths = []item{
	{config.Filename, "the config, looked for in the working directory"},
	{"report/", "what --out names: login-failed.png, the picture of a login that failed; of many targets fleet.html, fleet.json and a folder for each"},
	{"grades/", "what --out names when grading: class.csv, class.html, moodle.csv or canvas.csv to import, and a folder for each submission; marks.csv is read there, if you write one"},
}

func (p *program) manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man", Short: "all of this help as a manual page", Long: manHelp, Args: takes(0, 0, "cookiespec man | man -l -"),
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := io.WriteString(p.stdout, page(c.Root()))
			return err
		},
	}
}

// page is the manual page of the whole command line.
func page(root *cobra.Command) string {
	m := manual.New("cookiespec", "cookiespec "+version(), builtOn())
	m.Section("NAME")
	m.Text("cookiespec - check the cookies of a web site in a real Chrome")
	m.Section("SYNOPSIS")
	m.Text(calls)
	m.Section("DESCRIPTION")
	m.Text(about)
	m.Section("COMMANDS")
	for _, c := range root.Commands() {
		if !c.IsAvailableCommand() {
			continue
		}
		m.Part("cookiespec " + c.Use)
		m.Text(c.Long)
		m.Text("Flags:")
		c.InitDefaultHelpFlag()
		flags(m, c.LocalFlags())
	}
	m.Section("EXIT STATUS")
	m.Text(codes)
	m.Section("ENVIRONMENT")
	items(m, variables)
	m.Section("FILES")
	items(m, paths)
	m.Section("EXAMPLES")
	m.Text(examples)
	return m.String()
}

func items(m *manual.Page, all []item) {
	for _, one := range all {
		m.Item(strings.Split(one.name, ", "), "", one.text)
	}
}

// flagLine is what the help says of one flag, in one line.
var flagLine = regexp.MustCompile(`^ +(?:(-\w), )?(--[a-z-]+)(?: ('.*?'|\S+))? {3,}(.*)\n$`)

func flags(m *manual.Page, all *pflag.FlagSet) {
	for line := range strings.Lines(all.FlagUsages()) {
		found := flagLine.FindStringSubmatch(line)
		names := []string{found[2]}
		if found[1] != "" {
			names = []string{found[1], found[2]}
		}
		m.Item(names, found[3], found[4])
	}
}
