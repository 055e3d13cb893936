package main

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/fixtures/truth"
	"github.com/cookiespec/cookiespec/reports"
)

// found is an audit in which checks failed (of one cookie), or came out as "id=outcome".
func found(ids ...string) truth.Found {
	run := reports.Run{Browser: reports.Browser{Product: "Chrome/156"}}
	for _, id := range ids {
		id, outcome, given := strings.Cut(id, "=")
		if !given {
			outcome = reports.Fail
		}
		run.Results = append(run.Results, reports.Result{ID: id, Outcome: outcome, Subject: reports.Subject{Kind: "cookie", Name: "a"}})
	}
	return truth.Found{Baseline: run, Strict: run}
}

func TestWhatIsCounted(t *testing.T) {
	t.Parallel()
	defect := truth.Claim{Name: "https/flawed", What: "a flaw", Fails: []string{"set/secure"}}
	clean := truth.Claim{Name: "https/fine", What: "none", Clean: true, Inconclusive: []string{"set/stored"}}
	for _, row := range []struct {
		name       string
		defect     []truth.Found // of each round
		clean      []truth.Found
		frameworks []framework
		verdict    string
		holds      bool
	}{
		{"all is as claimed", []truth.Found{found("set/secure")}, []truth.Found{found("set/secure=pass")}, nil,
			"detection 100 % (1 of 1 defects), 0 false alarms (1 clean targets)", true},
		{"a defect is missed", []truth.Found{found("set/secure=pass")}, []truth.Found{found()}, nil,
			"detection 0 % (0 of 1 defects), 0 false alarms (1 clean targets)", false},
		{"a defect raises another alarm", []truth.Found{found("set/secure", "set/http-only")}, []truth.Found{found()}, nil,
			"detection 100 % (1 of 1 defects), 1 false alarms (1 clean targets)", false},
		{"an alarm on what is clean", []truth.Found{found("set/secure")}, []truth.Found{found("set/secure")}, nil,
			"detection 100 % (1 of 1 defects), 1 false alarms (1 clean targets)", false},
		{"inconclusive where that is allowed", []truth.Found{found("set/secure")}, []truth.Found{found("set/stored=inconclusive")}, nil,
			"detection 100 % (1 of 1 defects), 0 false alarms (1 clean targets)", true},
		{"inconclusive where it is not", []truth.Found{found("set/secure", "set/stored=inconclusive")}, []truth.Found{found()}, nil,
			"detection 100 % (1 of 1 defects), 0 false alarms (1 clean targets), 1 undecided", false},
		{"missed the second time", []truth.Found{found("set/secure"), found("set/secure=pass")}, []truth.Found{found(), found()}, nil,
			"detection 0 % (0 of 1 defects), 0 false alarms (1 clean targets), 1 verdicts that were not the same each time", false},
		{"another outcome that nobody claims", []truth.Found{found("set/secure", "sent/no-twins=pass"), found("set/secure", "sent/no-twins=not-applicable")}, []truth.Found{found(), found()}, nil,
			"detection 100 % (1 of 1 defects), 0 false alarms (1 clean targets), 1 verdicts that were not the same each time", false},
		{"nothing could be gathered", []truth.Found{{Err: errors.New("Chrome died")}}, []truth.Found{found()}, nil,
			"detection 0 % (0 of 1 defects), 0 false alarms (1 clean targets), 1 undecided", false},
		{"an application has another finding", []truth.Found{found("set/secure")}, []truth.Found{found()}, []framework{{"django TestTruth", false}},
			"detection 100 % (1 of 1 defects), 1 false alarms (2 clean targets)", false},
	} {
		tally := newTally([]truth.Claim{defect, clean})
		for i := range row.defect {
			tally.add(0, row.defect[i])
			tally.add(1, row.clean[i])
		}
		tally.frameworks = row.frameworks
		if got := tally.verdict(); got != row.verdict || tally.holds() != row.holds {
			t.Errorf("%s: %s\nholds: %t", row.name, got, tally.holds())
		}
	}
	if newTally(nil).holds() {
		t.Error("nothing was measured, and it holds")
	}
}

// TestAnApplicationHasFailedIfItDidOnce: whatever the other rounds say.
func TestAnApplicationHasFailedIfItDidOnce(t *testing.T) {
	t.Parallel()
	tally := newTally(nil)
	for _, passed := range []bool{true, false, true} {
		tally.audit([]framework{{"django TestTruth", true}, {"express TestTruth", passed}})
	}
	want := []framework{{"django TestTruth", true}, {"express TestTruth", false}}
	if diff := cmp.Diff(want, tally.frameworks, cmp.AllowUnexported(framework{})); diff != "" || tally.holds() {
		t.Error(diff)
	}
}

func TestTheMatrix(t *testing.T) {
	t.Parallel()
	tally := newTally([]truth.Claim{
		{Name: "https/flawed", What: "a flaw", Fails: []string{"set/secure"}, Strict: []string{"set/declared"}},
		{Name: "https/fine", What: "none", Clean: true},
		{Name: "https/later", What: "none, too", Clean: true},
	})
	tally.add(0, found("set/secure=pass", "set/stored", "set/grammar=inconclusive", "set/declared"))
	tally.add(1, found("set/secure=pass"))
	tally.frameworks = []framework{{"django TestTruth", true}}
	var b bytes.Buffer
	tally.print(&b)
	const want = `defects, each with exactly the checks that fail
DIFFERS     https/flawed: a flaw
            fails: set/secure; under strict also: set/declared
            missed: set/secure
            false alarm: set/declared
            false alarm: set/stored
            inconclusive: set/grammar

clean targets, on which none does
as claimed  https/fine: none
not asked   https/later: none, too
as claimed  fixtures/django TestTruth: what its README justifies, and nothing else

`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestWhatTheApplicationsTestsSay(t *testing.T) {
	t.Parallel()
	const events = `{"Action":"run","Package":"x/fixtures/django","Test":"TestTruth"}
{"Action":"pass","Package":"x/fixtures/django","Test":"TestTruth/with"}
{"Action":"fail","Package":"x/fixtures/django","Test":"TestTruth/without"}
{"Action":"fail","Package":"x/fixtures/django","Test":"TestTruth"}
{"Action":"fail","Package":"x/fixtures/django"}
{"Action":"skip","Package":"x/fixtures/goscs","Test":"TestTruth"}
{"Action":"pass","Package":"x/fixtures/goscs"}
{"Action":"fail","Package":"x/fixtures/express"}
`
	got, err := read(strings.NewReader(events), io.Discard)
	want := []framework{{"django TestTruth/with", true}, {"django TestTruth/without", false}, {"goscs TestTruth", false}, {"express", false}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(framework{})); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestWhatMayBeAskedFor(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"-times 0", "-load -1", "-jobs 0", "-sites (", "extra", "-nonsense"} {
		if _, err := parse(strings.Fields(words), io.Discard); err == nil {
			t.Errorf("%s is taken", words)
		}
	}
	if o, err := parse(strings.Fields("-sites a|b -times 10 -load 2 -frameworks=false -narrow"), io.Discard); err != nil || o.rounds != 10 || o.load != 2 || o.frameworks || !o.narrow {
		t.Errorf("%+v, %v", o, err)
	}
}
