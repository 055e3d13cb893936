package redact

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// sensitive are parameters that hold a secret of a login: of OAuth 2.0 and OpenID Connect, of SAML 2.0 and CAS, and what applications
// call their tokens against forged requests.
var sensitive = []string{
	"code", "state", "nonce", "id_token", "id_token_hint", "access_token", "refresh_token", "samlresponse", "samlrequest", "relaystate", "ticket",
	"token", "auth_token", "csrf", "xsrf", "csrf_token", "csrfmiddlewaretoken", "authenticity_token", "sectok", "wpnonce", "sesskey", "otp",
}

// telling is how long the value of such a parameter is at least: a shorter one, as "code=404", is none that nobody may know.
const telling = 8

// tokens are what has the form of a JWT (RFC 7519) in a text.
var tokens = regexp.MustCompile(`eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+`)

// Address makes the redactor take out what is secret in an address that the target was asked for, or that it led to.
func (m *Redactor) Address(raw string) {
	u, err := url.Parse(raw)
	if err != nil || u.RawQuery == "" && u.Fragment == "" {
		return
	}
	for _, part := range []string{u.RawQuery, u.Fragment} {
		query, _ := url.ParseQuery(part)
		for name, values := range query {
			plain := strings.ToLower(strings.Trim(name, "_"))
			for _, value := range values {
				if len(value) >= telling && (slices.Contains(sensitive, plain) || strings.HasSuffix(plain, "_token") || strings.HasSuffix(plain, "csrf")) {
					m.Secret(value)
				}
			}
		}
	}
	for _, token := range tokens.FindAllString(raw, -1) {
		m.Secret(token)
	}
}
