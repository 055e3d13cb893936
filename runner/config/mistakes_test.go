package config

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden file anew")

// environment is what testdata/mistakes.txt says of it.
func environment(name string) (string, bool) {
	value, ok := map[string]string{"TOKEN": "hunter2", "N": "10", "BAD": "10 sec", "EMPTY": ""}[name]
	return value, ok
}

const mistakesFile = "testdata/mistakes.txt"

// mistake is a section of testdata/mistakes.txt.
type mistake struct{ name, file, want string }

// mistakes are all of them, and what stands before the first.
func mistakes(t testing.TB) (head string, all []mistake) {
	t.Helper()
	data, err := os.ReadFile(mistakesFile)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(data), "\n== ")
	for _, section := range strings.Split(rest, "\n== ") {
		name, body, _ := strings.Cut(section, "\n")
		file, want, _ := strings.Cut(body, "--\n")
		if before, after, found := strings.Cut(body, "\n--\n"); found {
			file, want = before+"\n", after
		}
		all = append(all, mistake{name, file, strings.TrimSpace(want)})
	}
	return head, all
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	anew, all := mistakes(t)
	for _, m := range all {
		got := said(t, m.name, m.file)
		anew += "\n== " + m.name + "\n" + m.file + "--\n" + got + "\n"
		if got != m.want && !*update {
			t.Errorf("%s: got\n%s\nwant\n%s", m.name, got, m.want)
		}
	}
	if *update {
		if err := os.WriteFile(mistakesFile, []byte(anew), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// said is the error for a file. Each mistake in it must have a place and an excerpt, and no secret.
func said(t *testing.T, name, file string) string {
	t.Helper()
	_, err := parse("cookiespec.yaml", []byte(file), environment)
	var all Errors
	if !errors.As(err, &all) {
		t.Errorf("%s: got %v, want mistakes", name, err)
		return ""
	}
	for _, e := range all {
		if e.Line < 1 || e.Column < 1 || e.Excerpt == "" || e.File != "cookiespec.yaml" {
			t.Errorf("%s: no place in %+v", name, e)
		}
		if strings.Contains(e.Error(), "hunter2") || strings.Contains(e.Error(), "10 sec") {
			t.Errorf("%s: a secret in %v", name, e)
		}
	}
	return err.Error()
}
