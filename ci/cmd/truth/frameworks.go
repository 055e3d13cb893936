package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strings"
)

// applications are the folders of fixtures/ whose tests audit a real framework and compare what fails with their READMEs.
var applications = []string{"django", "express", "goscs", "gogorilla"}

// framework is the audits of such an application by one test.
type framework struct {
	name   string // "django TestTruthOfLogins/signed_sessions"
	passed bool   // each time
}

func (f framework) word() string {
	if f.passed {
		return "as claimed"
	}
	return "DIFFERS"
}

// audited runs those tests.
func audited(ctx context.Context, names *regexp.Regexp, stderr io.Writer) ([]framework, error) {
	arguments := []string{"test", "-count=1", "-p=1", "-timeout=30m", "-json", "-run=^TestTruth"}
	wanted := 0
	for _, name := range applications {
		if names.MatchString(name) {
			arguments = append(arguments, "./fixtures/"+name)
			wanted++
		}
	}
	if wanted == 0 {
		return nil, nil
	}
	cmd := exec.CommandContext(ctx, "go", arguments...)
	cmd.Stderr = stderr
	events, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	all, err := read(events, stderr)
	if failed := cmd.Wait(); err == nil && failed != nil && len(all) == 0 {
		err = fmt.Errorf("the applications' tests did not run: %w", failed)
	}
	return all, err
}

// read takes what `go test -json` says. A test with parts is counted by its parts; one that was skipped did not pass.
func read(events io.Reader, stderr io.Writer) ([]framework, error) {
	var all []framework
	decoder := json.NewDecoder(events)
	for {
		var e struct{ Action, Package, Test, Output string }
		if err := decoder.Decode(&e); errors.Is(err, io.EOF) {
			return leaves(all), nil
		} else if err != nil {
			return nil, fmt.Errorf("go test -json: %w", err)
		}
		name := strings.TrimSpace(e.Package[strings.LastIndex(e.Package, "/")+1:] + " " + e.Test)
		switch e.Action {
		case "pass", "fail", "skip":
			if e.Test != "" || e.Action == "fail" {
				fmt.Fprintf(stderr, "truth: fixtures/%s: %s\n", name, e.Action)
				all = append(all, framework{name, e.Action == "pass"})
			}
		case "output":
			if strings.Contains(e.Output, "_test.go:") {
				fmt.Fprintf(stderr, "truth: fixtures/%s: %s", name, e.Output)
			}
		}
	}
}

// leaves leaves out tests that have parts, whose outcomes are theirs.
func leaves(all []framework) []framework {
	var some []framework
	for _, f := range all {
		parts := false
		for _, g := range all {
			parts = parts || strings.HasPrefix(g.name, f.name+"/") || strings.HasPrefix(g.name, f.name+" ")
		}
		if !parts {
			some = append(some, f)
		}
	}
	return some
}
