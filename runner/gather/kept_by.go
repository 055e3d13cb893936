package gather

import (
	"context"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// keptBy records what the page that is open keeps in the browser beside cookies, and, while one is logged in, which cookies' values it
// holds: a login form may hold the value of a session that is nobody's yet.
func (r *run) keptBy(ctx context.Context, t *driver.Tab, scene *recording.Scene, moment recording.Moment) error {
	found, err := driver.Ask[driver.Storage](ctx, t, "kept")
	if err != nil {
		if t.Gone() || ctx.Err() != nil {
			return t.Explain(ctx, err)
		}
		scene.Notes = append(scene.Notes, "a page's storage could not be read")
		return nil
	}
	s, err := r.account.Glance(ctx, t)
	if err != nil {
		return err
	}
	page := r.shown(s.URL)
	leaked := func(where, text string) {
		if moment == recording.AfterLogin {
			r.leaked(scene, where, page, text)
		}
	}
	leaked("page", found.Markup)
	for _, k := range found.Kept {
		one := recording.Kept{Moment: moment, Page: page, Area: k.Area, Key: k.Key, Value: r.redactor.Value(k.Value)}
		if !slices.Contains(scene.Kept, one) {
			scene.Kept = append(scene.Kept, one)
		}
		leaked(k.Area, k.Value)
	}
	return nil
}

// leaked records each cookie's value that a text of a page holds.
func (r *run) leaked(scene *recording.Scene, where, page, text string) {
	for _, digest := range r.redactor.CookiesIn(text) {
		l := recording.Leak{Where: where, Page: page, Digest: digest}
		if !slices.Contains(scene.Leaks, l) {
			scene.Leaks = append(scene.Leaks, l)
		}
	}
}

// leaksByURL records each cookie's value that an address holds.
func (r *run) leaksByURL(scene *recording.Scene) {
	for _, e := range scene.Exchanges {
		for _, digest := range r.redactor.CookiesIn(e.URL) {
			scene.Leaks = append(scene.Leaks, recording.Leak{Where: "url", At: e.ID, Digest: digest})
		}
	}
}
