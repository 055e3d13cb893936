package recording_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestAlphabet: what is the same in all values is no part of it, once enough of the rest was seen.
func TestAlphabet(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]int{2: 36, 8: 10} {
		var values []string
		for i := range n {
			values = append(values, fmt.Sprintf("z%08d", (i+1)*11111111))
		}
		if got := recording.Measure(values).Alphabet; got != want {
			t.Errorf("%d values of eight digits behind a letter: an alphabet of %d, want %d", n, got, want)
		}
	}
}

func TestMeasure(t *testing.T) {
	t.Parallel()
	type places = []recording.Place
	for name, row := range map[string]struct {
		values []string
		want   recording.Sampled
	}{
		"nothing":            {nil, recording.Sampled{}},
		"one value":          {[]string{"a1"}, recording.Sampled{Values: 1, Shortest: 2, Longest: 2, Alphabet: 16, Places: places{{1, 1, 0}, {1, 1, 0}}}},
		"a counter":          {[]string{"17", "18", "19"}, recording.Sampled{Values: 3, Shortest: 2, Longest: 2, Alphabet: 10, Places: places{{1, 3, 2}, {3, 1, 2}}}},
		"upper-case digits":  {[]string{"A0", "0F"}, recording.Sampled{Values: 2, Shortest: 2, Longest: 2, Alphabet: 16, Places: places{{2, 1, 1}, {2, 1, 1}}}},
		"the same always":    {[]string{"z0", "z0"}, recording.Sampled{Values: 2, Shortest: 2, Longest: 2, Alphabet: 36, Places: places{{1, 2, 1}, {1, 2, 1}}}},
		"letters and digits": {[]string{"z0", "z1"}, recording.Sampled{Values: 2, Shortest: 2, Longest: 2, Alphabet: 36, Places: places{{1, 2, 1}, {2, 1, 1}}}},
		"one that ended":     {[]string{"ab", "a"}, recording.Sampled{Values: 2, Shortest: 1, Longest: 2, Alphabet: 16, Places: places{{1, 2, 1}, {2, 1, 1}}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(row.want, recording.Measure(row.values)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
