package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites"
)

// What stands for a value that is typed: one of some words, a folder, a file of any name or of some extensions.
var (
	oneOf = func(some ...string) cobra.CompletionFunc {
		return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return begunBy(typed, some), cobra.ShellCompDirectiveNoFileComp
		}
	}
	folder  = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	file    = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	filesOf = func(extensions ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(extensions, cobra.ShellCompDirectiveFilterFileExt)
	}
)

// flagValues are what can be given to flags, by their names. To those that are not here a shell has nothing to say.
var flagValues = map[string]cobra.CompletionFunc{
	"policy":        oneOf(config.Policies...),
	"fail-on":       oneOf(config.Thresholds...),
	"only":          apart(checks),
	"skip":          apart(checks),
	"require":       apart(oneOf(config.Requirements...)),
	"junit-dialect": oneOf(common, strict),
	"isolate":       oneOf("auto", "bwrap", "none"),
	"assignment":    oneOf(assignments...),
	"shard":         oneOf("auto"),
	"config":        filesOf("yaml", "yml"),
	"rubric":        filesOf("yaml", "yml"),
	"roster":        filesOf("csv"),
	"marks":         filesOf("csv"),
	"baseline":      filesOf("json"),
	"from":          filesOf("json"),
	"sarif-anchor":  file,
	"targets":       file,
	"chrome":        file,
	"out":           folder,
	"history":       folder,
	"serve":         folder,
}

// arguments are what can be given to commands, by their names.
var arguments = map[string]cobra.CompletionFunc{
	"judge":    first(1, filesOf("json")),
	"report":   first(1, filesOf("json")),
	"coverage": first(1, filesOf("json")),
	"diff":     first(2, filesOf("json")),
	"history": func(c *cobra.Command, before []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(before) == 0 {
			return folder(c, before, typed)
		}
		return filesOf("json")(c, before, typed)
	},
	"merge":      folder,
	"grade":      file,
	"list":       first(1, checks),
	"explain":    first(1, identified),
	"rubric":     first(1, oneOf("init")),
	"schema":     first(1, oneOf(schemas...)),
	"completion": first(1, oneOf(slices.Sorted(maps.Keys(shells))...)),
}

// complete tells each command what its flags and arguments can be.
func complete(root *cobra.Command) {
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	for _, c := range root.Commands() {
		c.ValidArgsFunction = arguments[c.Name()]
		c.Flags().VisitAll(func(f *pflag.Flag) {
			values := flagValues[f.Name]
			for _, form := range formats {
				if form.flag == f.Name {
					values = filesOf(form.extension)
				}
			}
			if values != nil && f.NoOptDefVal == "" {
				if err := c.RegisterFlagCompletionFunc(f.Name, values); err != nil {
					panic(err) // the flag is the command's own, and this is called once
				}
			}
		})
	}
}

// first completes so many arguments, and none after.
func first(most int, values cobra.CompletionFunc) cobra.CompletionFunc {
	return func(c *cobra.Command, before []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(before) >= most {
			return cobra.NoFileCompletions(c, before, typed)
		}
		return values(c, before, typed)
	}
}

// apart completes the last of several values that are comma-separated. After a comma they come without descriptions: among
// those that have them Bash finds none with a comma.
func apart(values cobra.CompletionFunc) cobra.CompletionFunc {
	return func(c *cobra.Command, before []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		done := typed[:strings.LastIndex(typed, ",")+1]
		all, directive := values(c, before, typed[len(done):])
		if done == "" {
			return all, directive
		}
		for i := range all {
			value, _, _ := strings.Cut(all[i], "\t")
			all[i] = done + value
		}
		return all, directive
	}
}

// identified are the ids of checks.
func identified(_ *cobra.Command, _ []string, typed string) (all []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, c := range suites.Catalogue() {
		all = append(all, cobra.CompletionWithDesc(c.ID, c.Title))
	}
	return begunBy(typed, all), cobra.ShellCompDirectiveNoFileComp
}

// checks are areas and ids.
func checks(c *cobra.Command, before []string, typed string) (all []cobra.Completion, _ cobra.ShellCompDirective) {
	catalogue := suites.Catalogue()
	for _, area := range catalogue.Areas() {
		some, err := catalogue.Select([]string{area}, nil)
		if err == nil {
			all = append(all, cobra.CompletionWithDesc(area, fmt.Sprintf("all %d of the area", len(some))))
		}
	}
	ids, directive := identified(c, before, typed)
	return append(begunBy(typed, all), ids...), directive
}

// begunBy are those that what was typed is the beginning of.
func begunBy(typed string, all []cobra.Completion) []cobra.Completion {
	return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return !strings.HasPrefix(one, typed) })
}
