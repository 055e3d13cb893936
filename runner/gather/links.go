package gather

import (
	"context"
	"net/url"
	"path"
	"regexp"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/links"
)

// files are endings of links that lead to no page.
var files = regexp.MustCompile(`(?i)^\.(pdf|zip|gz|tgz|exe|dmg|png|jpe?g|gif|svg|webp|ico|mp[34]|webm|csv|xlsx?|docx?|xml|json|rss|atom|css|js)$`)

// mostFollowed bounds how many links are followed as the user: more than the protected page itself is hardly needed.
const mostFollowed = 3

// harmless are the links of the tab's page that a visitor may follow, as far as they tell, without fragments, in the order of the page.
// Where one link to an address must not be followed, none to it is.
func (r *run) harmless(ctx context.Context, t *driver.Tab, who links.Visitor) []links.Link {
	all, err := driver.Evaluate[[]links.Link](ctx, t, links.Script)
	if err != nil {
		return nil
	}
	refused := map[string]bool{}
	for i, link := range all {
		all[i].URL = withoutFragment(link.URL)
		refused[all[i].URL] = refused[all[i].URL] || link.Refusal(who) != ""
	}
	return slices.DeleteFunc(all, func(l links.Link) bool { return refused[l.URL] || r.never(l.URL) })
}

// followable are the pages on the same host that the tab's page links to and that a visitor may ask for, each path once, in the order of the
// page. There are none where the user says which pages are visited.
func (r *run) followable(ctx context.Context, t *driver.Tab, from *url.URL, who links.Visitor) []links.Link {
	if len(r.o.Pages) > 0 {
		return nil
	}
	var found []links.Link
	paths := map[string]bool{from.Path: true}
	for _, link := range r.harmless(ctx, t, who) {
		u, err := url.Parse(link.URL)
		if err != nil || u.Scheme != from.Scheme || u.Host != from.Host || paths[u.Path] || files.MatchString(path.Ext(u.Path)) {
			continue
		}
		paths[u.Path] = true
		found = append(found, link)
	}
	return found
}

// usersLinks are those links of the tab's page that may be followed as the user: to pages that no stranger was shown, the likeliest of
// the user's own first, as many as are left of [mostFollowed]. An address with a query counts only if every load of the page had it.
func (r *run) usersLinks(ctx context.Context, t *driver.Tab, from *url.URL) []string {
	found := r.followable(ctx, t, from, links.User)
	links.ByAccount(found)
	var chosen []string
	for _, link := range found {
		seen := func(page string) bool { return address(page) == address(link.URL) }
		if !slices.ContainsFunc(r.rec.Target.Pages, seen) && r.login.steady(from, link.URL) && r.login.mayFollow(link.URL) {
			chosen = append(chosen, link.URL)
		}
	}
	return chosen
}

// mayFollow tells whether a link may be followed as the user, and counts it. One that was followed may be followed again.
func (l *login) mayFollow(link string) bool {
	switch {
	case slices.Contains(l.followed, link):
		return true
	case len(l.followed) >= mostFollowed:
		return false
	}
	l.followed = append(l.followed, link)
	return true
}

// noteQueries remembers the addresses with a query that this load of the tab's page links to.
func (r *run) noteQueries(ctx context.Context, t *driver.Tab, page string) {
	var queries []string
	for _, link := range r.harmless(ctx, t, links.User) {
		if u, err := url.Parse(link.URL); err == nil && u.RawQuery != "" {
			queries = append(queries, link.URL)
		}
	}
	r.login.queries[address(page)] = append(r.login.queries[address(page)], queries)
}

// steady tells whether a page was loaded before and linked to the same address each time. One without a query needs no proof: what
// differs from load to load is a token.
func (l *login) steady(page *url.URL, link string) bool {
	if u, err := url.Parse(link); err != nil || u.RawQuery == "" {
		return err == nil
	}
	loads := l.queries[address(page.String())]
	return len(loads) > 0 && !slices.ContainsFunc(loads, func(load []string) bool { return !slices.Contains(load, link) })
}

// onlyReads tells whether a page is known to change nothing when it is asked for again: it is the target, or the user declared it, or it
// has no query.
func (r *run) onlyReads(page string) bool {
	u, err := url.Parse(page)
	return err == nil && (u.RawQuery == "" || page == r.o.URL || page == r.rec.Target.Pages[0] || r.declares(page))
}

// declares tells whether the user names a page.
func (r *run) declares(page string) bool {
	names := func(named string) bool { return r.resolve(named) == page }
	s := r.o.Session
	return slices.ContainsFunc(r.o.Pages, names) || page == r.resolve(r.o.Echo) ||
		s != nil && (slices.ContainsFunc(s.Protected, names) || names(s.URL) || names(s.Logout.URL))
}

// readers are those of some pages that are known to change nothing.
func (r *run) readers(pages []string) []string {
	return slices.DeleteFunc(slices.Clone(pages), func(page string) bool { return !r.onlyReads(page) })
}

func withoutFragment(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}
