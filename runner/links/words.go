package links

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed words.txt
var wordsFile string

// vocabulary are the entries of one kind.
type vocabulary struct {
	byFirst map[string][][]string // phrases as words, by their first word
	inside  []string              // what is found inside longer words
}

// vocabularies are those of words.txt, by kind.
var vocabularies = read(wordsFile)

const (
	// insideFrom is how long a word must be to be found inside another: shorter ones stand in too many by chance.
	insideFrom = 6
	// shortText is how many words a link has that is a command and no sentence.
	shortText = 5
)

func read(text string) map[string]*vocabulary {
	all := map[string]*vocabulary{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		head, entries, ok := strings.Cut(line, ": ")
		kind, _, ok2 := strings.Cut(head, " ")
		if !ok || !ok2 {
			panic(fmt.Sprintf("links: words.txt has the line %q", line))
		}
		v := all[kind]
		if v == nil {
			v = &vocabulary{byFirst: map[string][][]string{}}
			all[kind] = v
		}
		for entry := range strings.SplitSeq(entries, ", ") {
			v.add(split(entry), kind == "changes")
		}
	}
	return all
}

func (v *vocabulary) add(phrase []string, insideLong bool) {
	v.byFirst[phrase[0]] = append(v.byFirst[phrase[0]], phrase)
	if len(phrase) == 1 && (unseparated(phrase[0]) || insideLong && utf8.RuneCountInString(phrase[0]) >= insideFrom) {
		v.inside = append(v.inside, phrase[0])
	}
}

// in finds the first entry that some words have, as written in the file but for case and accents.
func (v *vocabulary) in(words []string) string {
	for i, word := range words {
		if found := v.at(words[i:]); found != nil {
			return strings.Join(found, " ")
		}
		for _, part := range v.inside {
			if strings.Contains(word, part) {
				return part
			}
		}
	}
	return ""
}

// at is the longest entry that some words begin with.
func (v *vocabulary) at(words []string) (longest []string) {
	for _, phrase := range v.byFirst[words[0]] {
		if len(phrase) > len(longest) && len(phrase) <= len(words) && slices.Equal(phrase, words[:len(phrase)]) {
			longest = phrase
		}
	}
	return longest
}

// is tells whether some words are an entry.
func (v *vocabulary) is(words []string) bool {
	return len(words) > 0 && len(v.at(words)) == len(words)
}

// without are the words that belong to no entry.
func (v *vocabulary) without(words []string) (left []string) {
	for len(words) > 0 {
		if found := v.at(words); found != nil {
			words = words[len(found):]
			continue
		}
		left = append(left, words[0])
		words = words[1:]
	}
	return left
}

// place is where words stand.
type place int

const (
	inText place = iota
	inPath
	inQuery
)

// changing is the word in some words that speaks of a change, or empty.
func changing(words []string, where place) string {
	words = vocabularies["harmless"].without(words)
	if found := vocabularies["changes"].in(words); found != "" {
		return found
	}
	if where == inText && len(words) > shortText {
		return ""
	}
	if found := vocabularies["commands"].in(words); found != "" {
		return found
	}
	if where == inText {
		return ""
	}
	if found := vocabularies["path"].in(words); found != "" && where == inPath {
		return found
	}
	for _, word := range words {
		if found := glued(word); found != "" {
			return found
		}
	}
	return ""
}

// glued is the command that is written together with what it is about: "editactive", "userlock".
func glued(word string) string {
	for i := range word {
		if i < 2 || len(word)-i < 2 {
			continue
		}
		for _, pair := range [][2]string{{word[:i], word[i:]}, {word[i:], word[:i]}} {
			command, about := pair[:1], pair[1:]
			known := vocabularies["commands"].is(command) || vocabularies["changes"].is(command)
			if known && (vocabularies["nouns"].is(about) || vocabularies["commands"].is(about)) {
				return pair[0]
			}
		}
	}
	return ""
}

// split cuts a text into words, folded: at all that is no letter and no digit, between letters and digits, and where
// camelCase begins a word.
func split(text string) []string {
	var words []string
	var word []rune
	end := func() {
		if slices.ContainsFunc(word, func(r rune) bool { return !unicode.IsMark(r) }) { // a mark alone belongs to a symbol
			words = append(words, fold(string(word)))
		}
		word = nil
	}
	runes := []rune(norm.NFC.String(text))
	for i, r := range runes {
		letter := unicode.IsLetter(r) || unicode.IsMark(r)
		if !letter && !unicode.IsDigit(r) {
			end()
			continue
		}
		if len(word) > 0 {
			last := word[len(word)-1]
			lowerNext := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if unicode.IsDigit(r) != unicode.IsDigit(last) || unicode.IsUpper(r) && (unicode.IsLower(last) || unicode.IsUpper(last) && lowerNext) {
				end()
			}
		}
		word = append(word, r)
	}
	end()
	return words
}

// plain are letters that Unicode does not decompose into a base and an accent.
var plain = strings.NewReplacer("ß", "ss", "ł", "l", "ı", "i", "ø", "o", "đ", "d", "æ", "ae", "œ", "oe")

// fold takes case and accents from a word.
func fold(word string) string {
	return plain.Replace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(word)))
}

// unseparated tells whether a word is of a script that puts nothing between words, or endings behind them.
func unseparated(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
}
