package recording

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Value stands for a cookie's value: enough to tell "same", "changed" and "sent as set", never the value.
type Value struct {
	Digest  string  `json:"digest,omitempty"` // keyed, the key dies with the run; equal digests mean equal values in one recording. Empty: the empty value
	Octets  int     `json:"octets"`
	Classes string  `json:"classes,omitempty"` // of "a" lower case, "A" upper case, "0" digits, "-" other cookie-octets, "!" octets that RFC 6265 does not allow
	Bits    float64 `json:"bits,omitempty"`    // upper bound of the entropy: octets times log2 of the alphabet
}

// Masker turns values into [Value]s and takes them out of text. It knows what it has seen, so that a value that shows up
// in a URL or a title is taken out there too. The zero Masker is not usable; it is not safe for concurrent use.
type Masker struct {
	key  []byte
	seen map[string]struct{}
}

// shortestSecret is the length in octets below which a value is not searched for in other text: "1", "dark" or "accounts"
// would blank out words and paths that are not secret.
const shortestSecret = 16

// NewMasker returns a masker with a random key of its own.
func NewMasker() *Masker {
	key := make([]byte, 32)
	rand.Read(key) // never fails
	return &Masker{key: key, seen: map[string]struct{}{}}
}

// Secret makes Text take s out, whatever its length.
func (m *Masker) Secret(s string) {
	if s != "" {
		m.seen[s] = struct{}{}
	}
}

// Value masks one value.
func (m *Masker) Value(s string) Value {
	if s == "" {
		return Value{}
	}
	if len(s) >= shortestSecret {
		m.seen[s] = struct{}{}
	}
	mac := hmac.New(sha256.New, m.key)
	mac.Write([]byte(s))
	classes, alphabet := classesOf(s)
	return Value{
		Digest:  hex.EncodeToString(mac.Sum(nil)[:8]),
		Octets:  len(s),
		Classes: classes,
		Bits:    math.Round(float64(len(s))*math.Log2(float64(alphabet))*10) / 10,
	}
}

func classesOf(s string) (classes string, alphabet int) {
	var has [5]bool
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			has[0] = true
		case c >= 'A' && c <= 'Z':
			has[1] = true
		case c >= '0' && c <= '9':
			has[2] = true
		case cookieOctet(c):
			has[3] = true
		default:
			has[4] = true
		}
	}
	for i, size := range []int{26, 26, 10, 28, 165} {
		if has[i] {
			classes += string("aA0-!"[i])
			alphabet += size
		}
	}
	return classes, alphabet
}

// cookieOctet is the ABNF of RFC 6265bis §4.1.1.
func cookieOctet(c byte) bool {
	return c == 0x21 || c >= 0x23 && c <= 0x2B || c >= 0x2D && c <= 0x3A || c >= 0x3C && c <= 0x5B || c >= 0x5D && c <= 0x7E
}

// Line masks one set-cookie-string. Its text stays parseable and as long as it was: each cookie-octet of a value becomes
// "x", each rune beyond ASCII another of the same length; blanks, quotes, commas and control characters stay, because the
// grammar is judged by them. Values of attributes that no specification knows are masked like the cookie's own.
func (m *Masker) Line(raw string) Line {
	pair, rest, more := strings.Cut(raw, ";")
	name, value, found := strings.Cut(pair, "=")
	if !found { // §5.6(4): a pair without "=" is a value without a name
		name, value = "", pair
	}
	line := Line{Name: trim(name), Value: m.Value(trim(value))}
	var text strings.Builder
	if found {
		text.WriteString(name + "=")
	}
	if found || !knownAttributes[strings.ToLower(trim(value))] {
		value = m.veil(value)
	}
	text.WriteString(value)
	if more {
		for _, attribute := range strings.Split(rest, ";") {
			text.WriteString(";" + m.attribute(attribute))
		}
	}
	line.Text = text.String()
	return line
}

// knownAttributes are those of RFC 6265bis §4.1.2 and what browsers add.
var knownAttributes = map[string]bool{
	"expires": true, "max-age": true, "domain": true, "path": true, "secure": true, "httponly": true,
	"samesite": true, "partitioned": true, "priority": true, "sameparty": true,
}

// attribute masks the value of an unknown attribute, and what looks like a second cookie folded into a known one
// ("Path=/, b=2").
func (m *Masker) attribute(raw string) string {
	name, value, found := strings.Cut(raw, "=")
	if !found {
		return raw
	}
	if !knownAttributes[strings.ToLower(trim(name))] {
		return name + "=" + m.veil(value)
	}
	if i := strings.Index(value, "="); i >= 0 && strings.Contains(value[:i], ",") {
		return name + "=" + value[:i+1] + m.veil(value[i+1:])
	}
	return raw
}

// veil replaces what a value is by what kind of octets it has, octet for octet.
func (m *Masker) veil(value string) string {
	if secret := trim(value); len(secret) >= shortestSecret {
		m.seen[secret] = struct{}{}
	}
	var b strings.Builder
	for i := 0; i < len(value); {
		r, size := utf8.DecodeRuneInString(value[i:])
		switch {
		case size > 1:
			b.WriteString([]string{"", "", "é", "…", "🍪"}[size])
		case r == utf8.RuneError:
			b.WriteByte(0xFF)
		case cookieOctet(value[i]):
			b.WriteByte('x')
		default:
			b.WriteByte(value[i])
		}
		i += size
	}
	return b.String()
}

// Text takes every known value out of text that may hold one: URLs, titles, error messages.
func (m *Masker) Text(text string) string {
	var found []string
	for secret := range m.seen {
		if strings.Contains(text, secret) {
			found = append(found, secret)
		}
	}
	// Longest first: a value may hold another.
	slices.SortFunc(found, func(a, b string) int { return len(b) - len(a) })
	for _, secret := range found {
		text = strings.ReplaceAll(text, secret, "[masked]")
	}
	return text
}

func trim(s string) string { return strings.Trim(s, " \t") }
