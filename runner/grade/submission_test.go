package grade_test

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/grade"
)

func TestSubmissionsAreNamed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var paths []string
	for _, name := range []string{"a/work", "b/work", "c/<script>alert(1)</script>", "d/Jose\u0301 Müller"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(path, 0o755); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	all, err := grade.Submissions(append(paths, zipped(t, entry{name: "a"})), t.TempDir())
	var names []string
	for _, s := range all {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, " "); err != nil || got != "a b script José Müller 002" {
		t.Errorf("%q, %v", got, err)
	}
	for _, wrong := range []string{filepath.Join(dir, "nowhere"), os.Args[0]} {
		if _, err := grade.Submissions([]string{wrong}, ""); err == nil {
			t.Errorf("%s is taken", wrong)
		}
	}
}

// TestWhatAPlatformHandsOut: a folder for each student, with the archive that was handed in, whatever kind it is.
func TestWhatAPlatformHandsOut(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for path, want := range map[string]string{
		"amira/shop.zip":     "shop.zip",
		"ben/shop.rar":       "shop.rar",
		"chloe/shop/main.go": "",
		"elif/shop.zip":      "", // beside a program; the others have a file of the Finder
	} {
		folder, _, _ := strings.Cut(path, "/")
		path = filepath.Join(dir, path)
		more := cmp.Or(map[string]string{"elif": "main.go"}[folder], ".DS_Store")
		if err := errors.Join(
			os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("x"), 0o644),
			os.WriteFile(filepath.Join(dir, folder, more), nil, 0o644),
		); err != nil {
			t.Fatal(err)
		}
		folder = filepath.Join(dir, folder)
		all, err := grade.Submissions([]string{folder}, "")
		if err != nil || len(all) != 1 || all[0].Name != filepath.Base(folder) || all[0].Path != filepath.Join(folder, want) {
			t.Errorf("%s: %+v, %v", path, all, err)
		}
	}
	rar := filepath.Join(dir, "ben/shop.rar")
	if err := grade.Unpack(rar, t.TempDir()); err == nil || err.Error() != "it is shop.rar, which is not read: hand in one of .zip, .tar.gz, .tgz" {
		t.Errorf("%v", err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("chloe", link); err != nil {
		t.Fatal(err)
	}
	if all, err := grade.Submissions([]string{link, rar}, ""); err != nil || all[0] != (grade.Submission{Name: "link", Path: filepath.Join(dir, "chloe")}) || all[1].Path != rar {
		t.Errorf("%+v, %v", all, err)
	}
}
