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
		"letters": {"aaaaaaaaaaaaaaaa", []alteration{
			{"start", "aabaaaaaaaaaaaaa"}, {"middle", "aaaaaaaabaaaaaaa"}, {"end", "aaaaaaaaaaaaaaba"},
		}},
		"the last of its kind gives way to the first": {"9999zzzzzzzzZZZZ", []alteration{
			{"start", "9909zzzzzzzzZZZZ"}, {"middle", "9999zzzzazzzZZZZ"}, {"end", "9999zzzzzzzzZZAZ"},
		}},
		"hexadecimal digits stay such": {"ffffffffffffFFFF", []alteration{
			{"start", "ffafffffffffFFFF"}, {"middle", "ffffffffafffFFFF"}, {"end", "ffffffffffffFFAF"},
		}},
		"what is percent-encoded stays": {"%41%41aaaaaaaaaa", []alteration{
			{"start", "%41%41abaaaaaaaa"}, {"middle", "%41%41aaaaabaaaa"}, {"end", "%41%41aaaaaaaaba"},
		}},
		"the name of a server stays": {"aaaaaaaaaaaaaaaa.worker1", []alteration{
			{"start", "aabaaaaaaaaaaaaa.worker1"}, {"middle", "aaaaaaaabaaaaaaa.worker1"}, {"end", "aaaaaaaaaaaaaaba.worker1"},
		}},
		"before a value, too": {"srv1~aaaaaaaaaaaaaaaa", []alteration{
			{"start", "srv1~aabaaaaaaaaaaaaa"}, {"middle", "srv1~aaaaaaaabaaaaaaa"}, {"end", "srv1~aaaaaaaaaaaaaaba"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(row.want, altered(row.value), cmp.AllowUnexported(alteration{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestAlteredChangesOneOctet of each value that a framework gives, and not the last one.
func TestAlteredChangesOneOctet(t *testing.T) {
	t.Parallel()
	for _, value := range []string{
		"kq7v0d1o2m9x8c4b5n6z3l1h0g2f7s8a", "9f86d081-884c7d659a2f", "s%3Akq7v0d1o2m9x.aB3%2FaB3%2B", "eyJhIjoxfQ:1tAbCd:aB3_aB3-aB3_",
	} {
		all := altered(value)
		if len(all) != 3 {
			t.Errorf("%s is altered at %d places", value, len(all))
		}
		for _, a := range all {
			var changed []int
			for i := range value {
				if len(a.value) == len(value) && a.value[i] != value[i] {
					changed = append(changed, i)
				}
			}
			if len(changed) != 1 || changed[0] == len(value)-1 {
				t.Errorf("%s at the %s is %s", value, a.place, a.value)
			}
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
