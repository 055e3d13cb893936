package redact

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"hash"
	"net/url"
	"strings"
)

// guessed tells whether the value of a cookie is signed, or encrypted, by a known key, in one of the ways of the frameworks. The key is not
// told.
func guessed(name, value string) bool {
	plain := value
	if u, err := url.PathUnescape(value); err == nil {
		plain = u
	}
	switch {
	case jwt.MatchString(plain) && jwtHash(plain) != nil: // a session of Flask looks like one, and has no header
		return signedBy(plain, ".", jwtHash(plain), asItIs)
	case strings.HasPrefix(plain, "s:"): // Express
		return signedBy(strings.TrimPrefix(plain, "s:"), ".", sha256.New, asItIs)
	}
	return signedBy(plain, ".", sha1.New, func(key string) []byte { return mac(sha1.New, []byte(key), "cookie-session") }) || // Flask
		byDjango(name, plain) || byGorilla(name, plain) || byRack(plain)
}

func asItIs(key string) []byte { return []byte(key) }

// byDjango: a session of the backend signed_cookies, or one by set_signed_cookie, django.core.signing. The key is derived of the salt.
func byDjango(name, value string) bool {
	for _, by := range []func() hash.Hash{sha256.New, sha1.New} {
		for _, salted := range []struct{ before, salt string }{
			{"", "django.contrib.sessions.backends.signed_cookies"}, {"django.http.cookies", name}, {"django.http.cookies", "django.contrib.messages"},
		} {
			if signedBy(value, ":", by, func(key string) []byte {
				h := by()
				h.Write([]byte(salted.salt + "signer" + salted.before + key))
				return h.Sum(nil)
			}) {
				return true
			}
		}
	}
	return false
}

// byGorilla: gorilla/securecookie, the Base64 of a time, a value and their HMAC with the cookie's name.
func byGorilla(name, value string) bool {
	octets, err := base64.URLEncoding.DecodeString(value)
	if err != nil || len(octets) <= sha256.Size || !stamped.Match(octets) {
		return false
	}
	end := len(octets) - sha256.Size
	text := name + "|" + string(bytes.TrimSuffix(octets[:end], []byte("|")))
	return anyKey(octets[end:], text, sha256.New, asItIs)
}

// jwtHash is the hash of a token's HMAC, or nil where it has another signature.
func jwtHash(token string) func() hash.Hash {
	var header struct{ Alg string }
	head, _, _ := strings.Cut(token, ".")
	if !readsJSON(head, &header) {
		return nil
	}
	return map[string]func() hash.Hash{"HS256": sha256.New, "HS384": sha512.New384, "HS512": sha512.New}[header.Alg]
}

// signedBy tells whether what stands behind the last separator is the HMAC of what stands before it, by one of the known keys.
func signedBy(value, separator string, by func() hash.Hash, derive func(key string) []byte) bool {
	at := strings.LastIndex(value, separator)
	return at >= 0 && verifies(value[:at], value[at+len(separator):], by, derive)
}

func verifies(text, signature string, by func() hash.Hash, derive func(key string) []byte) bool {
	signature = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(signature, "="))
	octets, err := base64.RawURLEncoding.DecodeString(signature)
	return err == nil && anyKey(octets, text, by, derive)
}

// anyKey tells whether a signature is the HMAC of a text by one of the known keys.
func anyKey(signature []byte, text string, by func() hash.Hash, derive func(key string) []byte) bool {
	if len(signature) != by().Size() {
		return false
	}
	for _, key := range knownKeys {
		if hmac.Equal(signature, mac(by, derive(key), text)) {
			return true
		}
	}
	return false
}

// guessedBeside tells whether a cookie's signature, which comes in a cookie of its own, is made by a known key: Koa's and Express'
// cookie-session (keygrip).
func guessedBeside(name, value, signature string) bool {
	return verifies(name+"="+value, signature, sha1.New, asItIs)
}

func mac(by func() hash.Hash, key []byte, text string) []byte {
	m := hmac.New(by, key)
	m.Write([]byte(text))
	return m.Sum(nil)
}
