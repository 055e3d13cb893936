package config

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"path/filepath"
	"strings"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// storedPasskey is a credential as Chrome's WebAuthn.getCredentials gives it, without its key. Keys that it has beside these say nothing here.
type storedPasskey struct {
	CredentialID         string // in Base64, as all bytes are
	RPID                 string
	UserHandle           string
	IsResidentCredential bool
	SignCount            float64
	PrivateKey           string // must not be there
}

const (
	passkeyExample = `passkey: {file: passkey.json, key_env: APP_PASSKEY}`
	passkeyRemedy  = "write credentialId, rpId, userHandle and isResidentCredential into it, as Chrome's WebAuthn.getCredentials gives them"
)

// passkey reads a credential: what a site may know of it from a file, the private key from a variable.
func (r *reader) passkey(p pair) *recipe.Passkey {
	path, variable := "", ""
	var of pair
	for _, one := range r.parts(p, []string{"file", "key_env"}, []string{"file", "key_env"}, strings.TrimPrefix(passkeyExample, "passkey: ")) {
		switch one.key {
		case "file":
			path = r.path(one)
		case "key_env":
			of = one
			r.expect(one, text, func(s string) *flaw {
				return takeVariable(&variable, s, "write the name alone, such as APP_PASSKEY; the key itself belongs into the environment")
			})
		}
	}
	if path == "" || variable == "" || r.blind {
		return &recipe.Passkey{}
	}
	key, bad := passkeyKey(r.lookup, variable)
	if bad != nil {
		r.report(place(of.value), "passkey: "+variable+" "+bad.problem, bad.remedy)
		return nil
	}
	secret, _ := r.lookup(variable)
	r.config.draft.Secrets = append(r.config.draft.Secrets, secret)
	data, bad := readBeside(path, passkeyRemedy)
	var read *recipe.Passkey
	if bad == nil {
		read, bad = parsePasskey(data)
	}
	if bad != nil {
		r.report(p.at, "passkey: "+filepath.Base(path)+" "+bad.problem, bad.remedy)
		return nil
	}
	read.Key = key
	return read
}

// passkeyKey is the key in a variable: PKCS#8, in PEM as Chrome's DevTools export it, or in Base64.
func passkeyKey(lookup func(string) (string, bool), variable string) ([]byte, *flaw) {
	value, _ := lookup(variable)
	if strings.TrimSpace(value) == "" {
		return nil, &flaw{"is not set, or empty", "export " + variable + "=… with the private key, in PEM or Base64"}
	}
	data, ok := base64Bytes(value)
	if block, _ := pem.Decode([]byte(value)); block != nil {
		data, ok = block.Bytes, true
	}
	key, err := x509.ParsePKCS8PrivateKey(data)
	if pair, is := key.(*ecdsa.PrivateKey); !ok || err != nil || !is || pair.Curve != elliptic.P256() {
		return nil, &flaw{"holds no ECDSA P-256 key in PKCS#8", "give it the private key, in PEM or Base64"}
	}
	return data, nil
}

// base64Bytes reads Base64 in either alphabet, with or without padding.
func base64Bytes(text string) ([]byte, bool) {
	plain := strings.NewReplacer("-", "+", "_", "/", "=", "", "\n", "", "\r", "", " ", "").Replace(text)
	data, err := base64.RawStdEncoding.DecodeString(plain)
	return data, err == nil
}

func parsePasskey(data []byte) (*recipe.Passkey, *flaw) {
	var written storedPasskey
	if err := json.Unmarshal(data, &written); err != nil {
		return nil, unreadableJSON(err, "credential", passkeyRemedy)
	}
	id, okID := base64Bytes(written.CredentialID)
	user, okUser := base64Bytes(written.UserHandle)
	switch {
	case written.PrivateKey != "":
		return nil, &flaw{"holds the private key, which no file should", "put it into the variable that key_env names, and delete it from the file"}
	case !okID || len(id) == 0:
		return nil, &flaw{"has no credentialId in Base64", passkeyRemedy}
	case !okUser || len(user) > 64:
		return nil, &flaw{"has a userHandle that is not Base64 of at most 64 bytes", passkeyRemedy}
	case !hostname(written.RPID):
		return nil, &flaw{"has no rpId, which is a host name", passkeyRemedy}
	}
	return &recipe.Passkey{ID: id, User: user, Site: written.RPID, Discoverable: written.IsResidentCredential, Counts: written.SignCount > 0}, nil
}
