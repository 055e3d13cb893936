package judge

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// clock puts what happened in a scene in its place.
type clock struct {
	started time.Time // of the run
	ticks   []tick    // what was seen at a known time, in its order
	total   int       // the last count of the scene
}

type tick struct {
	seq int
	at  time.Time
}

func clockOf(s *recording.Scene, started time.Time) clock {
	c := clock{started: started}
	add := func(seq int, at time.Time) {
		if !at.IsZero() {
			c.ticks = append(c.ticks, tick{seq, at})
		}
		c.total = max(c.total, seq)
	}
	for _, jar := range s.Jars {
		if jar.Moment != recording.BeforeKill {
			add(jar.Seq, jar.At)
		}
	}
	for _, e := range s.Exchanges {
		add(e.Began, e.BeganAt)
		add(e.Answered, e.AnsweredAt)
	}
	slices.SortStableFunc(c.ticks, func(a, b tick) int { return a.at.Compare(b.at) })
	return c
}

func (c clock) since(at time.Time) float64 {
	if at.IsZero() {
		return 0
	}
	return thousandths(at.Sub(c.started).Seconds())
}

func thousandths(f float64) float64 { return math.Round(f*1000) / 1000 }

// place is where a count stands in the scene.
func (c clock) place(seq int) float64 { return thousandths(float64(seq) / float64(max(c.total, 1))) }

// when is where a time stands in the scene: half way between what was seen before it and after it.
func (c clock) when(at time.Time) float64 {
	before, after := 0, c.total
	for _, t := range c.ticks {
		if t.at.After(at) {
			after = t.seq
			break
		}
		before = t.seq
	}
	return thousandths((c.place(before) + c.place(max(before, after))) / 2)
}

func (s *stage) seen(kind string, jar *recording.Snapshot, text string) reports.Event {
	return reports.Event{
		Kind: kind, At: fmt.Sprintf("%s@%s", s.Stage, jar.Moment), Time: s.since(jar.At), Place: s.place(jar.Seq), Text: text,
	}
}

// events are what happened to k in the stage.
func (s *stage) events(k *check.Cookie) []reports.Event {
	events := s.lines(k)
	if due, ok := s.due(k); ok {
		events = append(events, due)
	}
	slices.SortStableFunc(events, func(a, b reports.Event) int { return cmp.Compare(a.Place, b.Place) })
	last := s.end()
	if last == nil || last == s.start() || s.atStart(k) == reports.Unseen {
		return events
	}
	there := s.atStart(k) == reports.There
	for _, e := range events {
		switch e.Kind {
		case reports.Set, reports.Renewed:
			there = true
		case reports.Deleted, reports.Due:
			there = false
		}
	}
	switch now := held(k, last) == reports.There; {
	case now && !there && !slices.ContainsFunc(events, func(e reports.Event) bool { return e.Kind == reports.Due }):
		events = append(events, s.seen(reports.Appeared, last, "no answer set it"))
	case there && !now:
		events = append(events, s.seen(reports.Vanished, last, "no answer deleted it"))
	}
	return events
}

// lines are what the answers of the stage did.
func (s *stage) lines(k *check.Cookie) (events []reports.Event) {
	there := s.atStart(k) == reports.There
	for i := range k.Settings {
		l := &k.Settings[i]
		if l.Scene != s.Scene {
			continue
		}
		e := reports.Event{At: l.Shown().At, Time: s.since(l.Exchange.AnsweredAt), Place: s.place(l.Exchange.Answered)}
		switch {
		case l.Refusal != nil:
			e.Kind, e.Text = reports.Refused, l.Refusal.Reason
		case len(l.Line.Blocked) > 0:
			e.Kind, e.Text = reports.Refused, strings.Join(l.Line.Blocked, ", ")
		case l.Deletes && !there:
			continue // it says that what is not there be gone
		case l.Deletes:
			e.Kind, there = reports.Deleted, false
		case there:
			if n := len(events); n > 0 && events[n-1].Kind == reports.Renewed {
				events[n-1].Count++
				continue
			}
			e.Kind, e.Count = reports.Renewed, 1
		default:
			e.Kind, there = reports.Set, true
		}
		events = append(events, e)
	}
	return events
}

// due is k's end, where that falls into the stage.
func (s *stage) due(k *check.Cookie) (reports.Event, bool) {
	var end time.Time
	text := ""
	switch a := s.ageing(k); {
	case a != nil:
		end = a.Expires
		if a.By > 0 {
			text = "its dates were moved back by " + check.Span(a.By.Duration().Round(time.Second))
		}
	default:
		for i := range s.Jars {
			if entry := k.In(&s.Jars[i]); entry != nil && entry.Expires != nil {
				end = *entry.Expires
			}
		}
	}
	if end.IsZero() || end.Before(s.Started) || end.After(s.Ended) {
		return reports.Event{}, false
	}
	return reports.Event{Kind: reports.Due, Time: s.since(end), Place: s.when(end), Text: text}, true
}
