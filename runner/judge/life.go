package judge

import (
	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// lives tells what became of the target's own cookies, in the stages of [recording.Told].
func lives(of *check.Case) *reports.Life {
	life := &reports.Life{}
	lanes := make([]reports.Lane, len(of.Cookies))
	for i, k := range of.Cookies {
		lanes[i].Cookie = reports.Subject{Kind: string(check.OfCookie), Name: k.Key.Name, Domain: k.Key.Domain, Path: k.Key.Path}
	}
	for _, t := range recording.Told.Each() {
		scene := of.Scene(t)
		if scene == nil {
			continue
		}
		facts := t.Facts()
		s := stage{Scene: scene, of: of, after: string(facts.Begins), clock: clockOf(scene, of.Started)}
		life.Stages = append(life.Stages, reports.Stage{
			Name: facts.Name, After: s.after, Line: string(facts.Life), State: string(scene.State), Reason: scene.Reason,
			From: s.since(scene.Started), To: s.since(scene.Ended), Marks: s.marks(),
		})
		for i, k := range of.Cookies {
			if span, ok := s.span(k); ok {
				lanes[i].Spans = append(lanes[i].Spans, span)
			}
		}
	}
	life.Lanes = lanes
	return life
}

// stage is a scene while lives are told by it.
type stage struct {
	*recording.Scene
	clock
	of    *check.Case
	after string
}

// marks are the moments at which somebody logged in or out.
func (s *stage) marks() (marks []reports.Event) {
	for i := range s.Jars {
		kind := ""
		switch s.Jars[i].Moment {
		case recording.AfterLogin, recording.AfterRelogin:
			kind = reports.LoggedIn
		case recording.AfterLogout:
			kind = reports.LoggedOut
		}
		if kind != "" {
			marks = append(marks, s.seen(kind, &s.Jars[i], ""))
		}
	}
	return marks
}

// span tells what became of one cookie; ok: it was there, or something happened to it.
func (s *stage) span(k *check.Cookie) (span reports.Span, ok bool) {
	expiring := s.Stage == recording.Aged || s.Stage == recording.Waited
	if expiring && s.ageing(k) == nil {
		return span, false
	}
	span = reports.Span{Stage: s.Stage.String(), Start: s.atStart(k), End: held(k, s.end()), Events: s.events(k)}
	s.carried(k, &span)
	span.Want, span.Late = s.want(k)
	span.Copy = s.copied(k)
	there := span.Start == reports.There || span.End == reports.There || span.Want == reports.There
	return span, there || span.Sent > 0 || len(span.Withheld) > 0 || len(span.Events) > 0
}

// start is the look at the jar before anything happened in the stage, or nil.
func (s *stage) start() *recording.Snapshot {
	if jar := s.Jar(recording.AtStart); jar != nil {
		return jar
	}
	return s.Jar(recording.BeforeExpiry)
}

// end is the last look at the jar, or nil.
func (s *stage) end() *recording.Snapshot {
	if len(s.Jars) == 0 {
		return nil
	}
	return &s.Jars[len(s.Jars)-1]
}

// atStart tells whether the jar held k as the stage began. The first of all began with an empty one.
func (s *stage) atStart(k *check.Cookie) reports.Held {
	if jar := s.start(); jar != nil || s.Stage != recording.Visit {
		return held(k, jar)
	}
	return reports.Gone
}

// ageing is what was done to k's dates, or nil: its end was not looked for.
func (s *stage) ageing(k *check.Cookie) *recording.Ageing {
	for i, a := range s.Aged {
		if k.Is(a.Which) {
			return &s.Aged[i]
		}
	}
	return nil
}

// carried counts the requests that carried k, and those that the browser kept it from.
func (s *stage) carried(k *check.Cookie, span *reports.Span) {
	index := map[string]int{}
	for i := range k.Requests {
		r := &k.Requests[i]
		switch {
		case r.Scene != s.Scene:
		case r.Went:
			span.Sent++
		default:
			for _, reason := range r.Withheld {
				n, ok := index[reason]
				if !ok {
					n = len(span.Withheld)
					index[reason] = n
					span.Withheld = append(span.Withheld, reports.Withheld{Reason: reason, At: r.Shown(k).At})
				}
				span.Withheld[n].Count++
			}
		}
	}
}

func held(k *check.Cookie, jar *recording.Snapshot) reports.Held {
	switch {
	case jar == nil:
		return reports.Unseen
	case k.In(jar) != nil:
		return reports.There
	}
	return reports.Gone
}
