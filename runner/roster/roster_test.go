package roster_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/roster"
)

// TestRostersAreRead as people write them and platforms export them.
func TestRostersAreRead(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct{ text, want string }{
		"names and addresses":      {"name,email,number\nAmira Haddad,a@x,17\nBo Lind,b@x,18\n", "Amira Haddad/a@x/17/////|Bo Lind/b@x/18/////"},
		"a line that stands twice": {"name,email\nWei Li,a@x\nWei Li,b@x\nWei Li,a@x\n", "Wei Li/a@x//////|Wei Li/b@x//////"},
		"two names":                {"Last name;First name;E-mail\nHaddad;Amira;a@x\n", "Amira Haddad/a@x//////"},
		"a number called ID":       {"ID,Name\n17,Amira\n", "Amira//17/////"},
		"Moodle's worksheet": {`Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Last modified (grade)","Feedback comments"
"Participant 4711","Amira Haddad",a@x,"Submitted for grading",,100.00,-,
`, "Amira Haddad/a@x///4711///"},
		"Moodle's worksheet without names": {"Identifier,Status\nParticipant 4711,Submitted\n", "////4711///"},
		"Canvas' gradebook": {`Student,ID,SIS User ID,SIS Login ID,Section,Essay (7),Cookies (4711),Final Score
    Points Possible,,,,,10,70,(read only)
"Haddad, Amira",88,S17,amirah,CS 101,9,55,12
"Student, Test",99,,bbbc67,CS 101,,,
`, "Haddad, Amira//S17/amirah//88/CS 101/55/Cookies (4711)"},
		"Canvas', without the assignment": {"Student,ID,SIS Login ID,Section\nAmira,88,amirah,1\n", "Amira///amirah//88/1//"},
		"GitHub Classroom's": {`"identifier","github_username","github_id","name"
"a@x","ami-h","40261856",""
"Lind, Bo","","",""
`, "/a@x//ami-h////|Lind, Bo///////"},
		"in German":               {"Nachname;Vorname;E-Mail-Adresse;Matrikelnummer\nGroß;Zoë;z@x;0017\n", "Zoë Groß/z@x/0017/////"},
		"in French":               {"Nom,Prénom,Adresse de courriel\nRenée,Zoé,z@x\n", "Zoé Renée/z@x//////"},
		"in Spanish":              {"Nombre,Apellido(s),Dirección de correo\nAna,Peña,a@x\n", "Ana Peña/a@x//////"},
		"no column that says who": {"grade,comment\n5,good\n", "r.csv:1: no column has names, e-mail addresses or student numbers"},
		"nobody":                  {"name,email\n", "r.csv: has no students"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, "r.csv")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := roster.Read(path, "cookies")
			var rows []string
			for _, s := range r.Students {
				row := []string{s.Name, s.Email, s.Number, s.Login, s.Participant, s.CanvasID, s.Section, s.CanvasGrade}
				if r.Canvas != nil {
					row = append(row, r.Canvas.Column)
				}
				rows = append(rows, strings.Join(row, "/"))
			}
			got := strings.Join(rows, "|")
			if err != nil {
				got, _, _ = strings.Cut(strings.TrimPrefix(err.Error(), dir+"/"), "\n")
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
