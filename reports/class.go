package reports

import (
	"cmp"
	"slices"
)

// Class is what the files about a whole class say.
type Class struct {
	Assignment string
	Grades     []Grade   // sorted by submission
	Students   []Student // in the order of the roster; nil: there is no roster
	Canvas     *Canvas   // how Canvas' gradebook calls the assignment; nil: the class is not in Canvas
}

// Student is one of a roster. What is empty the roster does not say.
type Student struct {
	Name, Email, Number, Login string

	Participant string   // Moodle's number in this assignment
	CanvasID    string   // Canvas' number of the user
	SISID       string   // the school's number, as Canvas has it
	Section     string   // of the course in Canvas
	CanvasGrade string   // the grade that stands in Canvas' gradebook
	Submissions []string // that are the student's: none was handed in, or it cannot be known whose of several counts
}

// Called is what a student is called where people read it.
func (s Student) Called() string {
	participant := ""
	if s.Participant != "" {
		participant = "Participant " + s.Participant
	}
	return cmp.Or(s.Name, s.Email, s.Login, s.Number, participant)
}

// Canvas is the assignment in Canvas' gradebook.
type Canvas struct {
	Column string // its heading: "Cookies (4711)"; empty: it is new there
}

// Of returns the grade of a student; nil: there is none, or there are several, of which nobody knows which one counts.
func (c Class) Of(s Student) *Grade {
	if len(s.Submissions) != 1 {
		return nil
	}
	return c.named(s.Submissions[0])
}

func (c Class) named(submission string) *Grade {
	for i := range c.Grades {
		if c.Grades[i].Submission == submission {
			return &c.Grades[i]
		}
	}
	return nil
}

// Owner returns the student whose submission it is; nil: it is nobody's on the roster.
func (c Class) Owner(submission string) *Student {
	for i, s := range c.Students {
		if slices.Contains(s.Submissions, submission) {
			return &c.Students[i]
		}
	}
	return nil
}

// Missing are the students who handed in nothing.
func (c Class) Missing() (missing []Student) {
	for _, s := range c.Students {
		if len(s.Submissions) == 0 {
			missing = append(missing, s)
		}
	}
	return missing
}

// Strangers are the submissions of nobody on the roster.
func (c Class) Strangers() (strangers []string) {
	if c.Students == nil {
		return nil
	}
	for _, g := range c.Grades {
		if c.Owner(g.Submission) == nil {
			strangers = append(strangers, g.Submission)
		}
	}
	return strangers
}
