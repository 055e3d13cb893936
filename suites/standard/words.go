package standard

import (
	_ "embed"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
)

//go:embed asvs.txt
var asvsText string

// words are the requirements of ASVS by their numbers.
var words = func() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(asvsText) {
		if number, text, found := strings.Cut(strings.TrimSpace(line), " "); found && number != "#" {
			all[number] = text
		}
	}
	return all
}()

// Words is what is required at a place, in the document's own words; empty: they are not at hand. They are those of ASVS; what
// the RFCs say, the rule of a check quotes.
func Words(c check.Citation) string {
	if c.Source != asvs.Name() {
		return ""
	}
	return words[c.Section]
}
