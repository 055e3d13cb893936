package redact

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"testing"
)

func TestGuessed(t *testing.T) {
	t.Parallel()
	const claims = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0"
	token := func(key string) string {
		return claims + "." + base64.RawURLEncoding.EncodeToString(mac(sha256.New, []byte(key), claims))
	}
	flask := func(key string) string {
		const text = "eyJ1c2VyIjo3fQ.awdCRw"
		return text + "." + base64.RawURLEncoding.EncodeToString(mac(sha1.New, mac(sha1.New, []byte(key), "cookie-session"), text))
	}
	express := func(key string) string {
		return url.QueryEscape("s:kq7v0d1o2m9x." + base64.RawStdEncoding.EncodeToString(mac(sha256.New, []byte(key), "kq7v0d1o2m9x")))
	}
	const own = "tq3vP0c2hJ8s1Xn6"
	for name, row := range map[string]struct {
		value string
		want  bool
	}{
		"a JWT, known key":       {token("your-256-bit-secret"), true},
		"a JWT, key of its own":  {token(own), false},
		"Flask, key of its docs": {flask(flaskExample), true},
		"Flask, known key":       {flask("dev"), true},
		"Flask, key of its own":  {flask(own), false},
		"Express, known key":     {express("keyboard cat"), true},
		"Express, own key":       {express(own), false},
		"an opaque value":        {"kq7v0d1o2m9x8c4b5n6z", false},
		"nothing":                {"", false},
	} {
		if got := guessed(row.value); got != row.want {
			t.Errorf("%s: %t", name, got)
		}
	}
	signature := base64.RawURLEncoding.EncodeToString(mac(sha1.New, []byte("keyboard cat"), "session=eyJhIjoxfQ=="))
	if !guessedBeside("session", "eyJhIjoxfQ==", signature) || guessedBeside("session", "eyJhIjoyfQ==", signature) {
		t.Error("cookie-session")
	}
}
