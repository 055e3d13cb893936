package grade_test

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/grade"
)

// archived writes a zip archive of empty files, all of one time.
func archived(t *testing.T, path string, made time.Time, names ...string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(file)
	for _, name := range names {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: name, Modified: made}); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestHandInsKeepTheirStudents holds what platforms deliver to the names of the submissions, and to what they are about.
func TestHandInsKeepTheirStudents(t *testing.T) {
	t.Parallel()
	first, second := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		lay  func(dir string)
		give []string
		want string // name=what it is about, for each
	}{
		"a report beside the archive": {func(dir string) {
			archived(t, dir+"/Eva Example_12_assignsubmission_file_/code.zip", first, "main.go")
			os.WriteFile(dir+"/Eva Example_12_assignsubmission_file_/report.pdf", nil, 0o644)
		}, []string{"Eva Example_12_assignsubmission_file_"}, "Eva Example=code.zip"},
		"archives of one name": {func(dir string) {
			archived(t, dir+"/anna/project.zip", first, "main.go")
			archived(t, dir+"/bo/project.zip", first, "main.go")
		}, []string{"anna/project.zip", "bo/project.zip"}, "anna=project.zip bo=project.zip"},
		"of two the newest": {func(dir string) {
			archived(t, dir+"/finn/v2.zip", first, "main.go")
			archived(t, dir+"/finn/v1.zip", second, "main.go")
		}, []string{"finn"}, "finn=v1.zip"},
		"a whole class": {func(dir string) {
			archived(t, dir+"/download.zip", first, "Anna E_1_assignsubmission_file_/main.go", "Bo E_2_assignsubmission_file_/x.zip", "readme.txt")
		}, []string{"download.zip"}, "Anna E=Anna E_1_assignsubmission_file_ Bo E=x.zip"},
		"Canvas": {func(dir string) {
			archived(t, dir+"/doeanna_12345_678910_project.zip", first, "main.go")
		}, []string{"doeanna_12345_678910_project.zip"}, "doeanna=doeanna_12345_678910_project.zip"},
		"an application of two parts": {func(dir string) {
			archived(t, dir+"/cy.zip", first, "frontend/package.json", "backend/package.json")
		}, []string{"cy.zip"}, "cy=cy.zip"},
		"an application in a folder": {func(dir string) {
			archived(t, dir+"/cy.zip", first, "shop/manage.py", "shop/site/settings.py", "report.pdf")
		}, []string{"cy.zip"}, "cy=cy.zip"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			c.lay(dir)
			var paths, got []string
			for _, path := range c.give {
				paths = append(paths, filepath.Join(dir, path))
			}
			all, err := grade.Submissions(paths, t.TempDir())
			for _, s := range all {
				got = append(got, s.Name+"="+filepath.Base(s.Path))
			}
			slices.Sort(got)
			if err != nil || strings.Join(got, " ") != c.want {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}
