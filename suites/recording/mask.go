package recording

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"net/url"
	"slices"
	"strings"
)

// Value stands for a cookie's value: enough to tell "same", "changed" and "sent as set", never the value.
type Value struct {
	Digest     string  `json:"digest,omitempty"` // keyed, the key dies with the run; equal digests mean equal values in one recording. Empty: the empty value
	Octets     int     `json:"octets"`
	Classes    string  `json:"classes,omitempty"`    // of "a" lower case, "A" upper case, "0" digits, "-" other cookie-octets, "!" bytes that RFC 6265 does not allow
	Bits       float64 `json:"bits,omitempty"`       // upper bound of the entropy: bytes times log2 of the alphabet
	Form       string  `json:"form,omitempty"`       // "jwt", "signed" (text and a signature, of any make), else empty: it is opaque to us
	Guessed    bool    `json:"guessed,omitempty"`    // it is signed by a key from a list of known ones
	Holds      string  `json:"holds,omitempty"`      // what can be read in it once decoded, comma-separated: "the user name", "an e-mail address", "the password", "a private address"
	Serialized string  `json:"serialized,omitempty"` // what its object is of, as "Java"; empty: it is none, or one that is signed or encrypted
	Token      *Token  `json:"token,omitempty"`      // what a value of the form "jwt" says of itself; nil: it cannot be read
}

// Masker turns values into [Value]s and takes them out of text. It knows what it has seen, so that a value that shows up
// in a URL or a title is taken out there too. The zero Masker is not usable; it is not safe for concurrent use.
type Masker struct {
	key   []byte
	known known
	own   map[string]bool // hosts whose addresses are no secrets
}

// shortestSecret is the length in bytes below which a value is not searched for in other text: "1", "dark" or "accounts"
// would blank out words and paths that are not secret.
const shortestSecret = 16

// shortestCredential is the same for what a user puts into a header of a request.
const shortestCredential = 8

// NewMasker returns a masker with a random key of its own.
func NewMasker() *Masker {
	key := make([]byte, 32)
	rand.Read(key) // never fails
	return &Masker{key: key, known: newKnown()}
}

// Secret makes Text take s out, whatever its length: a password.
func (m *Masker) Secret(s string) {
	if strings.TrimSpace(s) != "" {
		m.known.add(s)
	}
}

// Own says that addresses of a host are no secrets, though the target puts them into cookies, as one does that remembers the page to
// lead back to: the user knows them.
func (m *Masker) Own(host string) {
	if m.own == nil {
		m.own = map[string]bool{}
	}
	m.own[strings.ToLower(host)] = true
}

// ownAddress tells whether a value is nothing but an address of one of these hosts, as it is or percent-encoded, in which nothing can
// be a token.
func (m *Masker) ownAddress(value string) bool {
	for range 2 {
		if plain, err := url.QueryUnescape(value); err == nil {
			value = plain
		}
	}
	u, err := url.Parse(value)
	return err == nil && m.own[strings.ToLower(u.Host)] && u.User == nil && u.RawQuery == "" && u.Fragment == "" &&
		!slices.ContainsFunc(strings.Split(u.Path, "/"), func(segment string) bool { return len(segment) >= shortestSecret })
}

// negotiates are headers that say what a client can read: they hold no secret, but words that answers hold too.
var negotiates = map[string]bool{
	"accept": true, "accept-charset": true, "accept-encoding": true, "accept-language": true, "user-agent": true,
}

// Header makes Text take out the value of a header of requests, and each word of it, such as the token behind "Bearer". What
// has fewer than 8 bytes is taken out where it is a parameter's whole value, see [Masker.Text].
func (m *Masker) Header(name, value string) {
	if negotiates[strings.ToLower(name)] {
		return
	}
	words := strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(" \t,;\"", r) })
	for _, s := range append(words, trim(value)) {
		m.notice(s)
		if len(s) >= shortestCredential {
			m.known.add(s)
		}
		if _, inner, found := strings.Cut(s, "="); found {
			m.notice(inner)
		}
	}
}

// notice makes Text take s out if it is long enough, else where all of a parameter or of a path's segment is s. A long one that
// holds slashes and is no address, as Base64 may, stands in a path as several segments.
func (m *Masker) notice(s string) {
	s = strings.Trim(s, " \t\"")
	if m.ownAddress(s) {
		return
	}
	m.known.addWhole(s)
	if len(s) < shortestSecret {
		return
	}
	m.known.add(s)
	if strings.Contains(s, "/") && !strings.HasPrefix(s, "/") && !strings.Contains(s, "://") {
		for segment := range strings.SplitSeq(s, "/") {
			m.known.addWhole(segment)
		}
	}
}

// Value masks one value.
func (m *Masker) Value(s string) Value {
	if s == "" {
		return Value{}
	}
	m.notice(s)
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

// Text takes every known value out of text that may hold one: URLs, titles, error messages. A long value is found anywhere, as
// it is, percent-encoded in any way, and in Base64. A shorter one, which may be a word like others, is found where it is the
// whole of a URL's parameter (6 bytes or more) or of a segment (8 or more, a digit and a letter among them).
func (m *Masker) Text(text string) string { return m.known.blank(text, "[masked]") }
