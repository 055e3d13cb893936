package redact

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"testing"

	"github.com/gorilla/securecookie"
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
	gorilla := func(key string) string {
		value, err := securecookie.New([]byte(key), nil).Encode("session", map[string]int{"user": 7})
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	const own = "tq3vP0c2hJ8s1Xn6"
	for name, row := range map[string]struct {
		name, value string
		want        bool
	}{
		"a JWT, known key":            {"session", token("your-256-bit-secret"), true},
		"a JWT, key of its own":       {"session", token(own), false},
		"Flask, key of its docs":      {"session", flask(flaskExample), true},
		"Flask, known key":            {"session", flask("dev"), true},
		"Flask, key of its own":       {"session", flask(own), false},
		"Express, known key":          {"session", express("keyboard cat"), true},
		"Express, own key":            {"session", express(own), false},
		"an opaque value":             {"session", "kq7v0d1o2m9x8c4b5n6z", false},
		"nothing":                     {"session", "", false},
		"Django's signed_cookies":     {"sessionid", "eyJfYXV0aF91c2VyX2lkIjoiMSJ9:1xY5k8:rL5hOCo5lvFiY5eetmCNkSfC1aEtdZglG_z3Fkp_YL8", true},
		"Django's, key of its own":    {"sessionid", "eyJfYXV0aF91c2VyX2lkIjoiMSJ9:1xY5k8:WryL0yNqC0E_ouJBFjQWLUxI-qDoXKkvGCG1oHWDNTc", false},
		"set_signed_cookie":           {"color", "blue:1xY5k8:-oYn5AkKAD42TNq50pi8eiVc5aSaxW9iJc2Pkf7a6WU", true},
		"the cookie of another name":  {"size", "blue:1xY5k8:-oYn5AkKAD42TNq50pi8eiVc5aSaxW9iJc2Pkf7a6WU", false},
		"Rails, signed":               {"session", "eyJfcmFpbHMiOjF9--95ecc2589cdbe66d8f13963e69c261ee9556f537", true},
		"Rack":                        {"session", "eyJfcmFpbHMiOjF9--62cf790c09fecb8e0ffb62ff423d315f01c1ce74", true},
		"Rack, another signature":     {"session", "eyJfcmFpbHMiOjF9--62cf790c09fecb8e0ffb62ff423d315f01c1ce75", false},
		"gorilla/securecookie":        {"session", gorilla("super-secret-key"), true},
		"gorilla/securecookie, own":   {"session", gorilla(own), false},
		"gorilla, another cookie":     {"other", gorilla("super-secret-key"), false},
		"Rails, encrypted":            {"session", "XUs=--TH26n4+wL0qoH3L2--b2dhwMhEqJJsCoYunnrhIg==", true},
		"Rails, encrypted, cut short": {"session", "XUs=--TH26n4+wL0qoH3", false},
	} {
		if got := guessed(row.name, row.value); got != row.want {
			t.Errorf("%s: %t", name, got)
		}
	}
	signature := base64.RawURLEncoding.EncodeToString(mac(sha1.New, []byte("keyboard cat"), "session=eyJhIjoxfQ=="))
	if !guessedBeside("session", "eyJhIjoxfQ==", signature) || guessedBeside("session", "eyJhIjoyfQ==", signature) {
		t.Error("cookie-session")
	}
}
