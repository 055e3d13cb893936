package account

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/links"
)

// Notice remembers what a page that a stranger visits tells of logging in.
func (a *Account) Notice(ctx context.Context, t *driver.Tab, asked string) {
	if a.Session == nil {
		return
	}
	s, err := a.Glance(ctx, t)
	if t.Page().Status == http.StatusUnauthorized && s.Form == nil && a.denied == "" {
		a.denied = asked
	}
	if err != nil || s.Err != nil {
		return
	}
	a.lines[Address(s.URL)] = s.Lines
	if s.Form != nil {
		if Address(s.URL) != Address(asked) {
			a.guarded = append(a.guarded, asked)
		}
		a.doors = append(a.doors, door{asked, a.begins(asked, s.URL), s.Form})
	}
	if len(a.Listed) > 0 {
		return
	}
	a.noteEntries(ctx, t)
}

// noteEntries remembers the links of the tab's page that promise a login, the likeliest first.
func (a *Account) noteEntries(ctx context.Context, t *driver.Tab) {
	entries, err := driver.Ask[[]driver.EntryLink](ctx, t, "entries")
	if err != nil {
		return
	}
	known := func(url string, among []links.Link) bool {
		return slices.ContainsFunc(among, func(l links.Link) bool { return l.URL == url })
	}
	all := a.links(ctx, t)
	harmless, begin := a.permitted(all, a.refusal(links.Stranger)), a.permitted(all, links.Link.RefusalToEnter)
	for _, entry := range entries {
		link := withoutFragment(entry.URL)
		if !known(link, harmless) && !(entry.Says && known(link, begin)) {
			continue
		}
		if u, err := url.Parse(link); err == nil && a.own(u) && !slices.Contains(a.entries, link) {
			a.entries = append(a.entries, link)
		}
	}
}

// own tells whether an address is on the target's own host.
func (a *Account) own(u *url.URL) bool {
	landed, err := url.Parse(a.Resolve(""))
	return u.Host == a.URL.Host || err == nil && u.Host == landed.Host
}

// begins is where a login begins whose form was found at landed, when asked was asked for. Another host's address, and one that holds a
// token, is good for one time only.
func (a *Account) begins(asked, landed string) string {
	u, err := url.Parse(landed)
	if err != nil || !a.own(u) || links.Refusal(landed, links.Stranger) != "" {
		return asked
	}
	return landed
}

// mostEntries bounds how many links that promise a login are followed.
const mostEntries = 5
