package reports

import "testing"

func TestASubjectIsNamed(t *testing.T) {
	t.Parallel()
	for want, s := range map[string]Subject{
		"the site":             {Kind: "site"},
		"sid (a.test/x)":       {Kind: "cookie", Name: "sid", Domain: "a.test", Path: "/x"},
		"(nameless) (a.test/)": {Kind: "cookie", Domain: "a.test", Path: "/"},
		"nope":                 {Kind: "cookie", Name: "nope"}, // declared, and never seen
	} {
		if got := s.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
