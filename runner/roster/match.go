package roster

import (
	"cmp"
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
	people := make([]person, len(students))
	for i, s := range students {
		students[i].Submissions, people[i] = nil, personOf(s)
	}
	var open []work
	for _, g := range grades {
		open = append(open, workOf(g))
	}
	for _, r := range rules {
		var free []bool // before this rule: two submissions may be of one student
		for _, s := range students {
			free = append(free, len(s.Submissions) == 0)
		}
		open = slices.DeleteFunc(open, func(w work) bool {
			var fits []int
			for i, p := range people {
				if (free[i] || !r.loose) && !another(p, w) && r.fits(p, w) {
					fits = append(fits, i)
				}
			}
			if len(fits) == 1 {
				students[fits[0]].Submissions = append(students[fits[0]].Submissions, w.Submission)
			}
			return len(fits) > 0
		})
	}
	return students
}

// person is a student in words.
type person struct {
	reports.Student
	name, letters, login []string
	sorted               []string   // name, whatever the order of its words
	addresses            [][]string // e-mail, its first half, student numbers, login
}

func personOf(s reports.Student) person {
	p := person{Student: s, name: words(s.Name), letters: letters(s.Name), login: words(s.Login)}
	p.sorted = slices.Sorted(slices.Values(p.name))
	local, _, _ := strings.Cut(s.Email, "@")
	for _, text := range []string{s.Email, local, s.Number, s.Login, s.SISID} {
		if all := words(text); len(all) > 0 {
			p.addresses = append(p.addresses, all)
		}
	}
	return p
}

// work is a submission in words.
type work struct {
	reports.Grade
	folder []string // its name, without what archives of a repository end with
	name   []string // that a platform or a folder gives, without numbers that tell folders apart
	sorted []string // name, whatever the order of its words
	spelt  string   // the letters of the name that a platform gives
}

func workOf(g reports.Grade) work {
	w := work{Grade: g, folder: words(g.Submission), name: words(cmp.Or(g.Student, g.Submission))}
	if last := len(w.folder) - 1; last > 0 && (w.folder[last] == "main" || w.folder[last] == "master") {
		w.folder = w.folder[:last]
	}
	w.name = slices.DeleteFunc(w.name, func(word string) bool { return strings.Trim(word, "0123456789") == "" })
	w.sorted, w.spelt = slices.Sorted(slices.Values(w.name)), strings.Join(letters(w.Student), "")
	return w
}

// another tells whether a platform says that the submission is somebody else's, of the same name perhaps.
func another(p person, w work) bool {
	differ := func(a, b string) bool { return a != "" && b != "" && a != b }
	return differ(p.Participant, w.Participant) || differ(p.CanvasID, w.CanvasID)
}

// rule says whether a submission is a student's.
type rule struct {
	loose bool // for students only of whom no submission is known
	fits  func(person, work) bool
}

// rules from the strictest on.
var rules = []rule{
	{fits: func(p person, w work) bool {
		return p.Participant != "" && p.Participant == w.Participant || p.CanvasID != "" && p.CanvasID == w.CanvasID
	}},
	{fits: func(p person, w work) bool {
		const short = 4 // digits of a number that may be of anything, as of an exercise
		return slices.ContainsFunc(p.addresses, func(a []string) bool { return slices.Equal(a, w.folder) }) ||
			len(p.Number) > short && slices.Contains(w.folder, strings.ToLower(p.Number))
	}},
	{fits: func(p person, w work) bool { return len(p.sorted) > 0 && slices.Equal(p.sorted, w.sorted) }},
	{fits: func(p person, w work) bool { // Canvas' "haddadamira"
		return len(w.name) == 1 && (spells(w.name[0], p.name) || spells(w.spelt, p.letters))
	}},
	{fits: func(p person, w work) bool { return endsWith(w.folder, p.login) }}, // GitHub Classroom's "cookies-amira-h"
	{loose: true, fits: func(p person, w work) bool { // a first name, or one name more
		return within(p.name, w.name) || within(w.name, p.name)
	}},
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
		case unicode.In(r, unicode.Mn, unicode.Cf), r == '\'', r == '’': // accents, and what is not seen, as of text copied from a page
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
