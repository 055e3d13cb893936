package grade

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/sheet"
)

// MarksFile is where points by hand are looked for in the folder of the results.
const MarksFile = "marks.csv"

// ByHand are the points and comments that the teacher gives, in the order of the file.
type ByHand []handMark

// handMark is a row of it: about one part, or all of a submission.
type handMark struct {
	submission string
	part       int  // from 0; -1: all of it
	points     *int // nil: as they are
	comment    string
}

// byHandColumns are the names of the columns with the submission, the part, the points and the comment.
var byHandColumns = [4][]string{{"submission"}, {"part"}, {"points", "score"}, {"comment", "comments"}}

const notClass = "in class.csv, points are what a submission is worth, so that it is no such file"

// LoadByHand reads a sheet with the columns submission, part, points and comment, of which part and one of the last two may be missing.
// The error is [config.Errors], or a [*config.Error].
func LoadByHand(path string, rubric config.Rubric) (ByHand, error) {
	s, err := sheet.Read(path)
	if err != nil {
		return nil, err
	}
	return parseByHand(s, rubric)
}

func parseByHand(s sheet.Sheet, rubric config.Rubric) (all ByHand, err error) {
	var at [4]int
	for i, names := range byHandColumns {
		if several := s.Several(names...); several != nil {
			return nil, &config.Error{File: s.File, Line: 1, Problem: "several columns mean the same: " + reports.Line(strings.Join(several, ", "), 80), Remedy: "keep one of them; " + notClass}
		}
		at[i] = s.Column(names...)
	}
	submission, part, points, comment := at[0], at[1], at[2], at[3]
	if submission < 0 || points < 0 && comment < 0 {
		return nil, &config.Error{File: s.File, Line: 1, Problem: "the columns submission, and points or comment, are missing", Remedy: "begin with the line submission,part,points,comment"}
	}
	var wrong config.Errors
	whole := 0 // what a submission is worth
	for _, p := range rubric.Parts {
		whole += p.Points
	}
	seen := map[string]int{} // the line that said it
	for _, row := range s.Rows {
		m := handMark{submission: key(row.Cell(submission)), part: -1, comment: row.Cell(comment)}
		most, of := whole, "submission"
		if title := row.Cell(part); title != "" {
			if m.part = partOf(rubric, title); m.part < 0 {
				wrong = append(wrong, s.Reject(row, fmt.Sprintf("the rubric has no part %q", reports.Line(title, 80)), "write its title, or its number from 1 to "+strconv.Itoa(len(rubric.Parts))))
				continue
			}
			most, of = rubric.Parts[m.part].Points, "part"
		}
		if text := row.Cell(points); text != "" {
			n, err := strconv.Atoi(text)
			if err != nil || n < 0 || n > most {
				wrong = append(wrong, s.Reject(row, fmt.Sprintf("points: %q is not a whole number from 0 to %d, which the %s is worth", reports.Line(text, 80), most, of), "leave it empty to keep the points"))
				continue
			}
			m.points = &n
		}
		about := fmt.Sprintf("%s\n%d", m.submission, m.part)
		switch {
		case m.submission == "":
			wrong = append(wrong, s.Reject(row, "the submission is missing", "write its name as class.csv has it"))
		case seen[about] > 0:
			wrong = append(wrong, s.Reject(row, fmt.Sprintf("line %d is about the same", seen[about]), "remove one of them"))
		case m.points != nil || m.comment != "":
			all = append(all, m)
		}
		seen[about] = row.Line
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return all, nil
}

// key is a name as it is compared: class.csv puts an apostrophe before what a spreadsheet would take for a formula.
func key(name string) string { return strings.ToLower(norm.NFC.String(strings.TrimPrefix(name, "'"))) }

// partOf finds a part by its title or its number; -1: there is none.
func partOf(rubric config.Rubric, text string) int {
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(rubric.Parts) {
		return n - 1
	}
	return slices.IndexFunc(rubric.Parts, func(p config.Part) bool { return key(p.Title) == key(text) })
}

// Of returns a grade with what the teacher gives. The parts of the old one stay as they are.
func (b ByHand) Of(g reports.Grade) reports.Grade {
	g.Parts = slices.Clone(g.Parts)
	for _, m := range b {
		switch {
		case m.submission != key(g.Submission) || m.part >= len(g.Parts):
		case m.part < 0:
			g.Total, g.Comment = m.points, m.comment
		default:
			m.give(&g.Parts[m.part])
		}
	}
	return g
}

func (h handMark) give(m *reports.Mark) {
	if m.Comment = h.comment; h.points == nil {
		return
	}
	m.Score, m.ByHand, m.Outcome = *h.points, true, reports.Fail
	if m.Score == m.Points {
		m.Outcome = reports.Pass
	}
}

// Strays are the submissions it names that are not among some, as where a name is misspelt.
func (b ByHand) Strays(names []string) (strays []string) {
	for _, m := range b {
		if !slices.ContainsFunc(names, func(n string) bool { return key(n) == m.submission }) && !slices.Contains(strays, m.submission) {
			strays = append(strays, m.submission)
		}
	}
	return strays
}
