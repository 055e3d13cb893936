package account

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
func (a *Account) harmless(ctx context.Context, t *driver.Tab, who links.Visitor) []links.Link {
	return a.permitted(a.links(ctx, t), a.refusal(who))
}

// links are all links of the tab's page, as they stand there.
func (a *Account) links(ctx context.Context, t *driver.Tab) []links.Link {
	all, err := driver.Evaluate[[]links.Link](ctx, t, links.Script)
	if err != nil {
		return nil
	}
	return all
}

// refusal says why a visitor must not follow a link; a stranger to an application that nobody needs any more may follow each.
func (a *Account) refusal(who links.Visitor) func(links.Link) string {
	if a.Disposable && who == links.Stranger {
		return func(links.Link) string { return "" }
	}
	return func(l links.Link) string { return l.Refusal(who) }
}

// permitted are those of some links that are not refused, without fragments. Where one link to an address must not be followed, none to
// it is.
func (a *Account) permitted(all []links.Link, refusal func(links.Link) string) []links.Link {
	all = slices.Clone(all)
	refused := map[string]bool{}
	for i, link := range all {
		all[i].URL = withoutFragment(link.URL)
		refused[all[i].URL] = refused[all[i].URL] || refusal(link) != ""
	}
	return slices.DeleteFunc(all, func(l links.Link) bool { return refused[l.URL] || a.Never(l.URL) })
}

// Followable are the pages on the same host that the tab's page links to and that a visitor may ask for, each path once, in the order of the page, and then those that only the query tells from
// them. There are none where the user says which pages are visited.
func (a *Account) Followable(ctx context.Context, t *driver.Tab, from *url.URL, who links.Visitor) []links.Link {
	if len(a.Listed) > 0 {
		return nil
	}
	var found, routed []links.Link
	pages := map[string]bool{Address(from.String()): true, from.Path: true}
	for _, link := range a.harmless(ctx, t, who) {
		u, err := url.Parse(link.URL)
		if err != nil || u.Scheme != from.Scheme || u.Host != from.Host || files.MatchString(path.Ext(u.Path)) {
			continue
		}
		switch page := Address(link.URL); {
		case !pages[u.Path]:
			found = append(found, link)
		case !pages[page] && links.Named(u.RawQuery): // the query chooses the page
			routed = append(routed, link)
		default:
			continue
		}
		pages[u.Path], pages[Address(link.URL)] = true, true
	}
	return append(found, routed...)
}

// UsersLinks are those links of the tab's page that may be followed as the user: to pages that no stranger was shown, the likeliest of
// the user's own first, as many as are left of [mostFollowed]. An address with a query counts only if every load of the page had it.
func (a *Account) UsersLinks(ctx context.Context, t *driver.Tab, from *url.URL) []string {
	found := a.Followable(ctx, t, from, links.User)
	links.ByAccount(found)
	var chosen []string
	for _, link := range found {
		seen := func(page string) bool { return Address(page) == Address(link.URL) }
		if !slices.ContainsFunc(a.Visited(), seen) && a.steady(from, link.URL) && a.mayFollow(link.URL) {
			chosen = append(chosen, link.URL)
		}
	}
	return chosen
}

// mayFollow tells whether a link may be followed as the user, and counts it. One that was followed may be followed again.
func (a *Account) mayFollow(link string) bool {
	switch {
	case slices.Contains(a.followed, link):
		return true
	case len(a.followed) >= mostFollowed:
		return false
	}
	a.followed = append(a.followed, link)
	return true
}

// noteQueries remembers the addresses with a query that this load of the tab's page links to.
func (a *Account) noteQueries(ctx context.Context, t *driver.Tab, page string) {
	var queries []string
	for _, link := range a.harmless(ctx, t, links.User) {
		if u, err := url.Parse(link.URL); err == nil && u.RawQuery != "" {
			queries = append(queries, link.URL)
		}
	}
	a.queries[Address(page)] = append(a.queries[Address(page)], queries)
}

// steady tells whether a page was loaded before and linked to the same address each time. One without a query needs no proof: what
// differs from load to load is a token.
func (a *Account) steady(page *url.URL, link string) bool {
	if u, err := url.Parse(link); err != nil || u.RawQuery == "" {
		return err == nil
	}
	loads := a.queries[Address(page.String())]
	return len(loads) > 0 && !slices.ContainsFunc(loads, func(load []string) bool { return !slices.Contains(load, link) })
}

// OnlyReads tells whether a page is known to change nothing when it is asked for again: it is the target, or the user declared it, or it
// has no query.
func (a *Account) OnlyReads(page string) bool {
	u, err := url.Parse(page)
	return err == nil && (u.RawQuery == "" || page == a.URL.String() || page == a.Visited()[0] || a.declares(page))
}

// declares tells whether the user names a page.
func (a *Account) declares(page string) bool {
	names := func(named string) bool { return a.Resolve(named) == page }
	s := a.Session
	return slices.ContainsFunc(a.Listed, names) || page == a.Resolve(a.Echo) ||
		s != nil && (slices.ContainsFunc(s.Protected, names) || names(s.URL) || names(s.Logout.URL))
}

// Readers are those of some pages that are known to change nothing.
func (a *Account) Readers(pages []string) []string {
	return slices.DeleteFunc(slices.Clone(pages), func(page string) bool { return !a.OnlyReads(page) })
}

func withoutFragment(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}
