//go:build unix

package serve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOfTheHomeFolderProgramsAloneAreSeen: where other things lie beside them, tokens perhaps, nothing but them and their libraries.
func TestOfTheHomeFolderProgramsAloneAreSeen(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for folder, want := range map[string][]string{
		"/usr/bin":                     nil,
		home:                           nil,
		home + "/scripts":              {home + "/scripts"},
		home + "/class/bin":            {home + "/class/bin", home + "/class/lib"},
		home + "/class/tools":          {home + "/class/tools"},
		home + "/class/amira/bin":      {home + "/class/amira"},
		home + "/class/ben/tools":      nil,
		home + "/bin":                  {home + "/bin", home + "/lib"},
		home + "/.cargo/bin":           {home + "/.cargo/bin", home + "/.cargo/lib"},
		home + "/.local/bin":           {home + "/.local/bin", home + "/.local/lib"},
		home + "/.pyenv/shims":         {home + "/.pyenv"},
		home + "/sdk/go1.26/bin":       {home + "/sdk/go1.26"},
		os.TempDir() + "/unpacked/bin": {os.TempDir() + "/unpacked"},
	} {
		if got := programs(folder, []string{home + "/class/rubric.yaml", home + "/class/ben/tools/x"}); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %q, want %q", folder, got, want)
		}
	}
}

// TestAModuleThatIsMissingInABoxIsNamed: there is no network to get it by.
func TestAModuleThatIsMissingInABoxIsNamed(t *testing.T) {
	if !Boxed() {
		t.Skip("there is no bwrap that works")
	}
	const module = "example.org/nowhere v1.2.3"
	sum := "h1:" + strings.Repeat("A", 43) + "="
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module a\ngo 1.21\nrequire " + module + "\n", "go.sum": module + " " + sum + "\n" + module + "/go.mod " + sum + "\n",
		"main.go": "package main\nimport _ \"example.org/nowhere\"\nfunc main() {}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, err := Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	p.Isolate = true
	_, err = Start(t.Context(), p)
	var failure *Failure
	if !errors.As(err, &failure) || !strings.Contains(failure.Output, "example.org/nowhere") {
		t.Errorf("%+v", failure)
	}
}
