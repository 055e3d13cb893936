package recording_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/runner/recording"
)

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
