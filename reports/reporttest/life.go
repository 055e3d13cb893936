package reporttest

import (
	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
)

// life is that of a cookie which outlives the restart, and of one that ends on time.
func life(astray, ends reports.Subject) *reports.Life {
	return &reports.Life{
		Stages: []reports.Stage{
			{Name: "visit", Line: reports.First, State: "done", From: 0.5, To: 1.5},
			{Name: "login", Line: reports.First, State: "done", From: 1.5, To: 2, Marks: []reports.Event{{Kind: reports.LoggedIn, At: "login@after-login", Time: 1.7, Place: 0.4}}},
			{Name: "restart", After: reports.Restarted, Line: reports.First, State: "done", From: 3, To: 4},
			{Name: "crash", After: reports.Crashed, Line: reports.First, State: "failed", Reason: "the browser would not start", From: 3, To: 3},
			{Name: "aged", After: reports.Aged, Line: reports.First, State: "done", From: 3, To: 7},
			{Name: "remember-me-restart", After: reports.Restarted, Line: reports.Remembered, State: "unneeded", Reason: "the login has no such box", From: 3, To: 3},
		},
		Lanes: []reports.Lane{
			{Cookie: astray, Spans: []reports.Span{
				{Stage: "visit", Start: reports.Gone, End: reports.There, Sent: 3, Events: []reports.Event{{Kind: reports.Set, At: "visit#1", Time: 0.7, Place: 0.2}}},
				{Stage: "login", Start: reports.There, End: reports.There, Sent: 2, Events: []reports.Event{{Kind: reports.Renewed, At: "login#2", Time: 1.6, Place: 0.3, Count: 2}}},
				{Stage: "restart", Start: reports.There, End: reports.There, Want: reports.Gone, Sent: 3},
			}},
			{Cookie: ends, Spans: []reports.Span{
				{Stage: "visit", Start: reports.Gone, End: reports.There, Sent: 2, Events: []reports.Event{
					{Kind: reports.Refused, At: "visit#1", Time: 0.6, Place: 0.1, Text: "the domain is a public suffix"}, {Kind: reports.Set, At: "visit#2", Time: 0.8, Place: 0.4},
				}},
				{Stage: "login", Start: reports.There, End: reports.Gone, Withheld: []reports.Withheld{{Reason: "NotOnPath", Count: 2, At: "login#1"}}, Events: []reports.Event{
					{Kind: reports.Vanished, At: "login@end", Time: 2, Place: 1, Text: "no answer deleted it"},
				}},
				{Stage: "restart", Start: reports.Gone, End: reports.There, Want: reports.There, Events: []reports.Event{{Kind: reports.Appeared, At: "restart@end", Time: 4, Place: 1}}},
				{Stage: "aged", Start: reports.There, End: reports.Gone, Want: reports.Gone, Late: true, Sent: 1, Events: []reports.Event{
					{Kind: reports.Due, Time: 6, Place: 0.6, Text: "its dates were moved back by 57s"},
				}},
			}},
		},
	}
}

func explained(text *rapid.Generator[string]) *rapid.Generator[reports.Check] {
	return rapid.Custom(func(t *rapid.T) reports.Check {
		s := func() string { return text.Draw(t, "text") }
		return reports.Check{
			ID: rapid.OneOf(rapid.Just("set/secure"), text).Draw(t, "id"), Title: s(), Rule: s(), Reason: s(), Fails: s(), Limits: s(),
			Fixes: []reports.Fix{{In: s(), Lines: s()}}, Needs: several(t, text),
		}
	})
}

func anyLife(text *rapid.Generator[string]) *rapid.Generator[*reports.Life] {
	return rapid.Custom(func(t *rapid.T) *reports.Life {
		s := func() string { return text.Draw(t, "text") }
		number := func() float64 { return rapid.Float64Range(-1, 1e9).Draw(t, "number") }
		kind := rapid.OneOf(rapid.SampledFrom([]string{reports.Set, reports.Renewed, reports.Deleted, reports.Due, reports.Vanished}), text)
		held := rapid.SampledFrom([]reports.Held{reports.There, reports.Gone, reports.Unseen})
		event := func() reports.Event {
			return reports.Event{Kind: kind.Draw(t, "kind"), At: s(), Time: number(), Place: number(), Count: rapid.Int().Draw(t, "count"), Text: s()}
		}
		l := &reports.Life{}
		for range rapid.IntRange(0, 3).Draw(t, "stages") {
			l.Stages = append(l.Stages, reports.Stage{Name: s(), After: s(), Line: s(), State: s(), Reason: s(), From: number(), To: number(), Marks: []reports.Event{event()}})
		}
		for range rapid.IntRange(0, 2).Draw(t, "lanes") {
			lane := reports.Lane{Cookie: reports.Subject{Kind: "cookie", Name: s(), Domain: s(), Path: s()}}
			for _, stage := range l.Stages {
				lane.Spans = append(lane.Spans, reports.Span{
					Stage: stage.Name, Start: held.Draw(t, "start"), End: held.Draw(t, "end"), Want: held.Draw(t, "want"), Sent: rapid.Int().Draw(t, "sent"),
					Withheld: []reports.Withheld{{Reason: s(), Count: 1, At: s()}}, Events: []reports.Event{event(), event()},
				})
			}
			l.Lanes = append(l.Lanes, lane)
		}
		return l
	})
}
