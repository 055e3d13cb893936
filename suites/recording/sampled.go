package recording

import "strings"

// Sampled is what is known of the values that one cookie was given, each to a visitor who sent no cookie, in the order of time.
type Sampled struct {
	Which
	URL      string  `json:"url"`              // asked each time
	Values   int     `json:"values"`           // how many were given
	Shortest int     `json:"shortest"`         // in bytes
	Longest  int     `json:"longest"`          // likewise
	Alphabet int     `json:"alphabet"`         // size of the smallest usual alphabet that has all their characters, or, where these are many, all in places where they differ: 10 digits, 16 hexadecimal digits, else the classes of [Value] together
	Places   []Place `json:"places,omitempty"` // from the first character; a value that has ended has an end there
}

// Place is one character of the values, over all of them.
type Place struct {
	Kinds  int `json:"kinds"`  // how many different ones were there
	Common int `json:"common"` // how often the most common one was
	Step   int `json:"step"`   // how often the most common difference from the value before was, none being one of them
}

// mostPlaces bounds what is kept of long values: the first characters have room for any identifier.
const mostPlaces = 256

// Telling is how many characters tell of what alphabet they are: so many of one of 36 are all hexadecimal digits by chance in one
// sample of 2^75.
const Telling = 64

// end stands for the character of a value that has ended.
const end = -1

// Measure finds what is told of values. It keeps none of them.
func Measure(values []string) Sampled {
	s := Sampled{Values: len(values)}
	if len(values) == 0 {
		return s
	}
	s.Shortest = len(values[0])
	for _, v := range values {
		s.Shortest, s.Longest = min(s.Shortest, len(v)), max(s.Longest, len(v))
	}
	var telling strings.Builder // dashes of a UUID, say, are no chance
	for i := range min(s.Longest, mostPlaces) {
		place := measure(values, i)
		s.Places = append(s.Places, place)
		for _, v := range values {
			if place.Kinds > 1 && i < len(v) {
				telling.WriteByte(v[i])
			}
		}
	}
	text := telling.String()
	if len(text) < Telling {
		text = strings.Join(values, "")
	}
	s.Alphabet = alphabetOf(text)
	return s
}

func measure(values []string, at int) Place {
	seen, steps := map[int]int{}, map[int]int{}
	before := end
	for n, v := range values {
		here := end
		if at < len(v) {
			here = int(v[at])
		}
		seen[here]++
		if n > 0 {
			steps[here-before]++
		}
		before = here
	}
	return Place{Kinds: len(seen), Common: most(seen), Step: most(steps)}
}

func most(counts map[int]int) (n int) {
	for _, count := range counts {
		n = max(n, count)
	}
	return n
}

func alphabetOf(text string) int {
	for _, usual := range []string{"0123456789", "0123456789abcdef", "0123456789ABCDEF"} {
		if strings.Trim(text, usual) == "" {
			return len(usual)
		}
	}
	_, alphabet := classesOf(text)
	return alphabet
}
