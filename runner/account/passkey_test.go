package account

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/recipe"
)

// keyed is a site that ada logs in to with a passkey.
type keyed struct {
	party *webauthn.WebAuthn
	mu    sync.Mutex
	known webauthn.Credential
	asked *webauthn.SessionData
	in    int      // logins that worked
	said  []string // why others did not
}

func (k *keyed) WebAuthnID() []byte                         { return []byte("ada") }
func (k *keyed) WebAuthnName() string                       { return "ada" }
func (k *keyed) WebAuthnDisplayName() string                { return "Ada" }
func (k *keyed) WebAuthnCredentials() []webauthn.Credential { return []webauthn.Credential{k.known} }

const passkeyPage = `<!doctype html><title>Log in</title><button id=passkey>Log in with a passkey</button><script>
passkey.onclick = async () => {
	const options = PublicKeyCredential.parseRequestOptionsFromJSON((await (await fetch("begin")).json()).publicKey);
	const credential = await navigator.credentials.get({publicKey: options});
	const answer = await fetch("finish", {method: "POST", body: JSON.stringify(credential.toJSON())});
	if (answer.ok) location = "me";
}</script>`

func (k *keyed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch r.URL.Path {
	case "/begin":
		options, asked, err := k.party.BeginLogin(k)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		k.asked = asked
		json.NewEncoder(w).Encode(options)
	case "/finish":
		found, err := k.party.FinishLogin(k, *k.asked, r)
		if err != nil || found.Authenticator.CloneWarning {
			k.said = append(k.said, fmt.Sprint(err, " clone: ", found != nil && found.Authenticator.CloneWarning))
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		k.known = *found
		k.in++
	case "/me":
		fmt.Fprint(w, "<!doctype html><title>Shop</title>Hello ada")
	default:
		fmt.Fprint(w, passkeyPage)
	}
}

// TestPasskeys: the one that a site knows logs in, in each tab, and another does not.
func TestPasskeys(t *testing.T) {
	b := startBrowser(t)
	defer b.Quit()
	for _, counts := range []bool{false, true} {
		t.Run(fmt.Sprintf("counts: %t", counts), func(t *testing.T) { passkeyIn(t, b, counts) })
	}
}

func passkeyIn(t *testing.T, b *browser.Browser, counts bool) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	key, der := newKey(t)
	k := &keyed{}
	server := httptest.NewServer(k)
	defer server.Close()
	home, _ := url.Parse(strings.Replace(server.URL, "127.0.0.1", "localhost", 1) + "/") // an address is no relying party
	var err error
	if k.party, err = webauthn.New(&webauthn.Config{RPID: "localhost", RPDisplayName: "Shop", RPOrigins: []string{strings.TrimSuffix(home.String(), "/")}}); err != nil {
		t.Fatal(err)
	}
	k.known = webauthn.Credential{ID: []byte("credential-1"), PublicKey: cose(t, key)}
	if counts {
		k.known.Authenticator.SignCount = 7
	}
	logIn := func(der []byte) error {
		a := accountAt(t, home, &recipe.Session{
			MaxLogins: 1, Passkey: &recipe.Passkey{ID: k.known.ID, User: []byte("ada"), Site: "localhost", Key: der, Counts: counts},
			Steps: []recipe.Step{{Kind: recipe.Goto, Text: "/login"}, {Kind: recipe.Click, Selector: "#passkey"}},
		})
		tab, err := a.Driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
		if err != nil {
			return err
		}
		defer tab.Close()
		return a.LogIn(ctx, tab, Credentials{})
	}
	_, others := newKey(t)
	for _, one := range []struct {
		der []byte
		in  int
	}{{der, 1}, {der, 2}, {others, 2}} {
		if err := logIn(one.der); err != nil {
			t.Fatal(err)
		}
		k.mu.Lock()
		if k.in != one.in {
			t.Errorf("%d logins, want %d: %q", k.in, one.in, k.said)
		}
		k.mu.Unlock()
	}
	if len(k.said) != 1 {
		t.Errorf("refused: %q", k.said)
	}
}

func newKey(t *testing.T) (*ecdsa.PrivateKey, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return key, der
}

// cose is a public key as a site keeps it: EC2, ES256, P-256 (RFC 9053 §7.1.1).
func cose(t *testing.T, key *ecdsa.PrivateKey) []byte {
	t.Helper()
	point, err := key.PublicKey.Bytes() // 4, x, y
	if err != nil {
		t.Fatal(err)
	}
	return slices.Concat([]byte{0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32}, point[1:33], []byte{0x22, 0x58, 32}, point[33:])
}
