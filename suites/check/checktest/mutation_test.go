package checktest

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestMutants: there is one of each kind that is told apart, and the recording itself stays as it was.
func TestMutants(t *testing.T) {
	t.Parallel()
	r := Record(Visit(Get("/").Sets("a=1; Secure; HttpOnly"), Get("/next")), Restart(Get("/")))
	before := written(t, r)
	kinds := map[string]int{}
	EachMutant(r, func(m Mutant) {
		kinds[m.Kind]++
		if cmp.Equal(r, m.Recording) {
			t.Errorf("%s: nothing is changed", m.Kind)
		}
	})
	for _, kind := range []string{
		"exchanges dropped", "exchanges doubled", "exchanges swapped", "exchanges.lines dropped", "exchanges.lines.text altered",
		"exchanges.status altered", "exchanges.pairs.value.digest altered", "jars dropped", "jars.cookies dropped", "jars.cookies.secure altered",
	} {
		if kinds[kind] == 0 {
			t.Errorf("there is none of the kind %q", kind)
		}
	}
	if got := kinds["exchanges.lines.text altered"]; got != 3 { // empty, without each of two attributes
		t.Errorf("%d lines are altered", got)
	}
	if diff := cmp.Diff(before, written(t, r)); diff != "" {
		t.Errorf("the recording was changed: %s", diff)
	}
}

func written(t *testing.T, r *recording.Recording) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWhatOfMutantsIsWrong(t *testing.T) {
	t.Parallel()
	reads := Reads{"set/a": "jars lines", "set/gone": "lines", "set/blind": ""}
	got := compare(map[string]map[string]bool{
		"set/a":     {"lines": true, "jars": false, "kept": false},
		"set/blind": {"lines": false},
	}, reads, Spares{"set/a leaks": "why"})
	want := []string{
		`set/a passes whatever becomes of the kept; say why in Spares`,
		`set/a reads "lines", not "jars lines": is that right? then say so in mutants_test.go`,
		`set/blind reads "", not "": is that right? then say so in mutants_test.go`,
		`set/gone passes in no table`,
		`set/a leaks is explained, and does not survive`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if fine := compare(map[string]map[string]bool{"set/a": {"lines": true, "jars": false}}, Reads{"set/a": "lines"}, nil); len(fine) > 0 {
		t.Error(fine)
	}
}

// TestACheckThatReadsNothingIsFound: it passes whatever becomes of the recording, so no mutant of it is killed.
func TestACheckThatReadsNothingIsFound(t *testing.T) {
	t.Parallel()
	blind := check.Check{ID: "set/sees-nothing", Subjects: check.Site, Judge: func(*check.Case, *check.Subject) check.Verdict { return check.Pass("fine") }}
	kill(blind, Record(Visit(Get("/").Sets("a=1"))), Row{})
	problems := compare(map[string]map[string]bool{blind.ID: tried.killed[blind.ID]}, Reads{blind.ID: ""}, nil)
	if !slices.Contains(problems, `set/sees-nothing reads "", not "": is that right? then say so in mutants_test.go`) {
		t.Error(problems)
	}
}
