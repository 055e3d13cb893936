// Command golden compares the results of an application's audit with the findings that are right of it, for ci/apps:
//
//	golden [--update] RESULTS.json FINDINGS.yaml
//
// It prints a line that counts, and one for each difference. Exit code 0: none. 1: there are differences, or findings without
// a reason. 2: a file could not be read or written.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(arguments []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("golden", flag.ContinueOnError)
	flags.SetOutput(stderr)
	update := flags.Bool("update", false, "write FINDINGS.yaml anew, with the reasons of findings that remain")
	if err := flags.Parse(arguments); err != nil {
		return 2
	}
	if flags.NArg() != 2 {
		fmt.Fprintln(stderr, "usage: golden [--update] RESULTS.json FINDINGS.yaml")
		return 2
	}
	differ, err := compare(flags.Arg(0), flags.Arg(1), *update, stdout)
	switch {
	case err != nil:
		fmt.Fprintln(stderr, "golden:", err)
		return 2
	case differ:
		return 1
	}
	return 0
}

func compare(results, findings string, update bool, stdout io.Writer) (differ bool, err error) {
	file, err := os.Open(results)
	if err != nil {
		return false, err
	}
	defer file.Close()
	audit, err := jsonreport.Read(file)
	if err != nil {
		return false, fmt.Errorf("%s: %w", results, err)
	}
	golden, err := readGolden(findings)
	if err != nil && !(update && errors.Is(err, fs.ErrNotExist)) {
		return false, err
	}
	if update {
		golden = golden.updated(audit)
		if err := os.WriteFile(findings, golden.format(), 0o644); err != nil {
			return false, err
		}
	}
	difference := golden.compare(audit)
	fmt.Fprintf(stdout, "%s: %s; %s\n", filepath.Base(filepath.Dir(findings)), sessionChecks(audit), difference.summary())
	for _, line := range difference.lines() {
		fmt.Fprintln(stdout, "  "+reports.Line(line, 400))
	}
	return difference.any(), nil
}
