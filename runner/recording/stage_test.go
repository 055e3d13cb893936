package recording_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/runner/recording"
)

func TestPartNames(t *testing.T) {
	t.Parallel()
	for part, want := range map[recording.Stage]string{
		0:                                    "",
		recording.Visit:                      "visit",
		recording.Waited | recording.Visit:   "visit+waited",
		recording.Restart | recording.Browse: "browse+restart",
		1 << 31:                              "",
	} {
		if got := part.String(); got != want {
			t.Errorf("part %d is %q, want %q", part, got, want)
		}
	}
}

func TestGatheredParts(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		wanted recording.Stage
		login  bool
		want   string
	}{
		{0, false, "visit"},
		{recording.CookieLoss, false, "visit+restart+loss"},
		{recording.Echo, false, "visit+restart+echo"},
		{recording.Crash, false, "visit+crash"},
		{recording.Crash, true, "visit+login+crash+replay"},
	} {
		if got := recording.Gathered(row.wanted, row.login).String(); got != row.want {
			t.Errorf("wanted %q, login %t: %q, want %q", row.wanted, row.login, got, row.want)
		}
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	all := recording.Stage(0)
	for _, p := range recording.Stages {
		if p.String() == "" || len(p.Each()) != 1 || all.Has(p) {
			t.Errorf("%d is not a part of its own with a name", p)
		}
		all |= p
	}
	if !slices.Equal(all.Each(), recording.Stages) {
		t.Errorf("all parts are %v, want %v", all.Each(), recording.Stages)
	}
	if !slices.IsSorted(recording.Stages) {
		t.Errorf("%v are not in the order of their values, by which scenes are sorted", recording.Stages)
	}
}

func TestHas(t *testing.T) {
	t.Parallel()
	both := recording.Visit | recording.Browse
	for _, row := range []struct {
		name string
		p, q recording.Stage
		want bool
	}{
		{"one of two", both, recording.Visit, true},
		{"both of two", both, both, true},
		{"two of one", recording.Visit, both, false},
		{"another", both, recording.Fresh, false},
		{"none", recording.Visit, 0, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := row.p.Has(row.q); got != row.want {
				t.Errorf("%q has %q: %t", row.p, row.q, got)
			}
		})
	}
}

func TestPartTextIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := parts.Draw(t, "parts")
		text, err := want.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var got recording.Stage
		if err := got.UnmarshalText(text); err != nil || got != want {
			t.Fatalf("%s was read as %s, %v", want, got, err)
		}
	})
}

// parts draws sets of one part or more.
var parts = rapid.Map(rapid.SliceOfN(rapid.SampledFrom(recording.Stages), 1, 4), func(list []recording.Stage) (sum recording.Stage) {
	for _, p := range list {
		sum |= p
	}
	return sum
})

func TestUnknownParts(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "Visit", "visit+", "visit,browse", "visit+nowhere", " visit"} {
		p := recording.Crash
		if err := p.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), "unknown part") || p != recording.Crash {
			t.Errorf("%q was read as %q, %v", text, p, err)
		}
	}
}
