package html

import (
	"cmp"
	"fmt"
	"io"

	"github.com/cookiespec/cookiespec/reports"
)

// Measures of the picture of a trend, in pixels.
const (
	trendHeight = 180
	trendFoot   = 24
	trendAxis   = 32
	trendStep   = 48
	trendBar    = 30
)

// mostBars is how many runs the picture shows: the last ones. The table has all.
const mostBars = 60

// history is runs on one site as the template reads them.
type history struct {
	opening
	Target        string
	Points        []reports.Point // the latest first
	Bars          []trendBarOf
	Severities    []string
	Width, Height int
	Highest       int // findings at the top of the picture
	Left          int // runs before those of the picture
}

// trendBarOf is one run in the picture: pieces from the ground up.
type trendBarOf struct {
	X, Middle int
	Day       string
	Name      string
	Pieces    []trendPiece
}

type trendPiece struct {
	Severity  string
	Y, Height int
}

// WriteHistory draws how the findings of a site went over several runs, of which there must be one at least.
func WriteHistory(w io.Writer, runs []reports.Run) error {
	points := reports.Trend(runs)
	if len(points) == 0 {
		return fmt.Errorf("cannot write the history: there is no run")
	}
	last := points[len(points)-1]
	page := history{Target: reports.MaskPassword(runs[0].Target), Height: trendHeight + trendFoot}
	page.opening = newOpening(went(host(page.Target), points), cmp.Or(tones[last.Exit], "open"))
	for _, t := range last.Open {
		page.Severities = append(page.Severities, t.Severity)
	}
	shown := points
	if page.Left = max(0, len(points)-mostBars); page.Left > 0 {
		shown = points[page.Left:]
	}
	page.Highest = 1
	for _, p := range shown {
		page.Highest = max(page.Highest, p.Total())
	}
	for i, p := range shown {
		page.Bars = append(page.Bars, bar(p, trendAxis+i*trendStep, page.Highest))
	}
	page.Width = trendAxis + len(shown)*trendStep
	for i := len(points) - 1; i >= 0; i-- {
		page.Points = append(page.Points, points[i])
	}
	return execute(w, "history.html", page, "the history")
}

func bar(p reports.Point, x, highest int) trendBarOf {
	b := trendBarOf{X: x + (trendStep-trendBar)/2, Middle: x + trendStep/2, Day: p.Started.Format("2 Jan"), Name: day(p.Started) + ": " + plural(p.Total(), "open finding", "open findings")}
	below := 0
	for _, t := range p.Open {
		if t.Count == 0 {
			continue
		}
		top := (below + t.Count) * (trendHeight - 10) / highest
		foot := below * (trendHeight - 10) / highest
		b.Pieces = append(b.Pieces, trendPiece{t.Severity, trendHeight - top, top - foot})
		b.Name += fmt.Sprintf(", %d %s", t.Count, t.Severity)
		below += t.Count
	}
	return b
}

// went is the trend in a sentence.
func went(site string, points []reports.Point) string {
	last := points[len(points)-1]
	text := fmt.Sprintf("%s has %s after %s", site, plural(last.Total(), "open finding", "open findings"), plural(len(points), "run", "runs"))
	if len(points) == 1 {
		return text + "."
	}
	before := points[len(points)-2].Total()
	switch {
	case last.Total() > before:
		return text + fmt.Sprintf(", %d more than before.", last.Total()-before)
	case last.Total() < before:
		return text + fmt.Sprintf(", %d fewer than before.", before-last.Total())
	}
	return text + ", as many as before."
}
