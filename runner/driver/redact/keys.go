package redact

import "strings"

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
var knownKeys = append(append([]string{flaskExample}, known...), phrases...)
