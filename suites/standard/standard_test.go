package standard_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/standard"
)

// sections are the lines of a list, by the number that each begins with.
func sections(t *testing.T, name string) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/sections/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]string{}
	for line := range strings.Lines(string(text)) {
		number, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		lines[number] = rest
	}
	return lines
}

// TestRequirementsAreThoseOfTheDocuments: each is there, once, and has the level and the file that its document gives it.
func TestRequirementsAreThoseOfTheDocuments(t *testing.T) {
	t.Parallel()
	lists := map[string]string{"ASVS 5.0": "asvs", "WSTG": "wstg", "RFC 6265bis": "rfc6265bis"}
	for _, document := range standard.Documents {
		list := sections(t, lists[document.Name()])
		seen := map[string]bool{}
		for _, r := range document.Requirements {
			rest, there := list[r.Section]
			if !there || seen[r.Section] || r.Source != document.Name() {
				t.Errorf("%s: there: %t, twice: %t", r, there, seen[r.Section])
			}
			seen[r.Section] = true
			if r.Text == "" || strings.HasSuffix(r.Text, ".") || (r.Sight == standard.Nothing) != (r.Reason != "") {
				t.Errorf("%s: the texts are %q and %q", r, r.Text, r.Reason)
			}
			if document.Name() == "ASVS 5.0" {
				if !strings.HasPrefix(standard.Words(r.Citation), "Verify that") {
					t.Errorf("%s says %q", r, standard.Words(r.Citation))
				}
				if level, _, _ := strings.Cut(rest, " "); level != strconv.Itoa(r.Level) {
					t.Errorf("%s is of level %d, not %s", r, r.Level, level)
				}
			} else if r.Level != 0 {
				t.Errorf("%s has a level", r)
			}
		}
	}
}

// TestEveryTestOfTheGuidesChapterIsListed.
func TestEveryTestOfTheGuidesChapterIsListed(t *testing.T) {
	t.Parallel()
	if got, want := len(standard.Documents[1].Requirements), len(sections(t, "wstg")); got != want {
		t.Errorf("%d of %d", got, want)
	}
}

func TestLevel(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		cites []check.Citation
		want  int
	}{
		{"a requirement of level 1", []check.Citation{check.ASVS("3.3.1")}, 1},
		{"the lowest of several", []check.Citation{check.CWE("1"), check.ASVS("3.3.5"), check.ASVS("3.3.2")}, 2},
		{"another document's number", []check.Citation{check.RFC6265bis("3.3.1")}, 0},
		{"nothing", nil, 0},
	} {
		if got := standard.Level(row.cites); got != row.want {
			t.Errorf("%s: level %d, expected %d", row.name, got, row.want)
		}
	}
}
