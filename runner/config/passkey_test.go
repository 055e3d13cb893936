package config

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

func TestPasskey(t *testing.T) {
	t.Parallel()
	const file = `{"credentialId": "AQID_w==", "rpId": "shop.test", "userHandle": "YWRh", "isResidentCredential": true, "signCount": %}`
	for text, want := range map[string]*recipe.Passkey{
		strings.Replace(file, "%", "0", 1): {ID: []byte{1, 2, 3, 255}, User: []byte("ada"), Site: "shop.test", Discoverable: true},
		strings.Replace(file, "%", "7", 1): {ID: []byte{1, 2, 3, 255}, User: []byte("ada"), Site: "shop.test", Discoverable: true, Counts: true},
	} {
		got, bad := parsePasskey([]byte(text))
		if diff := cmp.Diff(want, got); diff != "" || bad != nil {
			t.Errorf("%s: %v %s", text, bad, diff)
		}
	}
	for text, want := range map[string]string{
		`hunter2`:                  "is not JSON",
		`{"credentialId": 7}`:      "is no credential: credentialid is number",
		`{}`:                       "has no credentialId in Base64",
		`{"credentialId": "!"}`:    "has no credentialId in Base64",
		`{"credentialId": "AQID"}`: "has no rpId, which is a host name",
		`{"credentialId": "AQID", "userHandle": "?", "rpId": "a.test"}`:       "has a userHandle that is not Base64 of at most 64 bytes",
		`{"credentialId": "AQID", "privateKey": "hunter2", "rpId": "a.test"}`: "holds the private key, which no file should",
	} {
		_, bad := parsePasskey([]byte(text))
		if bad == nil || bad.problem != want || bad.remedy == "" {
			t.Errorf("%s: %+v, want %q", text, bad, want)
		}
	}
}

func TestPasskeyKey(t *testing.T) {
	t.Parallel()
	pkcs8 := func(key any, err error) []byte {
		octets, also := x509.MarshalPKCS8PrivateKey(key)
		if err != nil || also != nil {
			t.Fatal(err, also)
		}
		return octets
	}
	right := pkcs8(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	for name, row := range map[string]struct {
		value string
		fine  bool
	}{
		"PEM":             {string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: right})), true},
		"Base64":          {base64.StdEncoding.EncodeToString(right), true},
		"Base64 for URLs": {base64.RawURLEncoding.EncodeToString(right), true},
		"empty":           {" ", false},
		"no key":          {"hunter2", false},
		"another curve":   {base64.StdEncoding.EncodeToString(pkcs8(ecdsa.GenerateKey(elliptic.P384(), rand.Reader))), false},
		"another kind":    {base64.StdEncoding.EncodeToString(pkcs8(ed, err)), false},
	} {
		got, bad := passkeyKey(func(string) (string, bool) { return row.value, true }, "KEY")
		if row.fine && string(got) != string(right) || (bad == nil) != row.fine || bad != nil && strings.Contains(bad.problem+bad.remedy, "hunter2") {
			t.Errorf("%s: %v", name, bad)
		}
	}
}
