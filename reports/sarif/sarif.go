// Package sarif writes what a run found wrong as SARIF 2.1.0, for GitHub's code scanning and whatever else reads it.
//
// A finding lies where the user can fix it or accept it: on the line of the config that declares its cookie, never at a URL, which
// code scanning refuses. Only what failed is a result. What could not be decided, and what troubled the run, are notifications; and
// since readers close what is not found again, a run that was not whole has a result that says so.
package sarif

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Options say where findings lie. Both are paths from the root of the repository, with slashes.
type Options struct {
	Config string // the config file; empty: there is none in the repository
	Anchor string // the file in whose first line findings lie where there is no config
}

const schema = "https://json.schemastore.org/sarif-2.1.0.json"

// Write writes the run, in one run of SARIF, whose category is the target.
func Write(w io.Writer, r reports.Run, o Options) error {
	return WriteAll(w, slices.Values([]reports.Run{r}), func(reports.Run) Options { return o })
}

// WriteAll writes many runs, each in one of its own, and keeps one at a time. GitHub takes no more than [Most].
func WriteAll(w io.Writer, runs iter.Seq[reports.Run], of func(reports.Run) Options) error {
	head, err := json.MarshalIndent(log{Schema: schema, Version: "2.1.0", Runs: []run{}}, "", "  ")
	if err != nil {
		return unwritten(err)
	}
	const end = "]\n}"
	if _, err := io.WriteString(w, strings.TrimSuffix(string(head), end)); err != nil {
		return unwritten(err)
	}
	separator, slugs := "\n    ", reports.Slugs{}
	for r := range runs {
		text, err := json.MarshalIndent(runOf(r.Normal(), slugs.Of(r.Called()), of(r)), "    ", "  ")
		if err != nil {
			return unwritten(err)
		}
		if _, err := fmt.Fprintf(w, "%s%s", separator, text); err != nil {
			return unwritten(err)
		}
		separator = ",\n    "
	}
	_, err = fmt.Fprintf(w, "\n  %s\n", end)
	return unwritten(err)
}

// Most is how many runs GitHub takes in one file.
const Most = 20

func unwritten(err error) error {
	if err != nil {
		return fmt.Errorf("cannot write the SARIF report: %w", err)
	}
	return nil
}

// runOf is a run whose target has the slug.
func runOf(r reports.Run, slug string, o Options) run {
	rules := rulesOf(r)
	one := run{
		Tool:        tool{driver{Name: text(r.Tool.Name, titleLength, "cookiespec"), Version: text(r.Tool.Version, nameLength, "unknown"), Rules: rules}},
		Automation:  automation{"cookiespec/" + slug + "/"},
		Invocations: []invocation{invocationOf(r, index(rules))},
		Results:     results(r, o, index(rules)),
	}
	if semantic.MatchString(r.Tool.Version) {
		one.Tool.Driver.SemanticVersion = strings.TrimPrefix(r.Tool.Version, "v")
	}
	return one
}

// semantic is a version of https://semver.org, with Go's v before it or not.
var semantic = regexp.MustCompile(`^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`)

// index tells where each rule is.
func index(rules []rule) map[string]int {
	at := map[string]int{}
	for i, r := range rules {
		at[r.ID] = i
	}
	return at
}

// place is a line of a file in the repository, or its first where no line is known.
func (o Options) place(declared bool, line int) []location {
	path := o.Config
	if path == "" {
		path, declared = o.Anchor, false
	}
	if !declared || line < 1 {
		line = 1
	}
	uri := url.URL{Path: path}
	return []location{{physical{artifact{uri.String()}, region{StartLine: line, StartColumn: 1, EndLine: line, EndColumn: 2}}}}
}
