package gather

import (
	"strings"
	"testing"
)

// TestShows: a framework may have undone quotes and escapes, and a page may write what it got as JSON.
func TestShows(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		value, text string
		want        bool
	}{
		{"dark", "theme: dark", true},
		{"dark", "theme: light", false},
		{`"dark"`, "theme: dark", true},
		{"a%20b", "note: a b", true},
		{"a%20b", "note: a%20b", true},
		{`"a\054b"`, "note: a,b", true},
		{`"{}"`, `{"note": "\"{}\""}`, true},
		{`a"b`, `{"note": "a\"b"}`, true},
		{"100%", "share: 100%", true},
		{"a,b", "note: a", false},
	} {
		if got := shows(row.value, row.text); got != row.want {
			t.Errorf("%q is shown in %q: %t", row.value, row.text, got)
		}
	}
}

func FuzzReadings(f *testing.F) {
	f.Add(`"a\054b%20c"`)
	f.Add("%25252525")
	f.Fuzz(func(t *testing.T, value string) {
		if all := readings(value); all[0] != value || len(all) > 2*mostReadings+6 {
			t.Errorf("%d readings of %d bytes, the first is %q", len(all), len(value), all[0])
		}
		if !shows(value, strings.Repeat("x", 3)+value) {
			t.Error("a value is not seen in itself")
		}
	})
}
