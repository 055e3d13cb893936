package main

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/cookiespec/cookiespec/reports"
)

// Golden is what an audit of an application finds when cookiespec is right.
type Golden struct {
	Pass     []string  `yaml:"pass"` // session checks that pass
	Findings []Finding `yaml:"findings"`
}

// Finding is a failure, or what could not be decided, and why that is right.
type Finding struct {
	Check       string `yaml:"check"`
	Cookie      string `yaml:"cookie,omitempty"` // name or glob; empty: the site
	Outcome     string `yaml:"outcome"`          // reports.Fail or reports.Inconclusive
	Right       string `yaml:"right,omitempty"`  // why the finding is right
	Wrong       string `yaml:"wrong,omitempty"`  // what it should be instead: a defect of cookiespec that is not fixed yet
	Unexplained string `yaml:"unexplained,omitempty"`
}

func readGolden(file string) (Golden, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return Golden{}, err
	}
	var golden Golden
	if err := yaml.UnmarshalWithOptions(text, &golden, yaml.Strict()); err != nil {
		return Golden{}, fmt.Errorf("%s: %w", file, err)
	}
	for _, f := range golden.Findings {
		if _, err := path.Match(f.Cookie, ""); err != nil {
			return Golden{}, fmt.Errorf("%s: %s: %q is not a glob", file, f.Check, f.Cookie)
		}
	}
	return golden, nil
}

func (g Golden) format() []byte {
	var text bytes.Buffer
	fmt.Fprintf(&text, "# Session checks that pass, and findings with the reason why each is right. `ci/apps --update` keeps the reasons.\npass:\n")
	for _, id := range g.Pass {
		fmt.Fprintf(&text, "  - %s\n", id)
	}
	text.WriteString("findings:\n")
	for _, f := range g.Findings {
		fmt.Fprintf(&text, "  - check: %s\n", f.Check)
		for _, pair := range [][2]string{{"cookie", f.Cookie}, {"outcome", f.Outcome}, {"right", f.Right}, {"wrong", f.Wrong}, {"unexplained", f.Unexplained}} {
			if pair[1] != "" {
				fmt.Fprintf(&text, "    %s: %s\n", pair[0], scalar(pair[1]))
			}
		}
	}
	return text.Bytes()
}

var plain = regexp.MustCompile(`^[A-Za-z][^:#\n]*[^:#\n ]$`)

// scalar writes a string for people to read and edit: without quotes where YAML needs none.
func scalar(s string) string {
	if plain.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(strings.ReplaceAll(s, "\n", " "), "'", "''") + "'"
}

// is tells whether this is the finding that a result is.
func (f Finding) is(r reports.Result) bool {
	if f.Check != r.ID || f.Outcome != r.Outcome || (f.Cookie == "") != (r.Subject.Kind == "site") {
		return false
	}
	matches, err := path.Match(f.Cookie, r.Subject.Name)
	return err == nil && matches
}

func (f Finding) judged() bool { return f.Right != "" || f.Wrong != "" }

// updated is what the audit found, with the reasons that this golden list has.
func (g Golden) updated(audit reports.Run) Golden {
	fresh := Golden{Pass: passing(audit)}
	for _, r := range findings(audit) {
		finding := Finding{r.ID, anyRandomPart(r.Subject.Name), r.Outcome, "", "", unexplained(r)}
		if i := slices.IndexFunc(g.Findings, func(f Finding) bool { return f.is(r) && f.judged() }); i >= 0 {
			finding = g.Findings[i]
		}
		if !slices.ContainsFunc(fresh.Findings, func(f Finding) bool { return f.is(r) }) {
			fresh.Findings = append(fresh.Findings, finding)
		}
	}
	return fresh
}

var randomPart = regexp.MustCompile(`[0-9a-f]{16,}|[0-9]{4,}`)

// anyRandomPart makes a glob of a cookie's name that holds a digest or a port.
func anyRandomPart(name string) string {
	return randomPart.ReplaceAllString(name, "*")
}

func unexplained(r reports.Result) string {
	if r.Outcome == reports.Inconclusive {
		return r.Reason
	}
	return r.Title + ": " + r.Actual
}

// findings are the results that need a reason.
func findings(audit reports.Run) []reports.Result {
	var some []reports.Result
	for _, r := range audit.Results {
		if r.Outcome == reports.Fail || r.Outcome == reports.Inconclusive {
			some = append(some, r)
		}
	}
	return some
}
