package grade

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestOneRubricForDjangoAndGo: what makes the user with Django's manage.py is no matter of a program in Go; what else makes one is.
func TestOneRubricForDjangoAndGo(t *testing.T) {
	t.Parallel()
	for first, setup := range map[string]int{"./manage.py": 1, "manage.py": 1, "./add-user": 2} {
		dir := t.TempDir()
		for _, name := range []string{"first", "second"} {
			if err := errors.Join(os.Mkdir(filepath.Join(dir, name), 0o755), os.WriteFile(filepath.Join(dir, name, "main.go"), []byte("package main"), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		l := &look{dir: dir, grade: &reports.Grade{}, secrets: recording.NewMasker(), class: Class{Rubric: config.Rubric{
			Accounts: config.Accounts{User: "student", Create: []string{first, "student"}},
		}}}
		if err := l.planned(); err != nil || len(l.plan.Setup) != setup {
			t.Errorf("%s: %v, %v", first, l.plan.Setup, err)
		}
		if want := []string{"it holds several applications: this is about first, not about second"}; !slices.Equal(l.grade.Trouble, want) {
			t.Errorf("%q", l.grade.Trouble)
		}
	}
}
