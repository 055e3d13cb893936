package gather

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/google/go-cmp/cmp"
)

func TestAltered(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		value string
		want  []alteration
	}{
		"nothing":                    {"", nil},
		"too short to have places":   {"abcdefg", nil},
		"too few letters and digits": {"a-b-c-d-e-f-g-----", nil},
		"letters":                    {"aaaaaaaaaaaaaaaa", places("aabaaaaaaaaaaaaa", "aaaaaaaabaaaaaaa", "aaaaaaaaaaaaaaba", "aaaaaaaaaaaaaaab")},
		"the last of its kind gives way to the first": {
			"9999zzzzzzzzZZZZ", places("9909zzzzzzzzZZZZ", "9999zzzzazzzZZZZ", "9999zzzzzzzzZZAZ", "9999zzzzzzzzZZZA"),
		},
		"hexadecimal digits stay such":                {"fffffffffffffFFFF", places("ffaffffffffffFFFF", "ffffffffaffffFFFF", "fffffffffffffFFAF"[:14]+"AFF", "fffffffffffffFFFA")},
		"a last character of which not all may count": {"aaaaaaaaaaaaaaaag", places("aabaaaaaaaaaaaaag", "aaaaaaaabaaaaaaag", "aaaaaaaaaaaaaabag")},
		"what is percent-encoded stays":               {"%41%41aaaaaaaaaag", places("%41%41abaaaaaaaag", "%41%41aaaaabaaaag", "%41%41aaaaaaaaabg")},
		"the name of a server stays":                  {"aaaaaaaaaaaaaaaa.worker1", places("aabaaaaaaaaaaaaa.worker1", "aaaaaaaabaaaaaaa.worker1", "aaaaaaaaaaaaaaba.worker1")},
		"before a value, too":                         {"srv1~aaaaaaaaaaaaaaaag", places("srv1~aabaaaaaaaaaaaaag", "srv1~aaaaaaaabaaaaaaag", "srv1~aaaaaaaaaaaaaabag")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(row.want, altered(row.value), cmp.AllowUnexported(alteration{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// places are the alterations of single characters, in their order.
func places(values ...string) (all []alteration) {
	for i, value := range values {
		at := []string{"another character at the start", "another character in the middle", "another character at the end", "another last character"}[i]
		all = append(all, alteration{at, value})
	}
	return all
}

// TestRewritten is a value whose content says one thing more, in the form that it had.
func TestRewritten(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ value, want string }{
		"Base64":                               {"eyJ1c2VyIjoiYWRhIn0", "eyJ1c2VyIjoiYWRhIiwieCI6MH0"},
		"Base64 with padding":                  {"eyJ1c2VyIjoiYWRhIn0=", "eyJ1c2VyIjoiYWRhIiwieCI6MH0="},
		"before a signature":                   {"eyJ1c2VyIjoiYWRhIn0.c2lnbmF0dXJl", "eyJ1c2VyIjoiYWRhIiwieCI6MH0.c2lnbmF0dXJl"},
		"a token: its payload, not its header": {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEiLCJ4IjowfQ.c2ln"},
		"percent-encoded":                      {"%7B%22user%22%3A%22ada%22%7D", "%7B%22user%22%3A%22ada%22%2C%22x%22%3A0%7D"},
		"nothing in it":                        {"%7B%7D", "%7B%22x%22%3A0%7D"},
		"a list":                               {"%5B1%5D", "%5B1%2C0%5D"},
		"no content":                           {"31d4d96e407aad42b2c931d4d96e407a", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := rewritten(row.value)
			if row.want == "" && len(all) > 0 || row.want != "" && (len(all) != 1 || all[0].value != row.want) {
				t.Errorf("got %v, want %s", all, row.want)
			}
		})
	}
}

func TestRedated(t *testing.T) {
	t.Parallel()
	const mac = "c2lnbmF0dXJlc2lnbmF0dXJl"
	for value, want := range map[string]string{
		"ada.1764560000." + mac:        "ada.1764560001." + mac,
		"1764560009.x7." + mac:         "1764560000.x7." + mac,
		"ada.17645600." + mac:          "", // no time
		"1764560000." + mac:            "", // an ID that begins with the time, for all anybody knows
		mac + ".1764560000.worker1":    "",
		"31d4d96e407aad42b2c931d4d96e": "",
	} {
		if got := redated(value); want == "" && got != nil || want != "" && (len(got) != 1 || got[0].value != want) {
			t.Errorf("%s: %v, not %s", value, got, want)
		}
	}
}

func TestChangeable(t *testing.T) {
	t.Parallel()
	for value, want := range map[string][]int{
		"":        nil,
		"-_.~ %":  nil,
		"a-1-Z":   {0, 2, 4},
		"a%2Fb":   {0, 4},
		"%2f%2F":  nil,
		"a%4":     {0, 2}, // cut short: nothing is encoded
		"caf\xe9": {0, 1, 2},
	} {
		if got := changeable(value); !slices.Equal(got, want) {
			t.Errorf("changeable(%q) = %v, want %v", value, got, want)
		}
	}
}

// TestLikeness: a planted value is refused for being unknown, never for its form.
func TestLikeness(t *testing.T) {
	t.Parallel()
	kind := func(c byte) string {
		for _, kind := range []string{"0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} {
			if strings.IndexByte(kind, c) >= 0 {
				return kind
			}
		}
		return string(c)
	}
	for _, value := range []string{"kq7v0d1o2m9x8c4b5n6z3l1h0g2f7s8a", "Kq7V-0d1O_2m9X.8c4B", "s%3Akq7v0d1o2m9x8c4b%2Fn6z3"} {
		got := lookalike(value)
		if got == value || got == lookalike(value) || len(got) != len(value) {
			t.Errorf("%s is like %s", got, value)
			continue
		}
		for i := range len(value) {
			if kind(got[i]) != kind(value[i]) {
				t.Errorf("%s is not of the form of %s", got, value)
				break
			}
		}
		if strings.Contains(value, "%") && (!strings.Contains(got, "%3A") || !strings.Contains(got, "%2F")) {
			t.Errorf("%s encodes something else than %s", got, value)
		}
	}
	for _, value := range []string{"9f86d081884c7d659a2feaa0c55ad015", "9F86D081884C7D659A2FEAA0C55AD015"} {
		got := lookalike(value)
		if strings.Trim(strings.ToLower(got), "0123456789abcdef") != "" || strings.ToUpper(got) == got != (strings.ToUpper(value) == value) {
			t.Errorf("%s is not hexadecimal as %s", got, value)
		}
	}
}

func TestWithout(t *testing.T) {
	t.Parallel()
	a, b := &network.Cookie{Name: "a", Domain: "x.test", Path: "/"}, &network.Cookie{Name: "a", Domain: "x.test", Path: "/shop"}
	jar := []*network.Cookie{a, b}
	if got := without(jar, &network.Cookie{Name: "a", Domain: "x.test", Path: "/", Value: "other"}); len(got) != 1 || got[0] != b {
		t.Errorf("%v is left", got)
	}
	if len(jar) != 2 || jar[0] != a {
		t.Errorf("the jar itself became %v", jar)
	}
}
