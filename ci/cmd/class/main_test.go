//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/grade"
	"github.com/cookiespec/cookiespec/runner/roster"
)

func TestMain(m *testing.M) {
	if err := os.Chdir("../../.."); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// TestEveryHandInFindsItsStudent, as each platform lays them out, and what is handed in is the work of that student.
func TestEveryHandInFindsItsStudent(t *testing.T) {
	t.Parallel()
	for _, p := range platforms {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			class := students()
			file, paths, err := p.lay(t.TempDir(), class)
			if err != nil {
				t.Fatal(err)
			}
			all, err := grade.Submissions(paths, t.TempDir())
			if err != nil || len(all) != len(class)-1 {
				t.Fatalf("%d submissions, %v", len(all), err)
			}
			var grades []reports.Grade
			at := map[string]string{}
			for _, s := range all {
				grades = append(grades, reports.Grade{Submission: s.Name, Student: s.Student, Participant: s.Participant, CanvasID: s.CanvasID})
				at[s.Name] = s.Path
			}
			r, err := roster.Read(file, "Cookies and sessions")
			if err != nil || len(r.Students) != len(class) {
				t.Fatalf("%d students, %v", len(r.Students), err)
			}
			for i, s := range roster.Match(r.Students, grades) {
				want := 1
				if class[i].folder == "" {
					want = 0
				}
				if len(s.Submissions) != want {
					t.Errorf("%s has the submissions %q", s.Called(), s.Submissions)
				} else if want == 1 && !holds(t, at[s.Submissions[0]], class[i].folder) {
					t.Errorf("%s handed in something else", s.Called())
				}
			}
		})
	}
}

// holds tells whether a submission has every file of a folder with its text, at whatever depth and in whatever archive.
func holds(t *testing.T, submission, folder string) bool {
	t.Helper()
	work, err := read(folder)
	if err != nil {
		t.Fatal(err)
	}
	dir := submission
	for range 2 { // an archive in an archive
		if info, err := os.Stat(dir); err == nil && !info.IsDir() {
			to := t.TempDir()
			if err := grade.Unpack(dir, to); err != nil {
				t.Fatal(err)
			}
			dir = to
			for _, deep := range []string{"*.zip", "*/*.zip"} {
				if inner, _ := filepath.Glob(filepath.Join(to, deep)); len(inner) == 1 {
					dir = inner[0]
				}
			}
		}
	}
	there, err := read(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range work {
		found := false
		for at, other := range there {
			found = found || (at == name || strings.HasSuffix(at, "/"+name)) && string(other) == string(text)
		}
		if !found {
			t.Logf("%s is missing in %q", name, inOrder(there))
			return false
		}
	}
	return true
}

// TestWhatIsWrongIsTold: marks, sums, rows that are missing, and grades of whom handed in nothing.
func TestWhatIsWrongIsTold(t *testing.T) {
	t.Parallel()
	class := []student{{"x/amira", "Amira", "Haddad", 1}, {"", "Vera", "Away", 2}}
	marks := map[string]string{"amira": "10 5"}
	id := platforms[0].id
	const head, moodle = "submission,student,score,a,b,trouble\n", "Identifier,Grade,Last modified (grade)\n"
	for what, c := range map[string]struct{ csv, moodle, want string }{
		"all is right":       {"amira,Amira Haddad,15,10,5,\n,Vera Away,,,,not handed in\n", "Participant 4701,15,2026\nParticipant 4702,,-\n", ""},
		"another mark":       {"amira,Amira Haddad,14,10,4,\n,Vera Away,,,,\n", "Participant 4701,15,2026\nParticipant 4702,,-\n", "class.csv: Amira"},
		"another sum":        {"amira,Amira Haddad,14,10,5,\n,Vera Away,,,,\n", "Participant 4701,15,2026\nParticipant 4702,,-\n", "class.csv: Amira"},
		"a 0 for no hand-in": {"amira,Amira Haddad,15,10,5,\n,Vera Away,0,0,0,\n", "Participant 4701,15,2026\nParticipant 4702,,-\n", "class.csv: Vera"},
		"no row":             {"amira,Amira Haddad,15,10,5,\n", "Participant 4701,15,2026\nParticipant 4702,,-\n", "class.csv: Vera"},
		"another grade":      {"amira,Amira Haddad,15,10,5,\n,Vera Away,,,,\n", "Participant 4701,10,2026\nParticipant 4702,,-\n", "moodle.csv: Amira"},
		"a grade for nobody": {"amira,Amira Haddad,15,10,5,\n,Vera Away,,,,\n", "Participant 4701,15,2026\nParticipant 4702,0,2026\n", "moodle.csv: Vera"},
		"no time":            {"amira,Amira Haddad,15,10,5,\n,Vera Away,,,,\n", "Participant 4701,15,-\nParticipant 4702,,-\n", "moodle.csv: Amira"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			out := t.TempDir()
			for name, text := range map[string]string{"class.csv": head + c.csv, "moodle.csv": moodle + c.moodle} {
				if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			wrong, err := wrongMarks(out, class, []string{"a", "b"}, marks)
			more, failed := wrongGrades(filepath.Join(out, "moodle.csv"), "Identifier", class, id, marks)
			if err != nil || failed != nil {
				t.Fatal(err, failed)
			}
			got := strings.Join(append(wrong, more...), "; ")
			if (c.want == "") != (got == "") || !strings.HasPrefix(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestUnknownPlatformsAreUsage(t *testing.T) {
	t.Parallel()
	for _, names := range [][]string{{"blackboard"}, {"moodle", "blackboard"}} {
		if code := run(t.Context(), "cookiespec", t.TempDir(), names, &strings.Builder{}, &strings.Builder{}); code != 2 {
			t.Errorf("%q: exit code %d", names, code)
		}
	}
}
