package driver

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

// Passkey is a credential of WebAuthn, with its private key.
type Passkey struct {
	ID, User     []byte // as the site knows the credential, and its user handle
	Site         string // relying party ID: a host name
	Key          []byte // ECDSA P-256, PKCS#8
	Discoverable bool   // the site need not name the credential
	Counts       bool   // the site holds the signature counter against the last one
}

// UsePasskey has the tab answer for a user who confirms with a passkey. Each tab needs it once.
func (t *Tab) UsePasskey(ctx context.Context, p Passkey) error {
	if t.passkey {
		return nil
	}
	if _, err := chromedp.Call(t.within(ctx), webauthn.Enable, webauthn.EnableParams{}); err != nil {
		return t.Explain(ctx, err)
	}
	made, err := chromedp.Call(t.within(ctx), webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
		HasCmtgKey:     true, // else Chrome refuses a credential that says that it has no such key, as cdproto writes each
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
	}})
	if err != nil {
		return t.Explain(ctx, err)
	}
	count := -1.0 // none: a zero is reported each time, as by passkeys that are synchronised
	if p.Counts {
		count = counterAt(time.Now())
	}
	_, err = chromedp.Call(t.within(ctx), webauthn.AddCredential, webauthn.AddCredentialParams{AuthenticatorID: made.AuthenticatorID, Credential: &webauthn.Credential{
		CredentialID: p.ID, IsResidentCredential: p.Discoverable, RpID: p.Site, PrivateKey: p.Key, UserHandle: p.User, SignCount: count,
	}})
	if err != nil && t.ctx.Err() == nil && ctx.Err() == nil {
		return &Trouble{What: fmt.Sprintf("Chrome does not take the passkey for %s: %v", p.Site, err), Hint: "check that its key is an ECDSA P-256 key, and its rpId the site's host"}
	}
	t.passkey = err == nil
	return t.Explain(ctx, err)
}

// counterAt is past what an authenticator that was made earlier has counted to: each tab has one of its own, and two logins may
// fall into one second. In quarters of a second, of which Chrome's 31 bits last until 2043.
func counterAt(now time.Time) float64 {
	return float64(now.Sub(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) / (250 * time.Millisecond))
}
