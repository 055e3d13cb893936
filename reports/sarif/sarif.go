// Package sarif writes what a run found wrong as SARIF 2.1.0, for GitHub's code scanning and whatever else reads it.
//
// A finding lies where the user can mend it or accept it: on the line of the config that declares its cookie, never at a URL, which
// code scanning refuses. Only what failed is a result. What could not be decided, and what troubled the run, are notifications; and
// since readers close what is not found again, a run that was not whole has a result that says so.
package sarif

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"regexp"
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
	r = r.Normal()
	rules := rulesOf(r)
	one := run{
		Tool:        tool{driver{Name: text(r.Tool.Name, titleLength, "cookiespec"), Version: text(r.Tool.Version, nameLength, "unknown"), Rules: rules}},
		Automation:  automation{"cookiespec/" + reports.Slug(r.Target) + "/"},
		Invocations: []invocation{invocationOf(r, index(rules))},
		Results:     results(r, o, index(rules)),
	}
	if semantic.MatchString(r.Tool.Version) {
		one.Tool.Driver.SemanticVersion = strings.TrimPrefix(r.Tool.Version, "v")
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(log{Schema: schema, Version: "2.1.0", Runs: []run{one}}); err != nil {
		return fmt.Errorf("cannot write the SARIF report: %w", err)
	}
	return nil
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
