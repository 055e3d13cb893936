package html

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/reports"
)

// TestLanes draws one cookie through two stages, the second after a restart. Places are in hundredths of a stage.
func TestLanes(t *testing.T) {
	there, gone := reports.There, reports.Gone
	set := reports.Event{Kind: reports.Set, Place: 0.5}
	visited := reports.Span{Stage: "visit", Start: gone, End: there, Events: []reports.Event{set}}
	for name, row := range map[string]struct {
		spans []reports.Span
		want  string
	}{
		"it dies with the browser": {
			[]reports.Span{visited, {Stage: "restart", Start: gone, End: gone, Want: gone}},
			"visit: alive 50-100, set 50; restart: gone 0",
		},
		"it dies, and is set anew": {
			[]reports.Span{visited, {Stage: "restart", Start: gone, End: there, Want: gone, Events: []reports.Event{set}}},
			"visit: alive 50-100, set 50; restart: alive 50-100, gone 0, set 50",
		},
		"it outlives the browser": {
			[]reports.Span{visited, {Stage: "restart", Start: there, End: there, Want: gone}},
			"visit: alive 50-100, set 50; restart: astray 0-100, “should be gone”",
		},
		"it is lost": {
			[]reports.Span{visited, {Stage: "restart", Start: gone, End: gone, Want: there}},
			"visit: alive 50-100, set 50; restart: missing 0-100, gone 0, “should be there”",
		},
		"it ends on time": {
			[]reports.Span{visited, {Stage: "restart", Start: there, End: gone, Want: gone, Late: true, Events: []reports.Event{{Kind: reports.Due, Place: 0.5}}}},
			"visit: alive 50-100, set 50; restart: alive 0-50, due 50, gone 50, “00:00:00”",
		},
		"it outlives its end": {
			[]reports.Span{visited, {Stage: "restart", Start: there, End: there, Want: gone, Late: true, Events: []reports.Event{{Kind: reports.Due, Place: 0.5}}}},
			"visit: alive 50-100, set 50; restart: alive 0-50, astray 50-100, due 50, “00:00:00”, “should be gone”",
		},
		"it is renewed, sent, withheld, deleted": {
			[]reports.Span{{Stage: "visit", Start: there, End: gone, Sent: 2, Withheld: []reports.Withheld{{Count: 1}, {Count: 2}}, Events: []reports.Event{
				{Kind: reports.Renewed, Place: 0.2, Count: 3}, {Kind: reports.Deleted, Place: 0.8},
			}}},
			"visit: alive 0-80, renewed 20, gone 80, “×3”, “2 sent”, “3 withheld”",
		},
		"a copy of it outlives the logout": {
			[]reports.Span{{Stage: "visit", Start: there, End: gone, Copy: there, Events: []reports.Event{{Kind: reports.Deleted, Place: 0.5}}}},
			"visit: alive 0-50, copy 50-100, gone 50, “copy still works”",
		},
		"a line is refused": {
			[]reports.Span{{Stage: "visit", Start: gone, End: gone, Events: []reports.Event{{Kind: reports.Refused, Place: 0.3}}}},
			"visit: refused 30",
		},
		"its end comes, and it was put off": {
			[]reports.Span{{Stage: "visit", Start: there, End: there, Events: []reports.Event{{Kind: reports.Due, Place: 0.5}, {Kind: reports.Renewed, Place: 0.7}}}},
			"visit: alive 0-100, due 50, renewed 70, “00:00:00”",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := draw(reports.Run{Life: &reports.Life{
				Stages: []reports.Stage{{Name: "visit", State: "done"}, {Name: "restart", After: reports.Restarted, State: "done"}},
				Lanes:  []reports.Lane{{Cookie: reports.Subject{Kind: "cookie", Name: "a"}, Spans: row.spans}},
			}})
			if diff := cmp.Diff(row.want, describe(p)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// describe tells what is drawn, stage by stage.
func describe(p *picture) string {
	var stages []string
	lane := p.Lanes[0]
	for i, c := range p.Columns {
		within := func(x int) bool { return x >= c.X-branch && (i == len(p.Columns)-1 || x < p.Columns[i+1].X-branch) }
		place := func(x int) int {
			return max(0, min(100, 10*((10*(x-c.X-inset)+(c.Wide-2*inset)/2)/(c.Wide-2*inset))))
		}
		var facts, texts []string
		for _, l := range lane.Lines {
			if within(l.X1) && l.X1 < l.X2 {
				if l.X2 <= c.X { // comes in
					continue
				}
				facts = append(facts, fmt.Sprintf("%s %d-%d", l.Kind, place(l.X1), place(l.X2)))
			}
		}
		for _, d := range lane.Dots {
			if within(d.X) {
				facts = append(facts, fmt.Sprintf("%s %d", d.Kind, place(d.X)))
			}
		}
		for _, n := range lane.Notes {
			if within(n.X) {
				texts = append(texts, "“"+n.Text+"”")
			}
		}
		if facts = slices.Concat(facts, texts); len(facts) > 0 {
			stages = append(stages, c.Name+": "+strings.Join(facts, ", "))
		}
	}
	return strings.Join(stages, "; ")
}
