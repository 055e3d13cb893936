package links

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// refusedByQuery says why the query of an address speaks against asking for it.
func refusedByQuery(raw string, who Visitor) string {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return "its query cannot be read"
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		for _, value := range query[name] {
			if why := refusedByParameter(name, value, who); why != "" {
				return why
			}
		}
	}
	return ""
}

func refusedByParameter(name, value string, who Visitor) string {
	words, says := split(name), split(value)
	reads := len(words) > 0 && len(vocabularies["reading"].without(words)) == 0
	verb := len(words) > 0 && vocabularies["verbs"].is(words[len(words)-1:]) && !reads
	switch {
	case vocabularies["secrets"].in(words) != "":
		return "its query holds a token"
	case opaque(value) || value == "" && opaque(name):
		return "its query may hold a token"
	}
	if word := changing(says, inQuery); word != "" {
		return fmt.Sprintf("its query has %q", word)
	}
	switch word := changing(words, inQuery); {
	case word != "" && !reads:
		return fmt.Sprintf("its query has %q", word)
	case vocabularies["states"].in(words) != "" && switches(value):
		return "its query switches something"
	case verb && (len(says) == 0 || len(vocabularies["reads"].without(says)) > 0):
		return "its query may say what to do"
	case who == User && !reads && !verb:
		return "nobody knows what its query does"
	}
	return ""
}

// switches tells whether a value turns something on or off.
func switches(value string) bool {
	return slices.Contains([]string{"", "0", "1", "-1", "true", "false", "on", "off", "yes", "no", "y", "n"}, strings.ToLower(value)) ||
		vocabularies["states"].is(split(value))
}

const (
	// shortestToken is the length from which a value can be a token.
	shortestToken = 8
	// longestNumber is the most digits of a number that is not drawn: a time in seconds has ten.
	longestNumber = 9
	// longestWord is the most letters of one word.
	longestWord = 24
	// mostCapitals is how often a name without digits in it goes from small letters to capitals.
	mostCapitals = 5
	// leastChanges is how often letters, capitals and digits take turns in what nobody wrote by hand.
	leastChanges = 2
	// mostConsonants is how many consonants follow one another in a word, a y counted as a vowel; next to digits fewer do.
	mostConsonants, mostBesideDigits = 5, 4
)

// opaque tells whether a value may be drawn at random, or from a clock. Names of pages, dates and small numbers are not.
func opaque(value string) bool {
	for _, piece := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(" /.,:;|+!()[]{}", r) }) {
		if drawn(piece) {
			return true
		}
	}
	return false
}

func drawn(piece string) bool {
	if len(piece) < shortestToken {
		return false
	}
	changes, digits, run, longest := 0, 0, 0, 0
	var last int
	for _, r := range piece {
		kind := kindOf(r)
		if kind == digit {
			digits++
		}
		if kind == other {
			run, last = 0, other
			continue
		}
		// "Title" begins a word as "title" does.
		if last != other && kind != last && !(last == capital && kind == small) {
			changes++
		}
		if kind == digit {
			run = 0
		} else if run++; run > longest {
			longest = run
		}
		last = kind
	}
	switch {
	case digits == len(piece):
		return digits > longestNumber
	case longest > longestWord:
		return true
	case digits == 0:
		return changes > mostCapitals || consonants(piece) > mostConsonants
	}
	return changes >= leastChanges || consonants(piece) > mostBesideDigits
}

// consonants is how many Latin ones follow one another at most.
func consonants(piece string) (most int) {
	run := 0
	for _, r := range strings.ToLower(piece) {
		if r < 'a' || r > 'z' || strings.ContainsRune("aeiouy", r) {
			run = 0
			continue
		}
		run++
		most = max(most, run)
	}
	return most
}

// What a rune can be.
const (
	other = iota
	small
	capital
	digit
)

func kindOf(r rune) int {
	switch {
	case unicode.IsDigit(r):
		return digit
	case unicode.IsUpper(r):
		return capital
	case unicode.IsLetter(r):
		return small
	}
	return other
}

// routing are query parameters that choose the page on many sites.
var routing = []string{"page", "p", "title", "id", "do", "action", "view", "route", "r", "q", "task", "module", "section", "tab", "controller", "cmd", "path"}

// Route is what of a query tells which page is meant: the parameters that choose one, with values that nobody drew, in the order of
// their names. What leads back, counts or filters tells none.
func Route(raw string) string {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return ""
	}
	kept := url.Values{}
	for name, values := range query {
		if plain := strings.ToLower(strings.Trim(name, "_")); !slices.Contains(routing, plain) {
			continue
		}
		for _, value := range values {
			if value != "" && !opaque(value) && !strings.Contains(value, "://") && !strings.HasPrefix(value, "/") {
				kept.Add(name, value)
			}
		}
	}
	return kept.Encode()
}

// Named tells whether a query chooses a page by a word, and not by a number, of which there may be many.
func Named(raw string) bool {
	query, _ := url.ParseQuery(Route(raw))
	for _, values := range query {
		if slices.ContainsFunc(values, func(v string) bool { return strings.ContainsFunc(v, unicode.IsLetter) }) {
			return true
		}
	}
	return false
}
