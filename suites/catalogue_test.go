package suites_test

import (
	"os"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites"
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
