package redact

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"io"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	jwt       = regexp.MustCompile(`^eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$`)
	segmented = regexp.MustCompile(`^(s:)?.+(?:[.:|]|--)[A-Za-z0-9_+/=-]{20,}$`)
	stamped   = regexp.MustCompile(`^\d{9,11}\|`) // gorilla/securecookie: time, text and signature
	dotted    = regexp.MustCompile(`(?:^|[^0-9.])(\d{1,3}(?:\.\d{1,3}){3})(?:[^0-9.]|$)`)
	keys      = regexp.MustCompile(`"(?:[^"\\]|\\.)*"\s*:`)                                         // of JSON objects: they name what is there, and are no data of the user's
	server    = regexp.MustCompile(`^(\d{1,10})\.(\d{1,5})\.0000$`)                                 // BIG-IP: address and port of a server, each with its bytes turned round
	routed    = regexp.MustCompile(`^rd\d+o0{20}ffff([0-9a-f]{8})o\d+$`)                            // BIG-IP, in a route domain
	netScaler = regexp.MustCompile(`^[0-9a-f]{8}([0-9a-f]{8})45525d5f4f58455e445a4a42[0-9a-f]{4}$`) // NetScaler: address and port, XORed with constants
	mail      = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}`)
)

// formOf is "jwt", "signed" (a text and its signature, by how it looks) or "" for a value that is opaque.
func formOf(value string) string {
	plain := value
	if u, err := url.QueryUnescape(value); err == nil {
		plain = u
	}
	switch inner := decoded(plain); {
	case jwt.MatchString(plain):
		return "jwt"
	case segmented.MatchString(plain), slices.ContainsFunc(inner, stamped.MatchString):
		return "signed"
	}
	return ""
}

// decoded are the texts that a value, or a piece of it, is the Base64 of, packed or not.
func decoded(value string) []string {
	var texts []string
	pieces := append([]string{value}, strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(".:|;&!\"", r) })...)
	for _, piece := range pieces {
		piece = strings.TrimRight(piece, "=")
		if len(piece) < 8 {
			continue
		}
		for _, alphabet := range []*base64.Encoding{base64.RawURLEncoding, base64.RawStdEncoding} {
			if octets, err := alphabet.DecodeString(piece); err == nil {
				texts = append(texts, unpacked(octets))
				break
			}
		}
	}
	return texts
}

// roomy is more than any text that was packed into a cookie has to say.
const roomy = 1 << 16

// unpacked is what zlib packed, as Flask and Django pack long sessions before they sign them, or the bytes as they are.
func unpacked(octets []byte) string {
	if r, err := zlib.NewReader(bytes.NewReader(octets)); err == nil {
		if text, err := io.ReadAll(io.LimitReader(r, roomy)); err == nil {
			return string(text)
		}
	}
	return string(octets)
}

// holds says what of the user's can be read in a value: as it is, percent-encoded, packed or in Base64, also within one another.
func holds(value, user, password string) string {
	var found []string
	add := func(what string) {
		if !slices.Contains(found, what) {
			found = append(found, what)
		}
	}
	if balanced(value).IsPrivate() {
		add("a private address")
	}
	texts := []string{value}
	for depth := 0; depth < 3 && len(texts) > 0; depth++ {
		var next []string
		for _, text := range texts {
			if u, err := url.QueryUnescape(text); err == nil && u != text {
				next = append(next, u)
			}
			next = append(next, decoded(text)...)
			said := keys.ReplaceAllString(text, " ")
			if word(said, user) {
				add("the user name")
			}
			if word(said, password) {
				add("the password")
			}
			if mail.MatchString(text) {
				add("an e-mail address")
			}
			for _, m := range dotted.FindAllStringSubmatch(text, -1) {
				if a, err := netip.ParseAddr(m[1]); err == nil && a.IsPrivate() {
					add("a private address")
				}
			}
		}
		texts = next
	}
	return strings.Join(found, ", ")
}

// balanced is the address of the server that a load balancer's cookie names; not valid: it is none.
func balanced(value string) netip.Addr {
	if m := server.FindStringSubmatch(value); m != nil {
		return turned(m[1])
	}
	if m := routed.FindStringSubmatch(value); m != nil {
		return inHex(m[1], 0)
	}
	if m := netScaler.FindStringSubmatch(value); m != nil {
		return inHex(m[1], 0x03081e11)
	}
	return netip.Addr{}
}

// inHex is the address that hexadecimal digits are, each bit of a key turned.
func inHex(digits string, key uint64) netip.Addr {
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil {
		return netip.Addr{}
	}
	n ^= key
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}

// turned is the address whose octets, the last one first, are a number.
func turned(digits string) netip.Addr {
	n, err := strconv.ParseUint(digits, 10, 32)
	if err != nil {
		return netip.Addr{}
	}
	return netip.AddrFrom4([4]byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)})
}

// word tells whether text holds one as a word of its own: a piece of a random value is none.
func word(text, one string) bool {
	if len(one) < 3 {
		return false
	}
	letter := func(i int) bool {
		if i < 0 || i >= len(text) {
			return false
		}
		c := text[i]
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	for from := 0; ; {
		at := strings.Index(text[from:], one)
		if at < 0 {
			return false
		}
		at += from
		if !letter(at-1) && !letter(at+len(one)) {
			return true
		}
		from = at + 1
	}
}
