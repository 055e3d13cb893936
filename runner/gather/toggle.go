package gather

import (
	"context"
	"net/http"
	"slices"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// changing are the pages whose visit set or deleted a cookie, by their addresses. Of two such requests that are under way at once, nobody
// can say which answer the browser took first: they are made one after the other.
func (r *run) changing() map[string]bool {
	pages := map[string]bool{}
	for _, scene := range r.scenes() {
		page := ""
		for _, e := range scene.Exchanges {
			if !e.TopLevel {
				continue
			}
			if e.Hop == 0 {
				page = e.URL
			}
			if len(e.Lines) > 0 {
				pages[account.Address(page)] = true
			}
		}
	}
	return pages
}

// mostRecalled bounds how many pages are opened again for the sake of their deleted cookies.
const mostRecalled = 4

// recall opens the pages again whose cookies another page deleted, so that the browser is quit with them: the order of two links is no
// property of the site.
func (r *run) recall(ctx context.Context, b *browser.Browser, t *driver.Tab) error {
	if !r.wants(recording.Restart) {
		return nil
	}
	jar, err := b.Jar(ctx)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, c := range jar {
		there[c.Name] = true
	}
	seen := []recording.Exchange{}
	for _, s := range r.scenes() {
		seen = append(seen, s.Exchanges...)
	}
	seen = append(seen, wire.Exchanges(t.Recorder.Events(), r.redactor)...)
	sets, deleted := map[string]string{}, map[string]bool{} // by name of the cookie
	var names []string
	for _, e := range seen {
		for _, line := range e.Lines {
			parsed, err := rfc6265.Parse(line.Text)
			if err != nil || there[line.Name] || len(line.Blocked) > 0 {
				continue
			}
			if life, ok := parsed.Lifetime(e.AnsweredAt); ok && life <= 0 {
				deleted[line.Name] = true
			} else if e.Method == http.MethodGet && e.TopLevel && r.account.OnlyReads(e.URL) && sets[line.Name] == "" {
				sets[line.Name] = e.URL
				names = append(names, line.Name)
			}
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !deleted[name] })
	for _, name := range names[:min(len(names), mostRecalled)] {
		if err := t.Visit(ctx, recording.Navigation, sets[name]); err != nil && (ctx.Err() != nil || err == driver.ErrChromeExited) {
			return err
		}
	}
	return nil
}
