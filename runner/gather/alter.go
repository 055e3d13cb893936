package gather

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/url"
	"strings"
)

// alteration is a value that was changed a little. place says how, after "a value that has".
type alteration struct{ place, value string }

// altered changes a value in each way that may be missed by who checks it: one character near its start, its middle and its end; the
// last one, where it counts; of a value that decodes to JSON what it says, by a little more than the server wrote there; and a time before
// a signature.
func altered(value string) []alteration {
	all := append(rewritten(value), redated(value)...)
	places := telling(value)
	if len(places) < 8 {
		return all
	}
	at := []struct {
		place string
		at    int
	}{
		{"another character at the start", places[len(places)/8]}, {"another character in the middle", places[len(places)/2]},
		{"another character at the end", places[min(len(places)*7/8, len(places)-2)]},
	}
	if last := places[len(places)-1]; last == len(value)-1 && counts(value) {
		at = append(at, struct {
			place string
			at    int
		}{"another last character", last})
	}
	for _, a := range at {
		changed := []byte(value)
		changed[a.at] = next(changed[a.at])
		all = append(all, alteration{a.place, string(changed)})
	}
	return all
}

// counts tells whether the last character of a value stands for something: of Base64 it may hold bits that do not.
func counts(value string) bool {
	last := value[strings.LastIndexAny(value, ".:|~!")+1:]
	return strings.Trim(strings.ToLower(last), "0123456789abcdef-") == "" || len(last)%4 == 0
}

// rewritten is a value whose content is JSON, with one thing more in it: whoever reads what he knows there is told the same, and whoever
// checks a signature, of the value as it is written or of what it says, is not.
func rewritten(value string) []alteration {
	const place = "more in its content than the server wrote there"
	if plain, err := url.QueryUnescape(value); err == nil && plain != value {
		if text, ok := enlarged(strings.TrimPrefix(plain, "j:")); ok {
			return []alteration{{place, url.QueryEscape(text)}}
		}
	}
	for _, piece := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(".:|;&!\"%", r) }) {
		bare := strings.TrimRight(piece, "=")
		for _, alphabet := range []*base64.Encoding{base64.RawURLEncoding, base64.RawStdEncoding} {
			content, err := alphabet.DecodeString(bare)
			if err != nil {
				continue
			}
			if text, ok := enlarged(string(content)); ok {
				coded := alphabet.EncodeToString([]byte(text))
				if bare != piece {
					coded = alphabet.WithPadding(base64.StdPadding).EncodeToString([]byte(text))
				}
				if jose(string(content)) { // the header of a token: its payload is what counts
					break
				}
				return []alteration{{place, strings.Replace(value, piece, coded, 1)}}
			}
		}
	}
	return nil
}

// redated is a value of parts that end with a signature, with another second for a time among them: "user.expiry.signature" may be signed
// for the user alone. Only a time is read so, as every other short part may name a server.
func redated(value string) []alteration {
	parts := strings.Split(value, ".")
	if len(parts) < 3 || len(parts[len(parts)-1]) <= mostRouting {
		return nil
	}
	for i, part := range parts {
		if len(part) == len("1700000000") && part[0] == '1' && strings.Trim(part, "0123456789") == "" {
			parts[i] = part[:len(part)-1] + string(next(part[len(part)-1]))
			return []alteration{{"another time before its signature", strings.Join(parts, ".")}}
		}
	}
	return nil
}

func jose(text string) bool {
	var header struct{ Alg string }
	return json.Unmarshal([]byte(text), &header) == nil && header.Alg != ""
}

// enlarged is a JSON object with a member more at its end, or a list with an element more.
func enlarged(text string) (string, bool) {
	if text == "" || text[0] != '{' && text[0] != '[' || !json.Valid([]byte(text)) {
		return "", false
	}
	more := map[byte]string{'{': `"x":0`, '[': "0"}[text[0]]
	text = strings.TrimRight(text, " \t\r\n")
	last := len(text) - 1
	if strings.TrimSpace(text[1:last]) != "" {
		more = "," + more
	}
	return text[:last] + more + text[last:], true
}

// routing is what the parts of a value that name a server are apart by, and how long they are at most, in bytes: "id.worker1" of Tomcat,
// "srv1~id" of HAProxy. The server may read such a part without asking whose it is.
const (
	routing     = ".~!"
	mostRouting = 15
)

// telling are the changeable places of a value that are no part of the name of a server.
func telling(value string) []int {
	var places []int
	start := 0
	for end := 0; end <= len(value); end++ {
		if end < len(value) && !strings.ContainsRune(routing, rune(value[end])) {
			continue
		}
		if end-start > mostRouting || end-start == len(value) {
			for _, i := range changeable(value) {
				if start <= i && i < end {
					places = append(places, i)
				}
			}
		}
		start = end + 1
	}
	return places
}

// changeable are the places of a value where a letter or digit stands that is no part of a percent-encoding.
func changeable(value string) []int {
	var places []int
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '%' && i+2 < len(value):
			i += 2
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			places = append(places, i)
		}
	}
	return places
}

// next is another character of the same kind.
func next(c byte) byte {
	switch c {
	case '9':
		return '0'
	case 'z':
		return 'a'
	case 'Z':
		return 'A'
	case 'f':
		return 'a' // of hexadecimal digits
	case 'F':
		return 'A'
	}
	return c + 1
}

// lookalike is another value of the same form, which nobody was ever given: its digits and letters are random.
func lookalike(value string) string {
	if len(changeable(value)) == 0 {
		return value + "x"
	}
	for {
		if other := random(value); other != value {
			return other
		}
	}
}

func random(value string) string {
	changed := []byte(value)
	hex := strings.Trim(strings.ToLower(value), "0123456789abcdef-") == ""
	for _, i := range changeable(value) {
		from := "0123456789"
		switch c := changed[i]; {
		case c >= 'a' && c <= 'z':
			from = "abcdefghijklmnopqrstuvwxyz"
		case c >= 'A' && c <= 'Z':
			from = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		}
		if hex && len(from) > 10 {
			from = from[:6]
		}
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(from))))
		if err != nil {
			panic(err) // never fails
		}
		changed[i] = from[n.Int64()]
	}
	return string(changed)
}
