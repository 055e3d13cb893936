// Package words knows what pages say of logging in, signing up and logging out, in the languages most used on the web.
package words

import (
	_ "embed"
	"encoding/json"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// JSON has the words by kind. The scripts in a page compare by it as [Says] does.
//
//go:embed words.json
var JSON string

// The kinds that Go code asks for; scripts name further ones.
const (
	Entering = "entering"
	Joining  = "joining"
	User     = "user"  // how the name of an account is asked for
	Given    = "given" // the name that a person or a company has
	Terms    = "terms" // that one has to agree to
)

// kinds are read when they are first asked for: most commands ask for none.
var kinds = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	if err := json.Unmarshal([]byte(JSON), &all); err != nil {
		panic(err) // a file of the program's own
	}
	for _, list := range all {
		for i, word := range list {
			list[i] = fold(word)
		}
	}
	return all
})

// Says tells whether a text has a word of a kind. Case, accents and punctuation do not count, and words of scripts that separate nothing
// are found anywhere.
func Says(text, kind string) bool {
	folded := " " + fold(text) + " "
	for _, word := range kinds()[kind] {
		if !unseparated.MatchString(word) {
			word = " " + word + " "
		}
		if strings.Contains(folded, word) {
			return true
		}
	}
	return false
}

var (
	unseparated = regexp.MustCompile(`[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]`)
	camel       = regexp.MustCompile(`(\p{Ll})(\p{Lu})`)
	others      = regexp.MustCompile(`[^\p{L}\p{N}]+`)
	letters     = strings.NewReplacer("ł", "l", "ı", "i", "ß", "ss")
)

func fold(text string) string {
	text = norm.NFKD.String(camel.ReplaceAllString(text, "$1 $2"))
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.M, r) {
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(others.ReplaceAllString(letters.Replace(strings.ToLower(text)), " "))
}
