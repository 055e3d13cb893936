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
	plan := built(source, dir)
	if text, err := textOf(filepath.Join(folder, "go.mod")); err == nil {
		if found := moduleLine.FindSubmatch(text); found != nil {
			plan.Module = strings.Trim(string(found[1]), `"`)
		}
	}
	if inner := strings.TrimPrefix(dir, "./"); inner != "." { // it may have to run there, where its templates lie
		plan.Also = []string{inner}
		if readable(filepath.Join(folder, inner), source) > readable(folder, source) {
			plan.Command.move(inner)
			plan.Also = []string{"."}
		}
	}
	return plan, nil
}

var (
	moduleLine = regexp.MustCompile(`(?m)^module\s+(\S+)`)
	pathText   = regexp.MustCompile("[\"`]((?:\\./)?[\\w.-]+(?:/[\\w.*-]+)*/?)[\"`]")
)

// readable is how many of the relative paths that a source names are there in a folder.
func readable(folder, source string) (n int) {
	for _, found := range pathText.FindAllStringSubmatch(source, -1) {
		if name := strings.TrimSuffix(found[1], "/"); name != "." && strings.Trim(name, "*/.") != "" && holds(folder, strings.TrimPrefix(name, "./")) {
			n++
		}
	}
	return n
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
		Kind: "go", Setup: []Command{{Words: append([]string{"go", "build", "-o", program}, of...), Build: true}},
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

// listening is what a program that serves calls.
var listening = regexp.MustCompile(`\.(?:ListenAndServe(?:TLS)?|Serve|Listen|Run|RunTLS|Start)\(|http\.Server\{`)

// mainPackage is the program of a module, as go build takes it, and its source: of several the one that listens, then the one nearest to
// the root.
func mainPackage(folder string) (dir, source string) {
	for _, pattern := range []string{".", "*", "cmd/*", "*/*", "*/*/*"} {
		for _, candidate := range glob(folder, pattern) {
			rel, err := filepath.Rel(folder, candidate)
			if err != nil || slices.ContainsFunc(strings.Split(rel, "/"), func(part string) bool { return skipped[part] || part != "." && strings.HasPrefix(part, ".") }) {
				continue
			}
			text := sources(candidate)
			if !goMain.MatchString(text) || source != "" && !listening.MatchString(text) {
				continue
			}
			dir, source = "./"+filepath.ToSlash(rel), text
			if listening.MatchString(text) {
				return dir, source
			}
		}
	}
	return dir, source
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
