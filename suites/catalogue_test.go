package suites_test

import (
	"os"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/standard"
)

// TestTheCatalogueIsWhole: each check says all that `explain` prints.
func TestTheCatalogueIsWhole(t *testing.T) {
	t.Parallel()
	if err := suites.Catalogue().Validate(); err != nil {
		t.Error(err)
	}
}

// TestAnIDIsAnAddress: area/name is declared in suites/area/name.go.
func TestAnIDIsAnAddress(t *testing.T) {
	t.Parallel()
	for _, c := range suites.Catalogue() {
		path := strings.ReplaceAll(c.ID, "-", "_") + ".go"
		source, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(source), `"`+c.ID+`"`) {
			t.Errorf("%s is not declared in suites/%s (%v)", c.ID, path, err)
		}
	}
}

// TestEveryDeclaredCheckIsInTheCatalogue: a check that nobody runs is none.
func TestEveryDeclaredCheckIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	catalogue := suites.Catalogue()
	for _, area := range catalogue.Areas() {
		files, err := os.ReadDir(area)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			source, err := os.ReadFile(area + "/" + f.Name())
			if err != nil || strings.HasSuffix(f.Name(), "_test.go") || !strings.Contains(string(source), "= check.Check{\n") {
				continue
			}
			id := area + "/" + strings.ReplaceAll(strings.TrimSuffix(f.Name(), ".go"), "_", "-")
			if _, err := catalogue.Find(id); err != nil {
				t.Errorf("suites/%s/%s declares a check that is not in the catalogue: %v", area, f.Name(), err)
			}
		}
	}
}

// TestCatalogueCitesWhatThereIs: each section, requirement, test or weakness that a check names exists, in the file that its URL
// names.
func TestCatalogueCitesWhatThereIs(t *testing.T) {
	t.Parallel()
	lists := map[string]string{
		"RFC 6265bis": "rfc6265bis", "Layered Cookies": "layered", "RFC 9110": "rfc9110", "RFC 9111": "rfc9111", "ASVS 5.0": "asvs", "WSTG": "wstg", "CWE": "cwe", "OWASP Cheat Sheet": "cheatsheets",
	}
	known := map[string]string{"CHIPS Partitioned": ""} // the line of each, by source and number; CHIPS has no numbers
	for source, list := range lists {
		text, err := os.ReadFile("standard/testdata/sections/" + list + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			number, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
			if source == "OWASP Cheat Sheet" {
				number, rest = strings.TrimSpace(line), ""
			}
			known[source+" "+number] = rest
		}
	}
	for _, c := range suites.Catalogue() {
		for _, cite := range c.Cites {
			rest, there := known[cite.Source+" "+cite.Section]
			if !there {
				t.Errorf("%s cites %s, which is not in standard/testdata/sections (see its README)", c.ID, cite)
			}
			file := rest[strings.LastIndex(rest, " ")+1:]
			if byFile := cite.Source == "ASVS 5.0" || cite.Source == "WSTG"; byFile && !strings.HasSuffix(cite.URL, "/"+file) {
				t.Errorf("%s cites %s at %s, but it is in %s", c.ID, cite, cite.URL, file)
			}
			if !strings.HasPrefix(cite.URL, "https://") || strings.HasSuffix(cite.URL, "/") {
				t.Errorf("%s cites %s at %s", c.ID, cite, cite.URL)
			}
		}
	}
}

// TestCatalogueIsCovered: what a check verifies is counted, and so can be seen.
func TestCatalogueIsCovered(t *testing.T) {
	t.Parallel()
	counted := map[check.Citation]standard.Requirement{}
	documents := map[string]bool{}
	for _, document := range standard.Documents {
		documents[document.Name()] = true
		for _, r := range document.Requirements {
			counted[r.Citation] = r
		}
	}
	for _, c := range suites.Catalogue() {
		for _, cite := range c.Cites {
			if r, there := counted[cite]; documents[cite.Source] && (!there || r.Sight == standard.Nothing) {
				t.Errorf("%s cites %s, which suites/standard does not list, or as one that cannot be seen", c.ID, cite)
			}
		}
	}
}

// TestEveryAreaMeetsMutants: each area says what its checks read (checktest.Mutations).
func TestEveryAreaMeetsMutants(t *testing.T) {
	t.Parallel()
	for _, area := range suites.Catalogue().Areas() {
		source, err := os.ReadFile(area + "/mutants_test.go")
		if err != nil || !strings.Contains(string(source), "checktest.Mutations(") {
			t.Errorf("suites/%s/mutants_test.go calls no checktest.Mutations: copy that of another area (%v)", area, err)
		}
	}
}
