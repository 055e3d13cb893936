package links

import (
	"strings"
	"unicode"
)

// orders are symbols that stand on buttons which change something.
const orders = "🗑❌✖✕✗✘🚫⛔🔒🔓👍👎➕➖✏✎🖉✅☑✔✓⏻⏸⏹⏏📌🔇🔕♻🔄↻⟳🛑☠⚠❤♥♡★☆⭐🔨🧹💾📥📤✉🔁"

// ordering is the first symbol of a text that may change something; empty if there is none. A stranger may follow a link that says in
// words where it leads.
func ordering(text string, who Visitor) string {
	if who == Stranger && strings.ContainsFunc(text, unicode.IsLetter) {
		return ""
	}
	for _, r := range text {
		if strings.ContainsRune(orders, r) {
			return string(r)
		}
	}
	return ""
}

// scripts are those of the languages in words.txt.
var scripts = []*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
	unicode.Common, unicode.Inherited,
}

// readable tells whether words.txt has a language that is written in the letters of a text.
func readable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) && !unicode.In(r, scripts...) })
}
