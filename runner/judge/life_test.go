package judge_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/judge"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestLife tells lives in one line a stage: "restart: gone (as it should) > there, set".
func TestLife(t *testing.T) {
	ends := Account(func(s *recording.Session) { s.Expected.Restart = "ends" })
	for name, row := range map[string]struct {
		of   []Element
		want []string
	}{
		"a session cookie dies with its browser, and is set anew": {
			[]Element{Visit(Get("/").Sets("a=1")), Restart(Get("/").Sets("a=2"))},
			[]string{"visit: gone > there, set visit#1", "restart: gone (as it should) > there, set restart#1"},
		},
		"a session cookie that outlives the restart is astray": {
			[]Element{Visit(Get("/").Sets("a=1")), Restart(Hold("a=1"), Get("/"))},
			[]string{"visit: gone > there, set visit#1", "restart: there (astray) > there, sent 1"},
		},
		"one that was declared to end and has a lifetime is, too": {
			[]Element{Declare(recording.Declaration{Name: "a", Session: true}), Visit(Get("/").Sets("a=1; Max-Age=600")), Restart(Get("/"))},
			[]string{"visit: gone > there, set visit#1", "restart: there (astray) > there, sent 1"},
		},
		"a persistent cookie that the restart lost is astray": {
			[]Element{Visit(Get("/").Sets("a=1; Max-Age=600")), Restart(Forget("a"), Get("/"))},
			[]string{"visit: gone > there, set visit#1", "restart: gone (astray) > gone"},
		},
		"a login that was to end with the browser makes its cookie astray": {
			[]Element{ends, Role("a", "session"), Visit(Get("/").Sets("a=1; Max-Age=600")), Restart(Get("/"), Ask(recording.Restarted, recording.In))},
			[]string{"visit: gone > there, set visit#1", "restart: there (astray) > there, sent 1"},
		},
		"where the login did end, the cookie may stay": {
			[]Element{ends, Role("a", "session"), Visit(Get("/").Sets("a=1; Max-Age=600")), Restart(Get("/"), Ask(recording.Restarted, recording.Out))},
			[]string{"visit: gone > there, set visit#1", "restart: there (as it should) > there, sent 1"},
		},
		"renewals one after the other are counted": {
			[]Element{Visit(Get("/").Sets("a=1"), Get("/").Sets("a=1"), Get("/").Sets("a=2"), Get("/").Sets("a=; Max-Age=0"))},
			[]string{"visit: gone > gone, sent 3, set visit#1, 2 renewed visit#2, deleted visit#4"},
		},
		"what is withheld is counted by its reason": {
			[]Element{Visit(Get("/").Sets("a=1; Path=/x"), Get("/y").Withholds("a", "NotOnPath"), Get("/z").Withholds("a", "NotOnPath"))},
			[]string{"visit: gone > there, 2 withheld NotOnPath visit#2, set visit#1"},
		},
		"a line that is refused changes nothing": {
			[]Element{Visit(Get("/").Sets("__Host-a=1"))},
			[]string{"visit: gone > gone, refused visit#1"},
		},
		"a script sets and removes": {
			[]Element{Visit(Get("/"), Hold("a=1"), Get("/")), Browse(Get("/"), Forget("a"), Get("/"))},
			[]string{"visit: gone > there, sent 1, appeared visit@end", "browse: there > gone, sent 1, vanished browse@end"},
		},
		"its dates moved back, it ends to the second": {
			[]Element{Visit(Get("/").Sets("a=1; Max-Age=86400")), Aged(Get("/"), Wait(2*time.Second), Get("/"), Wait(2*time.Second), Look(recording.AfterExpiry), Get("/"))},
			[]string{"visit: gone > there, set visit#1", "aged: there > gone (as it should), sent 2, due at 3.0 s"},
		},
		"one that is still there after its end is astray": {
			[]Element{Visit(Get("/").Sets("a=1; Max-Age=86400")), Aged(Get("/"), Wait(5*time.Second), Hold("a=1; Max-Age=60"), Look(recording.AfterExpiry))},
			[]string{"visit: gone > there, set visit#1", "aged: there > there (astray), sent 1, due at 3.0 s"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			run := judge.Run(Record(row.of...), nil, judge.Options{})
			if len(run.Life.Lanes) != 1 {
				t.Fatalf("%d lanes", len(run.Life.Lanes))
			}
			if diff := cmp.Diff(row.want, tell(run.Life)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func tell(l *reports.Life) (lines []string) {
	began := map[string]float64{}
	for _, s := range l.Stages {
		began[s.Name] = s.From
	}
	for _, s := range l.Lanes[0].Spans {
		mark := map[bool]string{true: " (as it should)"}[s.Want != reports.Unseen]
		if s.Astray() {
			mark = " (astray)"
		}
		start, end := string(s.Start)+mark, string(s.End)
		if s.Late {
			start, end = string(s.Start), string(s.End)+mark
		}
		facts := []string{s.Stage + ": " + start + " > " + end}
		if s.Sent > 0 {
			facts = append(facts, fmt.Sprint("sent ", s.Sent))
		}
		for _, w := range s.Withheld {
			facts = append(facts, fmt.Sprint(w.Count, " withheld ", w.Reason, " ", w.At))
		}
		for _, e := range s.Events {
			fact := e.Kind + " " + e.At
			if e.Count > 0 {
				fact = fmt.Sprint(e.Count, " ", fact)
			}
			if e.Kind == reports.Due {
				fact = fmt.Sprintf("due at %.1f s", e.Time-began[s.Stage])
			}
			facts = append(facts, fact)
		}
		lines = append(lines, strings.Join(facts, ", "))
	}
	return lines
}

// TestLifeOfACopy: what a session's cookie was worth after the logout is known only where it was worth something before.
func TestLifeOfACopy(t *testing.T) {
	for name, row := range map[string]struct {
		before, after recording.Answer
		role          string
		want          reports.Held
	}{
		"it still works":                {recording.In, recording.In, "session", reports.There},
		"it is worth nothing":           {recording.In, recording.Out, "session", reports.Gone},
		"it never worked":               {recording.Out, recording.Out, "session", reports.Unseen},
		"nobody can tell":               {recording.In, recording.Unclear, "session", reports.Unseen},
		"the cookie is not the session": {recording.In, recording.In, "preference", reports.Unseen},
	} {
		run := judge.Run(Record(Account(), Role("a", row.role), Visit(Get("/")),
			Logout(Get("/login").Sets("a=1"), Look(recording.BeforeLogout), Get("/logout").Sets("a=; Max-Age=0"), Look(recording.AfterLogout), Get("/")),
			Replay(Ask(recording.BeforeOut, row.before), Ask(recording.AfterOut, row.after))), nil, judge.Options{})
		spans := run.Life.Lanes[0].Spans
		if got := spans[len(spans)-1].Copy; got != row.want {
			t.Errorf("%s: got %q, want %q", name, got, row.want)
		}
	}
}

// TestLifeMarksTheLogin: somebody logs in, and out, at a place in the stage.
func TestLifeMarksTheLogin(t *testing.T) {
	run := judge.Run(Record(Account(), Visit(Get("/").Sets("a=1")), Logout(Get("/login"), Look(recording.AfterLogin), Get("/"), Look(recording.AfterLogout), Get("/"))), nil, judge.Options{})
	stage := run.Life.Stages[1]
	if len(stage.Marks) != 2 || stage.Marks[0].Kind != reports.LoggedIn || stage.Marks[1].Kind != reports.LoggedOut || stage.Marks[0].Place >= stage.Marks[1].Place {
		t.Errorf("%+v", stage.Marks)
	}
	if stage.Line == run.Life.Stages[0].Line {
		t.Error("the browser that logs out is not the one that visits")
	}
}

// TestLifeOfTheLab: of the conformant site, as a real Chrome met it, no cookie is astray, and each is seen to be set.
func TestLifeOfTheLab(t *testing.T) {
	f, err := os.Open("../../fixtures/recordings/lab.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := recording.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	life := judge.Run(r, nil, judge.Options{}).Life
	if len(life.Stages) < 10 || len(life.Lanes) < 9 {
		t.Fatalf("%d stages, %d lanes", len(life.Stages), len(life.Lanes))
	}
	for _, lane := range life.Lanes {
		set := false
		for _, s := range lane.Spans {
			if s.Astray() {
				t.Errorf("%s is astray in %s: %+v", lane.Cookie.Name, s.Stage, s)
			}
			set = set || slices.ContainsFunc(s.Events, func(e reports.Event) bool { return e.Kind == reports.Set || e.Kind == reports.Appeared })
		}
		if !set {
			t.Errorf("%s was never set", lane.Cookie.Name)
		}
	}
}
