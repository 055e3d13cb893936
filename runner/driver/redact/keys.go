package redact

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"hash"
	"net/url"
	"strings"
)

// known are keys that stand in the examples of frameworks and tutorials, or that people put in until they find a better one.
var known = strings.Fields(`
	secret Secret SECRET secret123 secret-key secret_key secretkey secretKey SECRET_KEY mysecret mysecretkey my-secret my-secret-key my_secret_key
	mySecretKey supersecret super-secret super_secret supersecretkey super-secret-key super_secret_key topsecret verysecret shhhh shhhhh
	shhhhhhared-secret changeme change-me change_me changethis change-this please-change-me changeit default dev development devkey dev-key test testing
	testkey test-key key key1 key2 mykey my-key signing-key private privatekey password Password1 password123 passw0rd admin root qwerty letmein
	123456 12345678 1234567890 abc123 abcdef foo bar foobar example notasecret not-a-secret insecure jwt jwtsecret jwt-secret jwt_secret JWT_SECRET
	jwt_secret_key jwt-secret-key token tokensecret session sessionsecret session-secret session_secret cookie cookiesecret cookie-secret cookie_secret
	your-256-bit-secret your-384-bit-secret your-512-bit-secret a-string-secret-at-least-256-bits-long your-secret your_secret your-secret-key
	your_secret_key yoursecretkey your_jwt_secret your-jwt-secret you-will-never-guess hard-to-guess-string SomethingSecret keyboardcat hello world s3cr3t
	s3cret gcp flask django-insecure express rails 192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf`)

// phrases are known keys with blanks in them.
var phrases = []string{
	"keyboard cat", "hard to guess string", "super secret key", "super secret", "my secret", "my secret key", "not a secret", "very secret", "some secret",
	"change me", "top secret", "the quick brown fox", "this is a secret", "a secret", "your secret here", "i am a secret", "",
}

// flaskExample is the key of Flask's documentation, which is written as bytes there.
const flaskExample = "_5#y2L\"F4Q8z\n\xec]/"

// knownKeys are all that are tried.
func knownKeys() []string { return append(append([]string{flaskExample}, known...), phrases...) }

// guessed tells whether a value is signed by a known key: a JWT (RFC 7519), a session of Flask (itsdangerous), or of Express (s:…). The key
// is not told.
func guessed(value string) bool {
	plain := value
	if u, err := url.QueryUnescape(value); err == nil {
		plain = u
	}
	switch {
	case jwt.MatchString(plain) && jwtHash(plain) != nil: // a session of Flask looks like one, and has no header
		return signedBy(plain, jwtHash(plain), func(key string) []byte { return []byte(key) })
	case strings.HasPrefix(plain, "s:"):
		return signedBy(strings.TrimPrefix(plain, "s:"), sha256.New, func(key string) []byte { return []byte(key) })
	}
	return signedBy(plain, sha1.New, func(key string) []byte { return mac(sha1.New, []byte(key), "cookie-session") })
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

// signedBy tells whether what stands behind the last dot is the HMAC of what stands before it, by one of the known keys.
func signedBy(value string, by func() hash.Hash, derive func(key string) []byte) bool {
	dot := strings.LastIndex(value, ".")
	if dot < 0 || by == nil {
		return false
	}
	return verifies(value[:dot], value[dot+1:], by, derive)
}

func verifies(text, signature string, by func() hash.Hash, derive func(key string) []byte) bool {
	signature = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(signature, "="))
	octets, err := base64.RawURLEncoding.DecodeString(signature)
	if err != nil || len(octets) != by().Size() {
		return false
	}
	for _, key := range knownKeys() {
		if hmac.Equal(octets, mac(by, derive(key), text)) {
			return true
		}
	}
	return false
}

// guessedBeside tells whether a cookie's signature, which comes in a cookie of its own, is made by a known key: Koa's and Express'
// cookie-session (keygrip).
func guessedBeside(name, value, signature string) bool {
	return verifies(name+"="+value, signature, sha1.New, func(key string) []byte { return []byte(key) })
}

func mac(by func() hash.Hash, key []byte, text string) []byte {
	m := hmac.New(by, key)
	m.Write([]byte(text))
	return m.Sum(nil)
}
