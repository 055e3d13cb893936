package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/fixtures/truth"
)

// tally is what was found of all claims, in all rounds.
type tally struct {
	claims     []truth.Claim
	first      []*truth.Found       // of the first round
	wrong      [][]truth.Difference // by claim: the rounds that were not as claimed
	unstable   [][]string           // by claim: how verdicts of later rounds differ from those of the first
	frameworks []framework
}

func newTally(claims []truth.Claim) *tally {
	n := len(claims)
	return &tally{claims: claims, first: make([]*truth.Found, n), wrong: make([][]truth.Difference, n), unstable: make([][]string, n)}
}

// add takes what a round found of a claim.
func (t *tally) add(i int, found truth.Found) {
	if d := t.claims[i].Compare(found); !d.None() {
		t.wrong[i] = append(t.wrong[i], d)
	}
	if t.first[i] == nil {
		t.first[i] = &found
		return
	}
	t.unstable[i] = append(t.unstable[i], truth.Unstable(*t.first[i], found)...)
}

// word is what there is to say of a claim in one.
func (t *tally) word(i int) string {
	switch {
	case t.first[i] == nil:
		return "not asked"
	case len(t.wrong[i]) > 0:
		return "DIFFERS"
	case len(t.unstable[i]) > 0:
		return "UNSTABLE"
	}
	return "as claimed"
}

// print shows the matrix: the defects, each with the checks that must fail on it, then the clean targets.
func (t *tally) print(w io.Writer) {
	for _, clean := range []bool{false, true} {
		fmt.Fprintln(w, map[bool]string{false: "defects, each with exactly the checks that fail", true: "\nclean targets, on which none does"}[clean])
		for i, claim := range t.claims {
			if claim.Clean != clean {
				continue
			}
			fmt.Fprintf(w, "%-10s  %s: %s\n", t.word(i), claim.Name, claim.What)
			if !clean {
				fmt.Fprintf(w, "            fails: %s\n", list(claim.Fails, claim.Strict))
			}
			for _, d := range t.wrong[i] {
				explain(w, d)
			}
			for _, text := range t.unstable[i] {
				fmt.Fprintf(w, "            not the same each time: %s\n", text)
			}
		}
	}
	for _, f := range t.frameworks {
		fmt.Fprintf(w, "%-10s  fixtures/%s: what its README justifies, and nothing else\n", f.word(), f.name)
	}
	fmt.Fprintln(w)
}

func list(fails, strict []string) string {
	text := strings.Join(fails, " ")
	if len(strict) > 0 {
		text += "; under strict also: " + strings.Join(strict, " ")
	}
	return strings.TrimPrefix(text, "; ")
}

func explain(w io.Writer, d truth.Difference) {
	for _, line := range []struct {
		what  string
		texts []string
	}{{"missed", d.Missed}, {"false alarm", d.Invented}, {"inconclusive", d.Undecided}, {"and", d.Other}} {
		for _, text := range line.texts {
			fmt.Fprintf(w, "            %s: %s\n", line.what, text)
		}
	}
}

// verdict counts.
func (t *tally) verdict() string {
	var defects, detected, clean, alarms, open, unstable int
	for i, claim := range t.claims {
		missed := false
		for _, d := range t.wrong[i] {
			missed = missed || len(d.Missed) > 0
			alarms += len(d.Invented)
			open += len(d.Undecided) + len(d.Other)
		}
		unstable += len(t.unstable[i])
		switch {
		case claim.Clean:
			clean++
		default:
			defects++
			if !missed {
				detected++
			}
		}
	}
	for _, f := range t.frameworks {
		clean++
		if !f.passed {
			alarms++
		}
	}
	percent := 0
	if defects > 0 {
		percent = 100 * detected / defects // rounded down: 100 is all
	}
	text := fmt.Sprintf("detection %d %% (%d of %d defects), %d false alarms (%d clean targets)", percent, detected, defects, alarms, clean)
	if open > 0 {
		text += fmt.Sprintf(", %d undecided", open)
	}
	if unstable > 0 {
		text += fmt.Sprintf(", %d verdicts that were not the same each time", unstable)
	}
	return text
}

// measured says by what: how many checks, which Chrome.
func (t *tally) measured() string {
	ids, product := map[string]bool{}, ""
	for _, found := range t.first {
		if found == nil || found.Err != nil {
			continue
		}
		product = found.Baseline.Browser.Product
		for _, r := range found.Baseline.Results {
			ids[r.ID] = true
		}
	}
	if len(ids) == 0 {
		return "the applications alone"
	}
	return fmt.Sprintf("%d checks, %s", len(ids), product)
}

// audit enters one more round of the applications. What fails once has failed.
func (t *tally) audit(round []framework) {
	for _, f := range round {
		i := slices.IndexFunc(t.frameworks, func(known framework) bool { return known.name == f.name })
		if i < 0 {
			t.frameworks = append(t.frameworks, f)
			continue
		}
		t.frameworks[i].passed = t.frameworks[i].passed && f.passed
	}
}

// holds tells whether something was measured, and all of it is as claimed, each time.
func (t *tally) holds() bool {
	wrong := func(of []truth.Difference) bool { return len(of) > 0 }
	differs := func(of []string) bool { return len(of) > 0 }
	failed := func(f framework) bool { return !f.passed }
	return len(t.claims)+len(t.frameworks) > 0 &&
		!slices.ContainsFunc(t.wrong, wrong) && !slices.ContainsFunc(t.unstable, differs) && !slices.ContainsFunc(t.frameworks, failed)
}
