package html

import (
	"fmt"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
)

// drawn is one cookie's lane. Heights are of the whole picture.
type drawn struct {
	Name   string
	Top    int
	Astray bool
	Lines  []stroke
	Dots   []dot
	Notes  []note
}

// Y is the height of the lane's line.
func (d drawn) Y() int { return d.Top + baseline }

// Short is the lane's name, cut to what fits beside it.
func (d drawn) Short() string { return short(d.Name) }

// Foot is where the lane ends.
func (d drawn) Foot() int { return d.Top + laneHigh }

// stroke is a time in which the jar held the cookie ("alive", "astray"), or should have ("missing").
type stroke struct {
	X1, X2 int
	Kind   string
}

// dot is one thing that happened: "set", "renewed", "gone", "due" or "refused".
type dot struct {
	X    int
	Kind string
	Tip  string // for a pointer that rests on it
}

// note is a few words beside the line.
type note struct {
	X, Y         int
	Anchor, Kind string
	Text, Tip    string
}

// span draws what became of the cookie in one stage.
func (d *drawn) span(s reports.Span, c column, began time.Time) {
	alive, kind, from := s.Start == reports.There, "alive", c.X
	if c.After != "" {
		from = c.Line() // it comes in from the profile that was copied
	}
	astray := s.Misplaced()
	switch {
	case astray && !s.Late && s.Want == reports.Gone:
		kind = "astray"
		d.say(c.Line()+3, -11, "start", "bad", "should be gone")
	case astray && s.Want == reports.There:
		d.Dots = append(d.Dots, dot{c.X, "gone", ""})
		d.Lines = append(d.Lines, stroke{from, c.X, "alive"}, stroke{c.X, c.X + c.Wide, "missing"})
		d.say(c.Line()+3, -11, "start", "bad", "should be there")
	case s.Want == reports.Gone && s.Start == reports.Gone:
		d.Lines = append(d.Lines, stroke{from, c.X, "alive"})
		d.Dots = append(d.Dots, dot{c.X, "gone", "gone, as it should be"})
	}
	if s.Start == reports.Unseen && s.End == reports.There && len(s.Events) == 0 {
		alive = true
	}
	end := func(x int) {
		if alive {
			d.Lines = append(d.Lines, stroke{from, x, kind})
		}
		alive = false
	}
	for _, e := range s.Events {
		x, tip := c.at(e.Place), tipOf(e, began)
		switch e.Kind {
		case reports.Set, reports.Appeared:
			if !alive {
				alive, kind, from = true, "alive", x
			}
			d.Dots = append(d.Dots, dot{x, "set", tip})
		case reports.Renewed:
			d.Dots = append(d.Dots, dot{x, "renewed", tip})
			if e.Count > 1 {
				d.say(x+7, -8, "start", "", fmt.Sprintf("×%d", e.Count))
			}
		case reports.Deleted, reports.Vanished:
			end(x)
			d.Dots = append(d.Dots, dot{x, "gone", tip})
		case reports.Refused:
			d.Dots = append(d.Dots, dot{x, "refused", tip})
		case reports.Due:
			d.due(s, c, x, e, began, end)
			if astray && s.Late {
				alive, kind, from = true, "astray", x
			}
		}
	}
	end(c.X + c.Wide)
	d.count(s, c)
	if s.Copy == reports.There {
		d.copied(c)
	}
}

// copied draws that a copy of the cookie outlived the logout, from there on.
func (d *drawn) copied(c column) {
	from := c.X + c.Wide/2
	for _, m := range c.Marks {
		if m.Kind == reports.LoggedOut {
			from = c.at(m.Place)
		}
	}
	d.Lines = append(d.Lines, stroke{from, c.X + c.Wide, "copy"})
	d.say(c.X+c.Wide, -11, "end", "bad", "copy still works")
}

// due draws the end of a cookie, and what became of it then.
func (d *drawn) due(s reports.Span, c column, x int, e reports.Event, began time.Time, end func(int)) {
	d.Dots = append(d.Dots, dot{x, "due", tipOf(e, began)})
	d.say(min(max(x, c.X+24), c.X+c.Wide-24), -13, "middle", "", clock(began, e))
	if s.End == reports.There && !s.Late { // it was renewed in time
		return
	}
	end(x)
	switch {
	case s.Misplaced() && s.Late:
		d.say(c.X+c.Wide, 15, "end", "bad", "should be gone")
	case s.End == reports.Gone:
		d.Dots = append(d.Dots, dot{x, "gone", ""})
	}
}

// count says how many requests carried the cookie, and how many it was kept from.
func (d *drawn) count(s reports.Span, c column) {
	row := 15
	if s.Sent > 0 {
		d.say(c.X+inset, row, "start", "", fmt.Sprintf("%d sent", s.Sent))
		row += 12
	}
	withheld, why := 0, []string{}
	for _, w := range s.Withheld {
		withheld += w.Count
		why = append(why, fmt.Sprintf("%d: %s", w.Count, because(w.Reason)))
	}
	if withheld > 0 {
		d.say(c.X+inset, row, "start", "", fmt.Sprintf("%d withheld", withheld))
		d.Notes[len(d.Notes)-1].Tip = strings.Join(why, "; ")
	}
}

func (d *drawn) say(x, below int, anchor, kind, text string) {
	d.Notes = append(d.Notes, note{X: x, Y: d.Y() + below, Anchor: anchor, Kind: kind, Text: text})
}

// tipOf is an event in a few words.
func tipOf(e reports.Event, began time.Time) string {
	tip := line(e.Kind)
	if e.At != "" {
		tip += " by " + line(e.At)
	}
	tip += " at " + clock(began, e)
	if e.Text != "" {
		tip += ": " + line(e.Text)
	}
	return tip
}
