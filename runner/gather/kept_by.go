package gather

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/recording"
)

// telltale is how long a cookie's value is at least that is looked for in pages and URLs: shorter ones stand there by chance.
const telltale = 16

// keptBy records what the page that is open keeps in the browser beside cookies, and which cookies' values it holds.
func (r *run) keptBy(ctx context.Context, t *tab, scene *recording.Scene, moment recording.Moment) error {
	found, err := do[keepings](ctx, t, "kept")
	if err != nil {
		if t.ctx.Err() != nil || ctx.Err() != nil {
			return t.gone(ctx, err)
		}
		scene.Notes = append(scene.Notes, "a page's storage could not be read")
		return nil
	}
	s, err := r.glance(ctx, t)
	if err != nil {
		return err
	}
	page := r.shown(s.URL)
	r.leaked(scene, "page", page, found.Markup)
	for _, k := range found.Kept {
		one := recording.Kept{Moment: moment, Page: page, Area: k.Area, Key: k.Key, Value: r.masker.value(k.Value)}
		if !slices.Contains(scene.Kept, one) {
			scene.Kept = append(scene.Kept, one)
		}
		r.leaked(scene, k.Area, page, k.Value)
	}
	return nil
}

// leaked records each cookie's value that a text of a page holds.
func (r *run) leaked(scene *recording.Scene, where, page, text string) {
	for _, digest := range r.masker.cookiesIn(text) {
		l := recording.Leak{Where: where, Page: page, Digest: digest}
		if !slices.Contains(scene.Leaks, l) {
			scene.Leaks = append(scene.Leaks, l)
		}
	}
}

// leaksByURL records each cookie's value that an address holds.
func (r *run) leaksByURL(scene *recording.Scene) {
	for _, e := range scene.Exchanges {
		for _, digest := range r.masker.cookiesIn(e.URL) {
			scene.Leaks = append(scene.Leaks, recording.Leak{Where: "url", At: e.ID, Digest: digest})
		}
	}
}

// isCookie makes the masker look for a cookie's value.
func (m *masker) isCookie(c *network.Cookie, digest string) {
	if len(c.Value) >= telltale {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.cookies[c.Value] = digest
	}
}

// cookiesIn are the digests of the cookies whose values a text holds, as they are or percent-encoded.
func (m *masker) cookiesIn(text string) []string {
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
