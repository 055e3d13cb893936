package reports

import (
	"slices"
	"time"
)

// Point is what one of several runs on a site found, beside the run before it.
type Point struct {
	Started  time.Time
	Exit     int
	Open     []Tally // findings that are not accepted, by severity, from the worst to the slightest
	Accepted int     // findings that are waived, or known from a baseline
	New      int     // results that fail, and did not in the run before; of the first run 0
	Fixed    int
	Untested int // that failed in the run before, and were not tested again
}

// Tally is how many findings have a severity.
type Tally struct {
	Severity string
	Count    int
}

// Total is how many findings are open.
func (p Point) Total() (sum int) {
	for _, t := range p.Open {
		sum += t.Count
	}
	return sum
}

// Trend tells of runs on one site how its findings went, in the order in which the runs were started. A finding is a check that
// failed, on however many cookies.
func Trend(runs []Run) (points []Point) {
	runs = slices.Clone(runs)
	slices.SortStableFunc(runs, func(a, b Run) int { return a.Started.Compare(b.Started) })
	for i, r := range runs {
		r = r.Normal()
		p := Point{Started: r.Started, Exit: r.Exit}
		for _, s := range slices.Backward(severities) {
			p.Open = append(p.Open, Tally{Severity: s.name})
		}
		p.count(r.Results)
		if i > 0 {
			d := r.Since(runs[i-1])
			p.New, p.Fixed, p.Untested = len(d.New), len(d.Fixed), len(d.Untested)
		}
		points = append(points, p)
	}
	return points
}

// count counts each finding once, by the worst severity that it has.
func (p *Point) count(results []Result) {
	worst := map[string]Result{}
	for _, r := range results {
		if known, there := worst[r.Number]; r.Outcome == Fail && (!there || Rank(r.Severity) > Rank(known.Severity)) {
			worst[r.Number] = r
		}
	}
	for _, r := range worst {
		if r.Excuse() != "" {
			p.Accepted++
			continue
		}
		for i := range p.Open {
			if p.Open[i].Severity == r.Severity {
				p.Open[i].Count++
			}
		}
	}
}
