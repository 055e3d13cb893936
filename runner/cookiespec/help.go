package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// widestHelp is how long a line of flags gets on a wide terminal, in characters.
const widestHelp = 100

// help shows the help of a command: what it is for, its flags, and where to read on.
func (p *program) help(c *cobra.Command, _ []string) {
	if !c.HasParent() {
		fmt.Fprint(p.stdout, wholeHelp(c))
		return
	}
	fmt.Fprintf(p.stdout, "%s\n%s", c.Long, flagHelp(c.LocalFlags(), min(columns(p.stdout), widestHelp)))
	if also := related[c.Name()]; len(also) > 0 {
		fmt.Fprintf(p.stdout, "\nSee also: cookiespec help %s\n", strings.Join(also, " | "))
	}
}

// wholeHelp is the help of the program itself.
func wholeHelp(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString(about + "\nUsage:\n" + calls + "\nExamples:\n" + examples)
	for _, group := range root.Groups() {
		fmt.Fprintf(&b, "\n%s:\n", group.Title)
		for _, c := range root.Commands() {
			if c.GroupID == group.ID {
				fmt.Fprintf(&b, "  %-22s %s\n", c.Use, c.Short)
			}
		}
	}
	b.WriteString("\n" + exitCodes)
	return b.String()
}

// related are the commands that the reader of a command's help may look for.
var related = map[string][]string{
	"run":      {"init", "login", "explain", "judge", "doctor"},
	"demo":     {"run", "list"},
	"login":    {"init", "run"},
	"init":     {"login", "run", "schema"},
	"doctor":   {"run"},
	"judge":    {"run", "report", "diff"},
	"report":   {"judge", "coverage", "diff"},
	"diff":     {"run", "report", "history"},
	"history":  {"run", "diff"},
	"coverage": {"run", "list"},
	"merge":    {"run"},
	"list":     {"explain"},
	"explain":  {"list"},
	"rubric":   {"grade", "schema"},
	"grade":    {"rubric", "check", "explain"},
	"check":    {"grade", "explain"},
	"schema":   {"init", "rubric"},
}

// headings are those of flags, where there are more than a few. What is under none is under the last.
var headings = []struct {
	title string
	flags []string
}{
	{"What is checked", []string{"config", "policy", "fail-on", "only", "skip", "require", "baseline", "flawed"}},
	{"What is visited", []string{"pages", "max-pages", "never", "app-path", "plain-http", "echo", "samples", "patience", "serve", "targets", "shard", "jobs"}},
	{"Who logs in", []string{"user", "password-env", "totp-secret-env", "login-host", "max-logins"}},
	{"Reports", append(formatFlags(), "history", "out", "report-title", "client", "scope-note", "tester")},
	{"Chrome and the network", []string{"chrome", "headed", "insecure", "resolve", "http-user", "header", "user-agent", "timeout"}},
	{"This call", nil},
}

// aFew is how many flags need no headings.
const aFew = 12

// flagHelp shows flags in so many columns.
func flagHelp(flags *pflag.FlagSet, columns int) string {
	text := flags.FlagUsagesWrapped(columns)
	names, entries := entriesOf(text)
	if len(names) <= aFew {
		return "Flags:\n" + text
	}
	var b strings.Builder
	for _, h := range headings {
		some := h.flags
		if some == nil {
			some = names // that are left
		}
		title := "\n" + h.title + ":\n"
		for _, name := range some {
			if entry, left := entries[name]; left {
				b.WriteString(title + entry)
				title = ""
				delete(entries, name)
			}
		}
	}
	return strings.TrimPrefix(b.String(), "\n")
}

// begun is the line on which what is said of a flag begins.
var begun = regexp.MustCompile(`^  (?:-\w, |    )--([a-z-]+)`)

// entriesOf cuts the help of flags into that of each, by its name.
func entriesOf(text string) (names []string, entries map[string]string) {
	entries = map[string]string{}
	for line := range strings.Lines(text) {
		if found := begun.FindStringSubmatch(line); found != nil {
			names = append(names, found[1])
		}
		entries[names[len(names)-1]] += line
	}
	return names, entries
}
