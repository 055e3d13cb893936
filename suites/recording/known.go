package recording

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// known finds values in text, however many there are, in time that grows with the text alone.
type known struct {
	values map[string]struct{}
	long   map[string][]string // forms of values, by their first bytes
	short  []string            // forms with fewer bytes than that
	whole  map[string]struct{} // folded values that are known where they stand alone, see wholes
}

// head is by how many bytes a form is looked up.
const head = 8

func newKnown() known {
	return known{values: map[string]struct{}{}, long: map[string][]string{}, whole: map[string]struct{}{}}
}

func (k *known) add(value string) {
	if _, ok := k.values[value]; ok {
		return
	}
	k.values[value] = struct{}{}
	k.index(value)
	if folded, _ := fold(value); len(folded) >= min(len(value), shortestSecret) {
		k.index(folded)
	} else { // it stands for too little to be looked for: "%20%20%20%20%20%20"
		k.index(url.QueryEscape(value))
		k.index(url.PathEscape(value))
	}
	for _, coded := range inBase64(value) {
		folded, _ := fold(coded)
		k.index(folded)
	}
	for _, coded := range otherwise(value) {
		k.index(coded)
	}
}

// otherwise is a value in JSON and HTML, and in hex, unless it has so few digits that they are found in innocent numbers.
func otherwise(value string) []string {
	var forms []string
	if digits := hex.EncodeToString([]byte(value)); len(digits) >= 2*head {
		forms = append(forms, digits, strings.ToUpper(digits))
	}
	quoted, _ := json.Marshal(value) // a text can always be written
	for _, form := range []string{strings.Trim(string(quoted), `"`), html.EscapeString(value)} {
		if form != value {
			forms = append(forms, form)
		}
	}
	return forms
}

func (k *known) index(form string) {
	if len(form) < head {
		k.short = append(k.short, form)
	} else if forms := k.long[form[:head]]; !slices.Contains(forms, form) {
		k.long[form[:head]] = append(forms, form)
	}
}

// longestInBase64 is the most bytes of a value that is looked for in Base64: URLs have no room for longer ones.
const longestInBase64 = 1024

// inBase64 is what can be told of a value in the Base64 of a text that holds it: it begins at any of three places of a
// group of bytes. What is left of a short value would be found in innocent text.
func inBase64(value string) []string {
	if len(value) > longestInBase64 {
		return nil
	}
	var forms []string
	for _, alphabet := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for shift := range 3 {
			coded := alphabet.EncodeToString(append(make([]byte, shift, shift+len(value)), value...))
			first, end := (shift*8+5)/6, (shift+len(value))*8/6
			if end-first >= head {
				forms = append(forms, coded[first:end])
			}
		}
	}
	return forms
}

// blank puts a mark in place of everything in text that is, or stands for, a known value. Values may overlap. Marks that are
// there already stay.
func (k *known) blank(text, mark string) string {
	if len(k.values) == 0 && len(k.whole) == 0 {
		return text
	}
	parts := strings.Split(text, mark)
	for i := range parts {
		parts[i] = k.blankPart(parts[i], mark)
	}
	return strings.Join(parts, mark)
}

func (k *known) blankPart(text, mark string) string {
	covered := make([]bool, len(text))
	found := k.cover(covered, text, nil)
	if strings.ContainsAny(text, "%+") {
		folded, at := fold(text)
		found = k.cover(covered, folded, at) || found
	}
	found = k.coverWholes(covered, text) || found
	if !found {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		switch {
		case !covered[i]:
			b.WriteByte(text[i])
		case i == 0 || !covered[i-1]:
			b.WriteString(mark)
		}
	}
	return b.String()
}

// cover marks where forms are. at says where a byte of text begins in what covered is about; nil: at the same place.
func (k *known) cover(covered []bool, text string, at []int) (found bool) {
	mark := func(from, to int) {
		if at != nil {
			from, to = at[from], at[to]
		}
		for i := from; i < to; i++ {
			covered[i] = true
		}
		found = true
	}
	for i := range len(text) {
		for _, form := range k.short {
			if strings.HasPrefix(text[i:], form) {
				mark(i, i+len(form))
			}
		}
		if i+head > len(text) {
			continue
		}
		for _, form := range k.long[text[i:i+head]] {
			if strings.HasPrefix(text[i:], form) {
				mark(i, i+len(form))
			}
		}
	}
	return found
}

// fold undoes percent-encoding, however often it was applied, and takes "+" for a blank, so that every way to write a value
// in a URL becomes one. at[i] is where byte i of the result begins in text; there is one more for its end.
func fold(text string) (folded string, at []int) {
	octets := make([]byte, 0, len(text))
	at = make([]int, 0, len(text)+1)
	push := func(c byte, from int) {
		if c == '+' {
			c = ' '
		}
		octets, at = append(octets, c), append(at, from)
	}
	for i := range len(text) {
		push(text[i], i)
		for n := len(octets) - 3; n >= 0 && octets[n] == '%'; n = len(octets) - 3 {
			c, err := strconv.ParseUint(string(octets[n+1:]), 16, 8)
			if err != nil {
				break
			}
			from := at[n]
			octets, at = octets[:n], at[:n]
			push(byte(c), from)
		}
	}
	return string(octets), append(at, len(text))
}
