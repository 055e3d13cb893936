package html

import (
	"fmt"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
)

// Measures of the picture, in pixels.
const (
	narrow   = 74 // a stage
	letter   = 7  // of its name
	wider    = 34 // more for each mark in it after the first
	branch   = 16 // between a browser and what was done with a copy of it
	apart    = 22 // between browsers
	inset    = 6  // from a stage's edges to what happens in it
	heading  = 74
	laneHigh = 58
	baseline = 24 // of a lane's line
	names    = 130
)

// mostLanes bounds the picture; the words beneath tell all.
const mostLanes = 60

// picture is the life of the cookies, ready to be drawn.
type picture struct {
	Width, Height, Names int
	Title, Sum           string
	Columns              []column
	Marks                []mark
	Lanes                []drawn
	Left                 []reports.Stage // stages in which there was nothing to see
	More                 int             // lanes that are not drawn
}

// column is a stage.
type column struct {
	reports.Stage
	X, Wide int
	What    [2]string // two lines
	Time    string
	Opens   bool // another browser begins
}

// Middle is where the column's text stands.
func (c column) Middle() int { return c.X + c.Wide/2 }

// Failed tells whether nothing could be gathered.
func (c column) Failed() bool { return c.State == "failed" }

// Line is where the event stands that begins the stage.
func (c column) Line() int { return c.X - branch/2 }

// at is where a place in the stage stands.
func (c column) at(place float64) int {
	return c.X + inset + int(min(max(place, 0), 1)*float64(c.Wide-2*inset))
}

// mark is a login or logout.
type mark struct {
	X    int
	Name string
}

var stageWords = map[string][2]string{
	"visit": {"an empty", "profile"}, "browse": {"every kind", "of request"}, "login": {"logs in,", "looks around"},
	reports.Restarted: {"quit, then", "started again"}, reports.Crashed: {"killed, then", "started again"}, reports.Restored: {"quit, then", "restored"},
	"other-hosts": {"other hosts,", "plain http"}, reports.Aged: {"dates", "moved back"}, reports.Waited: {"on the", "real clock"},
	"logout": {"another browser", "logs in and out"}, "remember-me": {"logs in with", "“remember me”"},
}

func whatOf(s reports.Stage) [2]string {
	if words, ok := stageWords[s.After]; ok {
		return words
	}
	return stageWords[s.Name]
}

// draw puts stages side by side and cookies one below the other.
func draw(run reports.Run) *picture {
	p := &picture{Names: names}
	x, before := branch, ""
	index := map[string]int{}
	for _, s := range run.Life.Stages {
		if s.State == "unneeded" {
			p.Left = append(p.Left, s)
			continue
		}
		c := column{Stage: s, Wide: max(narrow, letter*len(line(s.Name))) + wider*max(0, min(len(s.Marks), 4)-1), What: whatOf(s), Opens: before != "" && s.Line != before}
		switch {
		case c.Opens:
			x += apart
		case s.After != "":
			x += branch + 6
		}
		c.X, c.Time = x, fmt.Sprintf("%.1f s", s.To-s.From)
		for _, m := range s.Marks {
			p.Marks = append(p.Marks, mark{c.at(m.Place), line(m.Kind)})
		}
		index[s.Name] = len(p.Columns)
		p.Columns = append(p.Columns, c)
		x, before = x+c.Wide, s.Line
	}
	p.Width = x + branch
	var astray []string
	labels := cookieLabels(run)
	for i, l := range run.Life.Lanes {
		d := drawn{Name: labels[i], Top: heading + i*laneHigh}
		for _, s := range l.Spans {
			if n, ok := index[s.Stage]; ok {
				d.span(s, p.Columns[n], run.Started)
			}
			if s.Astray() {
				d.Astray = true
			}
		}
		if d.Astray {
			astray = append(astray, d.Name)
		}
		if i < mostLanes {
			p.Lanes = append(p.Lanes, d)
		}
	}
	p.More = len(run.Life.Lanes) - len(p.Lanes)
	p.Height = heading + len(p.Lanes)*laneHigh + 6
	p.Title = fmt.Sprintf("The life of %s over %s", plural(len(run.Life.Lanes), "cookie", "cookies"), plural(len(p.Columns), "stage", "stages"))
	p.Sum = summary(astray)
	return p
}

// mostNamed is how many cookies a sentence names.
const mostNamed = 5

// summary says which cookies are astray.
func summary(astray []string) string {
	if len(astray) == 0 {
		return "Each was there when it should be, and gone when it should be, as far as that was seen."
	}
	text := plural(len(astray), "cookie outlived its end, or died before it: ", "cookies outlived their end, or died before it: ")
	text += strings.Join(astray[:min(len(astray), mostNamed)], ", ")
	if more := len(astray) - mostNamed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text + "."
}

// cookieLabels names the lanes as shortly as sets them apart.
func cookieLabels(run reports.Run) []string {
	var subjects []reports.Result
	for _, l := range run.Life.Lanes {
		subjects = append(subjects, reports.Result{Subject: l.Cookie})
	}
	labels := reports.Labels(subjects)
	all := make([]string, len(run.Life.Lanes))
	for i, l := range run.Life.Lanes {
		all[i] = line(labels[l.Cookie])
	}
	return all
}

// short is a label that fits beside its lane.
func short(s string) string {
	if r := []rune(s); len(r) > 17 {
		return string(r[:16]) + "…"
	}
	return s
}

// clock is a time of day, to the second.
func clock(began time.Time, e reports.Event) string { return moment(began, e.Time) }
