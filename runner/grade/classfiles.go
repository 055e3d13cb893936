package grade

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/atomicfile"
	"github.com/cookiespec/cookiespec/reports/class"
	"github.com/cookiespec/cookiespec/runner/roster"
)

// Summary is all that is known of the class: these grades, those that earlier runs gave by the same rubric to other submissions (a late
// one joins the class), what the teacher gives, and whose they are.
func (c Class) Summary(grades []reports.Grade) reports.Class {
	return c.with(grades, c.earlier(grades))
}

// with is [Class.Summary] where the grades of earlier runs are read.
func (c Class) with(grades, earlier []reports.Grade) reports.Class {
	all := reports.Class{Assignment: c.Rubric.Assignment}
	for _, g := range slices.Concat(grades, earlier) {
		all.Grades = append(all.Grades, c.ByHand.Of(g))
	}
	slices.SortStableFunc(all.Grades, func(a, b reports.Grade) int {
		return cmp.Compare(strings.ToLower(a.Submission), strings.ToLower(b.Submission))
	})
	if c.Roster == nil {
		return all
	}
	all.Students, all.Canvas = roster.Match(c.Roster.Students, slices.Concat(all.Grades, c.ungraded(all.Grades))), c.Roster.Canvas
	if all.Canvas == nil && slices.ContainsFunc(all.Grades, func(g reports.Grade) bool { return g.CanvasID != "" }) {
		all.Canvas = &reports.Canvas{}
	}
	return all
}

// ungraded are the submissions that have no grade, as where the run was interrupted: they were handed in all the same.
func (c Class) ungraded(grades []reports.Grade) (all []reports.Grade) {
	for _, s := range c.Submissions {
		if !slices.ContainsFunc(grades, func(g reports.Grade) bool { return g.Submission == s.Name }) {
			all = append(all, reports.Grade{Submission: s.Name, Student: s.Student, Participant: s.Participant, CanvasID: s.CanvasID})
		}
	}
	return all
}

// WriteClass writes the files of the whole class, and those of earlier grades, of which the teacher may say something else now.
func (c Class) WriteClass(grades []reports.Grade) (reports.Class, error) {
	earlier := c.earlier(grades)
	all := c.with(grades, earlier)
	var errs []error
	write := func(name string, write func(io.Writer, reports.Class) error) {
		errs = append(errs, atomicfile.WriteFile(filepath.Join(c.Out, name), func(w io.Writer) error { return write(w, all) }))
	}
	for _, g := range earlier {
		errs = append(errs, c.rewrite(g))
	}
	if class.InMoodle(all) {
		write("moodle.csv", func(w io.Writer, all reports.Class) error { return class.Moodle(w, all, time.Now()) })
	}
	if all.Canvas != nil {
		write("canvas.csv", class.Canvas)
	}
	write("class.csv", class.CSV)
	write("class.html", class.HTML)
	return all, errors.Join(errs...)
}

// Names are those of the submissions, and of those that earlier runs graded.
func (c Class) Names() (names []string) {
	for _, s := range c.Submissions {
		names = append(names, s.Name)
	}
	for _, g := range c.earlier(nil) {
		if !slices.Contains(names, g.Submission) {
			names = append(names, g.Submission)
		}
	}
	return names
}

// earlier are the grades of other submissions that earlier runs gave by the same rubric.
func (c Class) earlier(grades []reports.Grade) (earlier []reports.Grade) {
	has := map[string]bool{}
	for _, g := range grades {
		has[g.Submission] = true
	}
	out := os.DirFS(c.Out)
	files, _ := fs.Glob(out, "*/"+gradeFile)
	for _, file := range files {
		var g reports.Grade
		text, err := fs.ReadFile(out, file)
		if err != nil || json.Unmarshal(text, &g) != nil || g.Version != reports.GradeVersion || has[g.Submission] || g.Submission != path.Dir(file) || !c.sameParts(g) {
			continue
		}
		has[g.Submission] = true
		earlier = append(earlier, g)
	}
	return earlier
}

// sameParts tells whether a grade has the parts of the rubric, with their points.
func (c Class) sameParts(g reports.Grade) bool {
	if len(g.Parts) != len(c.Rubric.Parts) || g.Assignment != c.Rubric.Assignment {
		return false
	}
	for i, p := range c.Rubric.Parts {
		if g.Parts[i].Title != p.Title || g.Parts[i].Points != p.Points {
			return false
		}
	}
	return true
}
