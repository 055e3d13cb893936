//go:build unix

// Command class lays out a class as Moodle, Canvas and GitHub Classroom deliver it, has cookiespec grade it, and compares the marks
// and the files to import with the right ones. Run by ci/class, from the root of the repository.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/cookiespec/cookiespec/fixtures/submissions"
	"github.com/cookiespec/cookiespec/runner/config"
)

const (
	folder = "fixtures/submissions"
	rubric = folder + "/django/rubric.yaml" // its account is made where there is a manage.py
)

func main() {
	bin := flag.String("bin", "", "`FILE` of the cookiespec to try")
	keep := flag.String("keep", "", "keep what was laid out and what came out in `DIR`")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: ci/class [--bin FILE] [--keep DIR] [moodle|canvas|github]...")
		flag.PrintDefaults()
	}
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, *bin, *keep, flag.Args(), os.Stdout, os.Stderr))
}

// run tries platforms, all where none is named, and returns the exit code.
func run(ctx context.Context, bin, keep string, names []string, stdout, stderr io.Writer) int {
	chosen := slices.Clone(platforms)
	if len(names) > 0 {
		chosen = slices.DeleteFunc(chosen, func(p platform) bool { return !slices.Contains(names, p.name) })
	}
	if len(chosen) != max(len(names), 1) && len(names) > 0 || bin == "" {
		fmt.Fprintln(stderr, "class: name a cookiespec with -bin, and of moodle, canvas and github those to try")
		return 2
	}
	if keep == "" {
		dir, err := os.MkdirTemp("", "class-")
		if err != nil {
			fmt.Fprintf(stderr, "class: %v\n", err)
			return 2
		}
		defer os.RemoveAll(dir)
		keep = dir
	}
	code := 0
	for _, p := range chosen {
		began := time.Now()
		wrong, err := try(ctx, p, bin, filepath.Join(keep, p.name))
		if err != nil {
			fmt.Fprintf(stderr, "class: %s: %v\n", p.name, err)
			return 2
		}
		verdict := "right"
		if len(wrong) > 0 {
			verdict, code = "WRONG", 1
		}
		fmt.Fprintf(stdout, "%-8s %s (%.0f s)\n", p.name, verdict, time.Since(began).Seconds())
		for _, w := range wrong {
			fmt.Fprintf(stdout, "         %s\n", w)
		}
	}
	return code
}

// students are the fixtures with names of many countries, and one more who hands in nothing.
func students() (class []student) {
	lasts := []string{"Haddad", "Lind", "O'Brien", "Núñez", "Yılmaz", "Åström", "Łukaszewski", "Müller", "Petrović", "Nakamura", "Adjei", "van der Berg", "García", "Costa", "Ōe"}
	for _, kind := range inOrder(submissions.Classes) {
		for _, name := range inOrder(submissions.Classes[kind]) {
			n := len(class)
			class = append(class, student{filepath.Join(folder, kind, name), strings.ToUpper(name[:1]) + name[1:], lasts[n], n + 1})
		}
	}
	return append(class, student{"", "Vera", "Away", len(class) + 1})
}

// marks are those of all fixtures.
func marks() map[string]string {
	all := map[string]string{}
	for _, class := range submissions.Classes {
		maps.Copy(all, class)
	}
	return all
}

// try has a class graded as a platform delivers it, and graded again with points by hand.
func try(ctx context.Context, p platform, bin, dir string) (wrong []string, err error) {
	r, err := config.LoadRubric(rubric)
	if err != nil {
		return nil, err
	}
	var parts []string
	for _, part := range r.Parts {
		parts = append(parts, part.Title)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	class, right, out := students(), marks(), filepath.Join(dir, "grades")
	roster, paths, err := p.lay(dir, class)
	if err != nil {
		return nil, err
	}
	words := append([]string{"grade", "--rubric", rubric, "--roster", roster, "--out", out, "--resume"}, paths...)
	compare := func(says string) error {
		said, err := call(ctx, bin, words)
		if err != nil {
			return err
		}
		if !strings.Contains(said, says) {
			wrong = append(wrong, fmt.Sprintf("the terminal does not say %q", says))
		}
		more, err := wrongMarks(out, class, parts, right)
		wrong = append(wrong, more...)
		for file, id := range p.files {
			if err == nil {
				more, err = wrongGrades(filepath.Join(out, file), id, class, p.id, right)
				wrong = append(wrong, more...)
			}
		}
		return err
	}
	if err := compare("roster.csv: not handed in: "); err != nil {
		return nil, err
	}
	rows, err := rowsBy(filepath.Join(out, "class.csv"), "student")
	if err != nil {
		return nil, err
	}
	first := class[0]
	byHand := fmt.Sprintf("submission,part,points,comment\n%s,6,3,Well done\n", first.row(rows)["submission"])
	if err := os.WriteFile(filepath.Join(out, "marks.csv"), []byte(byHand), 0o644); err != nil {
		return nil, err
	}
	right[filepath.Base(first.folder)] = strings.TrimSuffix(right[filepath.Base(first.folder)], "10") + "3"
	err = compare("(points by hand)")
	return wrong, err
}

// call runs the command, and returns what it says.
func call(ctx context.Context, bin string, words []string) (string, error) {
	var said bytes.Buffer
	c := exec.CommandContext(ctx, bin, words...)
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	c.Env = append(os.Environ(), "GRADER_PASSWORD="+submissions.Password)
	c.Stdout, c.Stderr = &said, &said
	if err := c.Run(); err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", bin, strings.Join(words, " "), err, &said)
	}
	return said.String(), nil
}
