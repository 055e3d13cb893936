package gather

import "testing"

func TestSiblingOf(t *testing.T) {
	t.Parallel()
	for host, want := range map[string][2]string{
		"127.0.0.1":         {"", ""},
		"::1":               {"", ""},
		"example.org":       {"cookiespec-elsewhere.example.org", "example.org"},
		"www.example.co.uk": {"cookiespec-elsewhere.example.co.uk", "example.co.uk"},
		"a.b.example.org":   {"cookiespec-elsewhere.b.example.org", "b.example.org"},
	} {
		if sibling, above := siblingOf(host); sibling != want[0] || above != want[1] {
			t.Errorf("%s: %q below %q, want %q", host, sibling, above, want)
		}
	}
}
