package class

import (
	"cmp"
	"io"
	"strconv"

	"github.com/cookiespec/cookiespec/reports"
)

// Canvas writes what Canvas' gradebook imports (lib/gradebook_importer.rb): the columns that know a student, the column of the
// assignment, and the row of its points. An empty cell takes a grade away in Canvas, so that who was not graded whole keeps the grade
// that the roster has. It writes nothing where the class is not in Canvas.
func Canvas(w io.Writer, c reports.Class) error {
	if c.Canvas == nil {
		return nil
	}
	points := ""
	if len(c.Grades) > 0 {
		points = strconv.Itoa(c.Grades[0].Points())
	}
	rows := [][]string{
		{"Student", "ID", "SIS User ID", "SIS Login ID", "Section", cmp.Or(c.Canvas.Column, tame(c.Assignment))},
		{"    Points Possible", "", "", "", "", points},
	}
	for _, s := range c.Students {
		g, score := c.Of(s), s.CanvasGrade
		id := s.CanvasID
		if g != nil {
			score, id = cmp.Or(sum(*g, true), score), cmp.Or(id, g.CanvasID)
		}
		rows = append(rows, []string{tame(s.Name), tame(id), tame(s.SISID), tame(s.Login), tame(s.Section), score})
	}
	return table(w, rows)
}
