// Package roster reads who is in a class, and finds whose each submission is.
package roster

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/sheet"
)

// Roster is a class as a teacher or a platform lists it.
type Roster struct {
	File     string
	Students []reports.Student
	Canvas   *reports.Canvas // nil: it says nothing that Canvas knows students by
}

// Headings of columns, whatever the case, in English, German, French and Spanish. Those of Moodle are of its grading worksheet and its
// list of participants, those of Canvas of its gradebook, those of GitHub of GitHub Classroom's roster.
var (
	names = []string{
		"name", "full name", "student", "student name", "vollständiger name", "nom complet", "nombre completo", "studierende", "schüler", "étudiant", "estudiante",
	}
	firsts  = []string{"first name", "firstname", "given name", "vorname", "prénom", "nombre"}
	lasts   = []string{"last name", "lastname", "surname", "family name", "nachname", "familienname", "nom", "nom de famille", "apellido", "apellidos", "apellido(s)"}
	emails  = []string{"email", "e-mail", "email address", "e-mail address", "mail", "e-mail-adresse", "adresse de courriel", "courriel", "correo", "correo electrónico", "dirección de correo"}
	numbers = []string{
		"number", "student number", "student id", "id number", "sis user id", "matriculation number", "matrikelnummer", "id-nummer", "numéro d'étudiant", "numéro d'identification", "número de id",
	}
	logins = []string{"login", "username", "user name", "sis login id", "github_username", "github username", "benutzername", "anmeldename", "nom d'utilisateur", "nombre de usuario"}
)

const identifier = "identifier" // Moodle: "Participant 4711"; GitHub Classroom: whatever the teacher typed

var (
	ofMoodle   = regexp.MustCompile(`(?i)^participant (\d+)$`)
	assignment = regexp.MustCompile(`^(.+) \(\d+\)$`) // a heading of Canvas' gradebook
)

// Read reads a roster. The name of the assignment finds its column in a gradebook of Canvas. The error is a [*config.Error].
func Read(path, title string) (Roster, error) {
	s, err := sheet.Read(path)
	if err != nil {
		return Roster{}, err
	}
	return parse(s, title)
}

func parse(s sheet.Sheet, title string) (Roster, error) {
	r := Roster{File: s.File}
	c := columnsOf(s)
	if c.name < 0 && c.first < 0 && c.last < 0 && c.email < 0 && c.number < 0 && c.login < 0 && c.identifier < 0 {
		return r, &config.Error{File: s.File, Line: 1, Problem: "no column has names, e-mail addresses or student numbers", Remedy: "name the columns in its first line, such as name,email,number"}
	}
	grade := -1
	if c.canvas {
		r.Canvas = &reports.Canvas{}
		for i, heading := range s.Columns {
			if found := assignment.FindStringSubmatch(heading); found != nil && same(found[1], title) {
				grade, r.Canvas.Column = i, heading
			}
		}
	}
	seen := map[string]bool{} // a line that was pasted twice is about one student
	for _, row := range s.Rows {
		one := c.student(row)
		if one.CanvasGrade = row.Cell(grade); c.canvas && (strings.HasPrefix(one.Name, "Points Possible") || one.Name == "Student, Test" || one.Name == "" && one.CanvasID == "") {
			continue // rows of the gradebook that are nobody's
		}
		if whole := fmt.Sprintf("%q", one); one.Called() != "" && !seen[whole] {
			seen[whole] = true
			r.Students = append(r.Students, one)
		}
	}
	if len(r.Students) == 0 {
		return r, &config.Error{File: s.File, Problem: "has no students", Remedy: "write a line for each, below the names of the columns"}
	}
	return r, nil
}

// columns are where a sheet has what; -1: nowhere.
type columns struct {
	name, first, last, email, number, login, identifier, id, sis, section int
	canvas                                                                bool // it is a gradebook of Canvas, or has its columns
}

func columnsOf(s sheet.Sheet) columns {
	c := columns{
		name: s.Column(names...), first: s.Column(firsts...), last: s.Column(lasts...), email: s.Column(emails...), number: s.Column(numbers...),
		login: s.Column(logins...), identifier: s.Column(identifier), id: s.Column("id"), sis: s.Column("sis user id"), section: s.Column("section"),
	}
	c.canvas = c.sis >= 0 || s.Column("sis login id") >= 0 || c.id >= 0 && c.section >= 0
	if !c.canvas && c.number < 0 {
		c.number, c.id = c.id, -1
	}
	return c
}

func (c columns) student(row sheet.Row) reports.Student {
	s := reports.Student{
		Name: row.Cell(c.name), Email: row.Cell(c.email), Number: row.Cell(c.number), Login: row.Cell(c.login), SISID: row.Cell(c.sis), Section: row.Cell(c.section),
	}
	if c.canvas {
		s.CanvasID = row.Cell(c.id)
	}
	if s.Name == "" {
		s.Name = strings.TrimSpace(row.Cell(c.first) + " " + row.Cell(c.last))
	}
	switch id := row.Cell(c.identifier); {
	case ofMoodle.MatchString(id):
		s.Participant = ofMoodle.FindStringSubmatch(id)[1]
	case s.Name == "" && strings.Contains(id, "@") && s.Email == "":
		s.Email = id
	case s.Name == "":
		s.Name = id
	}
	return s
}
