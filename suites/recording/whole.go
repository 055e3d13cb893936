package recording

import "strings"

// Values that are too short to be looked for anywhere are known where they are the whole of something: of a parameter
// if they have so many bytes, of a segment of a path if they have so many and both a digit and a letter.
const (
	shortestParameter = 6
	shortestSegment   = 8
)

// Bytes that end a parameter and a segment of a path. A URL within a sentence ends at a blank, a quote or a bracket.
const (
	endOfURL       = " \t\r\n\"'`<>"
	endOfParameter = "?&;#" + endOfURL
	endOfSegment   = "/" + endOfParameter
)

func (k *known) addWhole(value string) {
	if folded, _ := fold(value); len(value) >= shortestParameter && len(folded) >= shortestParameter {
		k.whole[folded] = struct{}{}
	}
}

// coverWholes marks the parameters and segments of text that are known values.
func (k *known) coverWholes(covered []bool, text string) (found bool) {
	if len(k.whole) == 0 {
		return false
	}
	mark := func(from, to int) {
		for i := from; i < to; i++ {
			covered[i] = true
		}
		found = found || to > from
	}
	for from := 0; from <= len(text); from++ {
		switch {
		case from > 0 && strings.IndexByte("?&;#", text[from-1]) >= 0:
			parameter := until(text[from:], endOfParameter)
			name, value, named := strings.Cut(parameter, "=")
			if start := from + len(name) + len("="); named {
				mark(start, start+k.parameter(value))
			} else {
				mark(from, from+k.segment(parameter))
			}
		case from == 0, text[from-1] == '/' && !strings.HasSuffix(text[:from], "://"): // a host is no segment
			mark(from, from+k.segment(until(text[from:], endOfSegment)))
		}
	}
	return found
}

func until(text, ends string) string {
	if end := strings.IndexAny(text, ends); end >= 0 {
		return text[:end]
	}
	return text
}

// parameter is how many bytes of text, which is a parameter's value and perhaps a sentence's punctuation, are a known value.
func (k *known) parameter(text string) int {
	for _, s := range []string{text, strings.TrimRight(text, ".,:)]")} {
		folded, _ := fold(s)
		if _, ok := k.whole[folded]; ok {
			return len(s)
		}
	}
	return 0
}

// segment is the same for a segment of a path.
func (k *known) segment(text string) int {
	octets := k.parameter(text)
	folded, _ := fold(text[:octets])
	digit := strings.ContainsAny(folded, "0123456789")
	letter := strings.IndexFunc(folded, func(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }) >= 0
	if len(folded) < shortestSegment || !digit || !letter {
		return 0
	}
	return octets
}
