//go:build unix

package main

import (
	"bytes"
	"cmp"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/fixtures/django"
	"github.com/cookiespec/cookiespec/fixtures/shell"
	"github.com/cookiespec/cookiespec/fixtures/submissions"
)

// typed is a command of a console block, and the lines that it prints there; none: any.
type typed struct {
	command string
	prints  []string
}

var consoles = regexp.MustCompile("(?s)```console\n(.*?)```")

// consolesOf are the commands of a page.
func consolesOf(page string) (all []typed) {
	for _, block := range consoles.FindAllStringSubmatch(page, -1) {
		for line := range strings.Lines(block[1]) {
			line = strings.TrimRight(line, "\n")
			if command, is := strings.CutPrefix(line, "$ "); is {
				all = append(all, typed{command: command})
			} else {
				last := &all[len(all)-1]
				last.prints = append(last.prints, line)
			}
		}
	}
	return all
}

// pattern matches the output: … stands for anything, and for any number of lines where it is a line of its own.
func (c typed) pattern() *regexp.Regexp {
	var b strings.Builder
	for _, line := range c.prints {
		if line == "…" {
			b.WriteString(`(?:.*\n)*`)
		} else {
			b.WriteString(strings.ReplaceAll(regexp.QuoteMeta(line), "…", ".*") + ` *\n`)
		}
	}
	return regexp.MustCompile(`\A` + b.String() + `\z`)
}

// labRecording is a recording of the lab.
const labRecording = "../../fixtures/recordings/lab.json"

var (
	drives    = regexp.MustCompile(`\bcookiespec (run|demo|login|init|grade|check|doctor)\b`)
	elsewhere = regexp.MustCompile(`^(git clone|go build|go test|ginkgo) `) // the tests do so themselves
	flagged   = regexp.MustCompile(`(^| )--?([a-z][a-z-]*)`)
)

// TestPages runs what the pages say one can type, each page in a folder of its own, and compares what comes of it. Without Chrome it
// does so as far as nothing starts one, and asks of the other commands whether there are such flags.
func TestPages(t *testing.T) {
	site := ""
	if !testing.Short() {
		alone.Lock()
		t.Cleanup(alone.Unlock)
		shop, err := django.Start(t.Context(), django.Stored)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { shop.Close() })
		at, err := url.Parse(shop.URL())
		if err != nil {
			t.Fatal(err)
		}
		site = at.Host
	}
	results := filepath.Join(t.TempDir(), "results.json")
	if out, err := exec.Command(binary, "judge", labRecording, "--json", results).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for page, folder := range map[string]string{
		"README.md": "fixtures/django", "runner/README.md": "fixtures/submissions/go/hana", "runner/config/README.md": "fixtures/django",
		"runner/grade/README.md": "fixtures/submissions/go", "reports/README.md": "", "ci/README.md": "", "fixtures/recordings/README.md": "", "suites/CONTRIBUTING.md": "",
	} {
		t.Run(page, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("../..", page))
			if err != nil {
				t.Fatal(err)
			}
			all := consolesOf(string(text))
			if len(all) == 0 {
				t.Error("there is no console block")
			}
			dir := typingRoom(t, folder, site, results)
			for _, c := range all {
				c.holds(t, dir, site)
			}
		})
	}
}

// typingRoom is a folder with the files that the pages speak of.
func typingRoom(t *testing.T, folder, site, results string) string {
	t.Helper()
	dir := t.TempDir()
	if folder != "" {
		if err := os.CopyFS(dir, os.DirFS(filepath.Join("../..", folder))); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{
		"wrong.yaml":  "version: 1\ncookies:\n\n  data: {role: preference, lifetime: 60 sec, htp_only: true}\n",
		"targets.txt": "http://" + site + "/offer/\nhttp://" + site + "/data/\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, call := range [][]string{
		{"cp", labRecording, "seen.json"}, {"cp", results, "results.json"}, {"cp", results, "old.json"}, {"mkdir", "-p", "fixtures/recordings"},
	} {
		last := len(call) - 1
		call[last] = filepath.Join(dir, call[last])
		if out, err := exec.Command(call[0], call[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", call, err, out)
		}
	}
	return dir
}

// holds runs the command, and compares.
func (c typed) holds(t *testing.T, dir, site string) {
	t.Helper()
	if script := strings.Fields(c.command)[0]; strings.HasPrefix(script, "ci/") {
		c.isOf(t, script)
		return
	}
	if elsewhere.MatchString(c.command) {
		return
	}
	command, real := c.command, true
	if testing.Short() && drives.MatchString(command) {
		command, real = `cookiespec() { command cookiespec "$@" --help; }; `+command, false
	} else if testing.Short() && !strings.Contains(command, "cookiespec ") {
		return // it shows what one of those wrote
	}
	run := exec.Command("bash", "-c", strings.ReplaceAll(command, "PASSWORD=…", `PASSWORD="`+django.Password+`"`))
	run.Dir = dir
	run.Env = append(os.Environ(), "PATH="+filepath.Dir(binary)+string(filepath.ListSeparator)+os.Getenv("PATH"), "GRADER_PASSWORD="+submissions.Password)
	if path := shell.Path(); path != "" { // which starts faster, and what is shown is the same in it
		run.Env = append(run.Env, "COOKIESPEC_CHROME_PATH="+path)
	}
	if strings.Contains(command, "localhost:8000") { // judge would take it for another target
		_, port, _ := strings.Cut(site, ":")
		run.Env = append(run.Env, "COOKIESPEC_RESOLVE=localhost:127.0.0.1:"+cmp.Or(port, "8000"))
	}
	if strings.Contains(command, "--serve") {
		run.Env = append(run.Env, "COOKIESPEC_PAGES=/set/") // to which no link leads that may be followed
	}
	if len(c.prints) == 0 && strings.Contains(command, "cookiespec run") {
		run.Env = append(run.Env, "COOKIESPEC_ONLY=set") // the page shows no verdict
	}
	var out, errs bytes.Buffer
	run.Stdout, run.Stderr = &out, &errs
	if strings.HasPrefix(strings.Join(c.prints, "\n"), "cookiespec: ") {
		run.Stderr = &out
	}
	if err := run.Run(); err != nil {
		t.Errorf("%s: %v\n%s%s", c.command, err, &out, &errs)
		return
	}
	got := out.String()
	if real && len(c.prints) > 0 && !c.pattern().MatchString(got) {
		t.Errorf("%s: the page shows\n%s\nand it is\n%s", c.command, strings.Join(c.prints, "\n"), got)
	}
}

// isOf checks that there is such a script, with such flags.
func (c typed) isOf(t *testing.T, script string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../..", script))
	if err != nil {
		t.Errorf("%s: %v", c.command, err)
		return
	}
	for _, flag := range flagged.FindAllStringSubmatch(c.command, -1) {
		if !strings.Contains(string(text), "-"+flag[2]) {
			t.Errorf("%s has no -%s", script, flag[2])
		}
	}
}
