package redact

import (
	"net/url"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/network"
)

// telltale is how long a cookie's value is at least that is looked for in pages and URLs: shorter ones stand there by chance.
const telltale = 16

// watch makes the redactor look for a cookie's value.
func (m *Redactor) watch(c *network.Cookie, digest string) {
	if len(c.Value) >= telltale {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.cookies[c.Value] = digest
	}
}

// CookiesIn are the digests of the cookies whose values a text holds, as they are or percent-encoded.
func (m *Redactor) CookiesIn(text string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var found []string
	for value, digest := range m.cookies {
		plain, err := url.QueryUnescape(value)
		if err != nil || len(plain) < telltale {
			plain = value
		}
		for _, form := range []string{value, plain, url.QueryEscape(value), url.PathEscape(plain)} {
			if strings.Contains(text, form) && !slices.Contains(found, digest) {
				found = append(found, digest)
			}
		}
	}
	slices.Sort(found)
	return found
}
