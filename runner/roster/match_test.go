package roster_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/roster"
)

// TestSubmissionsFindTheirStudents holds names of folders and archives to a class. A submission of nobody stands after nothing.
func TestSubmissionsFindTheirStudents(t *testing.T) {
	t.Parallel()
	class := []reports.Student{
		{Name: "Amira Haddad", Email: "amira.haddad@example.edu", Number: "20230117", Login: "ami-h", Participant: "4711", CanvasID: "88"},
		{Name: "Müller, Jörg", Email: "jm@example.edu", Number: "12", Login: "joerg"},
		{Name: "José Ángel Núñez", Number: "20230119"},
		{Name: "Wei Li", Email: "w.li@example.edu"},
		{Name: "Wei Li", Email: "wei.li2@example.edu"},
		{Name: "Emil Costa"},
		{Name: "Søren Łukasz O'Brien"},
	}
	for what, c := range map[string]struct {
		grades []reports.Grade
		want   string // the index of the student and the submissions, for each that has some
	}{
		"the same name":                  {of("Amira Haddad"), "0: Amira Haddad"},
		"words in another order":         {of("haddad_amira"), "0: haddad_amira"},
		"accents left out":               {of("Jose Angel Nunez"), "2: Jose Angel Nunez"},
		"an umlaut written out":          {of("Joerg Mueller"), "1: Joerg Mueller"},
		"an umlaut left out":             {of("jorg-muller"), "1: jorg-muller"},
		"letters with a stroke":          {of("Soren Lukasz OBrien"), "6: Soren Lukasz OBrien"},
		"an e-mail address as a folder":  {of("amira.haddad-example.edu"), "0: amira.haddad-example.edu"},
		"the first half of one":          {of("jm"), "1: jm"},
		"a number":                       {of("20230119"), "2: 20230119"},
		"a number beside other words":    {of("shop 20230117 final"), "0: shop 20230117 final"},
		"a short number is of anything":  {of("exercise 12"), ""},
		"a first name":                   {of("amira"), "0: amira"},
		"a first name of two":            {of("wei"), ""},
		"a name of two":                  {of("Wei Li"), ""},
		"of two by an address":           {of("wei.li2"), "4: wei.li2"},
		"a name that nobody has":         {of("Zoe Quist"), ""},
		"one more given name":            {of("Emil Maria Costa"), "5: Emil Maria Costa"},
		"Moodle's number":                {[]reports.Grade{{Submission: "A H", Student: "A H", Participant: "4711"}}, "0: A H"},
		"Moodle's name":                  {[]reports.Grade{{Submission: "Emil Costa-2", Student: "Emil Costa", Participant: "1"}}, "5: Emil Costa-2"},
		"Canvas' number":                 {[]reports.Grade{{Submission: "x", Student: "x", CanvasID: "88"}}, "0: x"},
		"Canvas' name":                   {[]reports.Grade{{Submission: "costaemil", Student: "costaemil", CanvasID: "1"}}, "5: costaemil"},
		"Canvas' name of three words":    {[]reports.Grade{{Submission: "núñezjoséángel", Student: "núñezjoséángel", CanvasID: "1"}}, "2: núñezjoséángel"},
		"GitHub Classroom's":             {of("cookies-and-sessions-ami-h"), "0: cookies-and-sessions-ami-h"},
		"an archive of a repository":     {of("cookies-ami-h-main"), "0: cookies-ami-h-main"},
		"another of Moodle, same name":   {[]reports.Grade{{Submission: "Amira Haddad", Student: "Amira Haddad", Participant: "4712"}}, ""},
		"two of one student":             {of("amira", "amira-2"), "0: amira amira-2"},
		"the strict one takes a student": {of("Amira Haddad", "amira"), "0: Amira Haddad"},
		"letters that nobody sees":       {of("Emil\u200b Co\u00adsta"), "5: Emil\u200b Co\u00adsta"},
		"signs alone":                    {of("---"), ""},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			var got []string
			for i, s := range roster.Match(class, c.grades) {
				if len(s.Submissions) > 0 {
					got = append(got, fmt.Sprintf("%d: %s", i, strings.Join(s.Submissions, " ")))
				}
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func of(names ...string) (grades []reports.Grade) {
	for _, n := range names {
		grades = append(grades, reports.Grade{Submission: n})
	}
	return grades
}
