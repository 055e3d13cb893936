package serve

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// What the source of a Go program says about where it listens.
var (
	goMain    = regexp.MustCompile(`(?m)^package main\b`)
	readsPort = regexp.MustCompile(`(Getenv|LookupEnv)\("PORT"\)`)
	portFlag  = regexp.MustCompile(`flag\.Int(?:Var\([^,]+,\s*|\()"(p|port)"`)
	textFlag  = regexp.MustCompile(`flag\.String(?:Var\([^,]+,\s*|\()"(addr|address|listen|http|bind|port|p)"`)
	fixedPort = regexp.MustCompile(`"(?:localhost|127\.0\.0\.1|0\.0\.0\.0)?:(\d{2,5})"`)
)

// program is what a Go program is built to.
const program = "cookiespec-application"

// golang is built and run. It is told its port by PORT, and by a flag where it has one; else the port in its source counts.
func golang(folder string) (Plan, error) {
	dir, source := mainPackage(folder)
	if dir == "" {
		return Plan{}, errNotThis
	}
	return built(source, dir), nil
}

// loose are the files of a program that has no module: beginners run theirs so.
func loose(folder string) (Plan, error) {
	text := sources(folder)
	if !goMain.MatchString(text) {
		return Plan{}, errNotThis
	}
	var names []string
	for _, path := range goFiles(folder) {
		names = append(names, filepath.Base(path))
	}
	return built(text, names...), nil
}

// built is how a program is built of what go build is to be told, and run as its source wants it.
func built(source string, of ...string) Plan {
	plan := Plan{
		Kind: "go", Setup: []Command{{Words: append([]string{"go", "build", "-o", program}, of...)}},
		Command: Command{Words: []string{"./" + program}},
	}
	switch flag := textFlag.FindStringSubmatch(source); {
	case readsPort.MatchString(source):
	case portFlag.MatchString(source):
		plan.Command.Words = append(plan.Command.Words, "-"+portFlag.FindStringSubmatch(source)[1]+"={port}")
	case flag != nil && strings.HasPrefix(flag[1], "p"):
		plan.Command.Words = append(plan.Command.Words, "-"+flag[1]+"={port}")
	case flag != nil:
		plan.Command.Words = append(plan.Command.Words, "-"+flag[1]+"=127.0.0.1:{port}")
	default:
		plan.Port = literalPort(source)
	}
	return plan
}

// literalPort is the port that a source names, or 0.
func literalPort(source string) int {
	if found := fixedPort.FindStringSubmatch(source); found != nil {
		if port, err := strconv.Atoi(found[1]); err == nil && port < 1<<16 {
			return port
		}
	}
	return 0
}

// mainPackage is the program of a module, nearest to its root, as go build takes it, and its source.
func mainPackage(folder string) (dir, source string) {
	for _, pattern := range []string{".", "*", "cmd/*"} {
		for _, candidate := range glob(folder, pattern) {
			if source = sources(candidate); goMain.MatchString(source) {
				rel, err := filepath.Rel(folder, candidate)
				if err != nil {
					continue
				}
				return "./" + filepath.ToSlash(rel), source
			}
		}
	}
	return "", ""
}

// goFiles are the files of a package, without its tests.
func goFiles(dir string) []string {
	return slices.DeleteFunc(glob(dir, "*.go"), func(name string) bool {
		return strings.HasSuffix(name, "_test.go") || strings.HasPrefix(filepath.Base(name), ".")
	})
}

func sources(dir string) string {
	var all strings.Builder
	for _, name := range goFiles(dir) {
		if text, err := textOf(name); err == nil {
			fmt.Fprintln(&all, string(text))
		}
	}
	return all.String()
}
