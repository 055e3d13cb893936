package checktest

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Reads says, by check, what a change of can turn one of its passes into something else: see [Group]. What else stands in the
// recordings that it passes on is not read, for the reason of [spared] or of Spares.
type Reads map[string]string

// Spares are reasons why a check passes whatever becomes of something, by "area/name group".
type Spares map[string]string

// spared are the usual reasons.
var spared = map[string]string{
	"answers":  "it judges what an answer sets, whatever its status, header fields and time",
	"jars":     "it judges what was asked and answered, whatever the jar held",
	"lines":    "it judges what became of a cookie, whatever line set it",
	"requests": "it judges what was found of the login or in the jar, whatever requests led there",
	"sent":     "it does not judge which cookies go with which request",
}

// Group is what of a recording a kind of mutant is about: "lines", "sent" (the cookies of a request), "answers" (the rest of an
// answer) and "requests" of the exchanges; else the list of the scene: "jars", "probes".
func Group(kind string) string {
	path, _, _ := strings.Cut(kind, " ")
	list, field, _ := strings.Cut(path, ".")
	field, _, _ = strings.Cut(field, ".")
	switch {
	case list != "exchanges":
		return list
	case field == "lines":
		return "lines"
	case field == "pairs" || field == "associated":
		return "sent"
	case field == "status" || field == "header" || field == "error" || field == "answered" || field == "answered_at":
		return "answers"
	}
	return "requests"
}

// tally is what came of mutants: by check and group, whether one was killed.
type tally struct {
	sync.Mutex
	killed map[string]map[string]bool
}

var tried = tally{killed: map[string]map[string]bool{}}

func (t *tally) is(id, group string) (killed bool) {
	t.Lock()
	defer t.Unlock()
	return t.killed[id][group]
}

func (t *tally) note(id, group string, killed bool) {
	t.Lock()
	defer t.Unlock()
	if t.killed[id] == nil {
		t.killed[id] = map[string]bool{}
	}
	t.killed[id][group] = t.killed[id][group] || killed
}

// Mutations is the TestMain of an area: it runs the tests and then compares what mutants of the recordings that checks pass on
// were killed, by a verdict other than pass, with what the checks are said to read. Where only some tests run, it compares nothing.
func Mutations(m *testing.M, reads Reads, spares Spares) int {
	code := m.Run()
	if only := flag.Lookup("test.run").Value.String() + flag.Lookup("test.skip").Value.String() + flag.Lookup("test.list").Value.String() + flag.Lookup("test.fuzz").Value.String(); code != 0 || only != "" {
		return code
	}
	for _, problem := range compare(tried.killed, reads, spares) {
		fmt.Fprintln(os.Stderr, "mutants: "+problem)
		code = 1
	}
	return code
}

func compare(killed map[string]map[string]bool, reads Reads, spares Spares) (problems []string) {
	stale := maps.Clone(spares)
	for _, id := range slices.Sorted(maps.Keys(killed)) {
		var dead []string
		for _, group := range slices.Sorted(maps.Keys(killed[id])) {
			if killed[id][group] {
				dead = append(dead, group)
				continue
			}
			if spared[group] == "" && spares[id+" "+group] == "" {
				problems = append(problems, fmt.Sprintf("%s passes whatever becomes of the %s; say why in Spares", id, group))
			}
			delete(stale, id+" "+group)
		}
		if got := strings.Join(dead, " "); got != reads[id] || got == "" {
			problems = append(problems, fmt.Sprintf("%s reads %q, not %q: is that right? then say so in mutants_test.go", id, got, reads[id]))
		}
	}
	for id := range reads {
		if killed[id] == nil {
			problems = append(problems, id+" passes in no table")
		}
	}
	for about := range stale {
		problems = append(problems, about+" is explained, and does not survive")
	}
	return problems
}

// kill tries the mutants of a recording that a check passes on. One is enough in each group.
func kill(c check.Check, r *recording.Recording, row Row) {
	if size(r) > 100 {
		return // such a row is about numbers
	}
	EachMutant(r, func(m Mutant) {
		group := Group(m.Kind)
		if tried.is(c.ID, group) {
			return
		}
		of := check.NewCase(m.Recording)
		subjects := row.subjects(c.Subjects(of))
		tried.note(c.ID, group, len(subjects) != 1 || c.Apply(of, subjects[0]).Outcome != check.Passed)
	})
}

// size is how many exchanges, lines and cookies of jars there are.
func size(r *recording.Recording) (n int) {
	for _, s := range r.Scenes {
		for _, e := range s.Exchanges {
			n += 1 + len(e.Lines) + len(e.Pairs)
		}
		for _, jar := range s.Jars {
			n += len(jar.Cookies)
		}
	}
	return n
}

// lacking tries the recording without each part that the check needs, and with each broken: that is never judged.
func lacking(t *testing.T, c check.Check, r *recording.Recording, row Row) {
	t.Helper()
	for _, part := range c.Needs.Each() {
		for _, without := range []bool{true, false} {
			m := *r
			m.Scenes = slices.DeleteFunc(slices.Clone(r.Scenes), func(s recording.Scene) bool { return without && s.Stage == part })
			for i := range m.Scenes {
				if m.Scenes[i].Stage == part {
					m.Scenes[i].State = recording.Failed
				}
			}
			of := check.NewCase(&m)
			for _, s := range row.subjects(c.Subjects(of)) {
				if v := c.Apply(of, s); v.Outcome != check.Undecided {
					t.Errorf("%s without %s (gone: %t)", v.Outcome, part, without)
				}
			}
		}
	}
}
