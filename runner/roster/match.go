package roster

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/cookiespec/cookiespec/reports"
)

// Match returns the students with the submissions that are theirs. A submission is whose the strictest rule says that says anything;
// one that fits several students is nobody's.
func Match(students []reports.Student, grades []reports.Grade) []reports.Student {
	students = slices.Clone(students)
	open := slices.Clone(grades)
	for i := range students {
		students[i].Submissions = nil
	}
	for _, r := range rules {
		free := slices.Clone(students) // as they are before this rule: two submissions may be of one student
		open = slices.DeleteFunc(open, func(g reports.Grade) bool {
			var fits []int
			for i, s := range free {
				if (!r.loose || len(s.Submissions) == 0) && r.fits(s, g) {
					fits = append(fits, i)
				}
			}
			if len(fits) == 1 {
				students[fits[0]].Submissions = append(students[fits[0]].Submissions, g.Submission)
			}
			return len(fits) > 0
		})
	}
	return students
}

// rule says whether a submission is a student's.
type rule struct {
	loose bool // for students only of whom no submission is known
	fits  func(reports.Student, reports.Grade) bool
}

// rules from the strictest on.
var rules = []rule{
	{fits: func(s reports.Student, g reports.Grade) bool {
		return s.Participant != "" && s.Participant == g.Participant || s.CanvasID != "" && s.CanvasID == g.CanvasID
	}},
	{fits: byAddress},
	{fits: func(s reports.Student, g reports.Grade) bool { return equal(words(s.Name), named(g)) }},
	{fits: func(s reports.Student, g reports.Grade) bool { // Canvas' "haddadamira"
		joined := named(g)
		return len(joined) == 1 && (spells(joined[0], words(s.Name)) || spells(strings.ToLower(g.Student), letters(s.Name)))
	}},
	{fits: func(s reports.Student, g reports.Grade) bool { // GitHub Classroom's "cookies-amira-h"
		return endsWith(words(g.Submission), words(s.Login))
	}},
	{loose: true, fits: func(s reports.Student, g reports.Grade) bool { // a first name, or one name more
		a, b := words(s.Name), named(g)
		return within(a, b) || within(b, a)
	}},
}

// byAddress finds an e-mail address, a student number or a login.
func byAddress(s reports.Student, g reports.Grade) bool {
	name := strings.Join(words(g.Submission), " ")
	local, _, _ := strings.Cut(s.Email, "@")
	for _, key := range []string{s.Email, local, s.Number, s.Login, s.SISID} {
		if key != "" && strings.Join(words(key), " ") == name {
			return true
		}
	}
	const short = 4 // digits of a number that may be of anything, as of an exercise
	return len(s.Number) > short && slices.Contains(words(g.Submission), strings.ToLower(s.Number))
}

// named are the words of the name that a platform or a folder gives, without numbers that tell folders apart.
func named(g reports.Grade) []string {
	text := g.Student
	if text == "" {
		text = g.Submission
	}
	return slices.DeleteFunc(words(text), func(w string) bool { return strings.Trim(w, "0123456789") == "" })
}

// plain are letters that no decomposition takes to those of English.
var plain = strings.NewReplacer("ß", "ss", "ø", "o", "œ", "o", "æ", "a", "đ", "d", "ð", "d", "ł", "l", "þ", "th", "ı", "i")

// umlauts are how they are written without one. The same is done to both sides, so that Müller, Mueller and Muller are one.
var umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")

// letters are the words of a name: lower case, without accents, in their order.
func letters(text string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(plain.Replace(b.String()))
}

// words are [letters] however umlauts are written.
func words(text string) []string {
	all := letters(text)
	for i := range all {
		all[i] = umlauts.Replace(all[i])
	}
	return all
}

// same tells whether two texts have the same words in the same order.
func same(a, b string) bool { return slices.Equal(words(a), words(b)) }

// equal tells whether names have the same words, in any order.
func equal(a, b []string) bool {
	return len(a) > 0 && slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// within tells whether a name has all words of another.
func within(some, all []string) bool {
	for _, w := range some {
		if !slices.Contains(all, w) {
			return false
		}
	}
	return len(some) > 0
}

// spells tells whether a text is some words without spaces, in any order.
func spells(text string, words []string) bool {
	if len(words) == 0 {
		return text == ""
	}
	const most = 6 // names that have more are spelt in their own order or not at all
	for i, w := range words {
		if rest, ok := strings.CutPrefix(text, w); ok && (i == 0 || len(words) <= most) && spells(rest, slices.Delete(slices.Clone(words), i, i+1)) {
			return true
		}
	}
	return false
}

// endsWith tells whether words end with others, after at least one.
func endsWith(all, end []string) bool {
	return len(end) > 0 && len(all) > len(end) && slices.Equal(all[len(all)-len(end):], end)
}
