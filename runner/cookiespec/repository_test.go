package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestInRepository(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{"repo/.git", "repo/ci", "plain"} {
		if err := os.MkdirAll(filepath.Join(dir, path), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(filepath.Join(dir, "repo", "ci"))
	for file, want := range map[string]string{
		"":                                   "",
		"cookiespec.yaml":                    "ci/cookiespec.yaml",
		"./cookiespec.yaml":                  "ci/cookiespec.yaml",
		"../cookiespec.yaml":                 "cookiespec.yaml",
		filepath.Join(dir, "repo/x/c.yaml"):  "x/c.yaml",
		filepath.Join(dir, "plain/c.yaml"):   "",
		"../../plain/c.yaml":                 "",
		filepath.Join(dir, "repo/ci/c.yaml"): "ci/c.yaml",
	} {
		if got := inRepository(file); got != want {
			t.Errorf("%s is %q, want %q", file, got, want)
		}
	}
	t.Chdir(filepath.Join(dir, "plain"))
	if got := inRepository("in/c.yaml"); got != "in/c.yaml" {
		t.Errorf("without a repository it is %q", got)
	}
}
