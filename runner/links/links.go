// Package links decides which links and addresses an audit may follow: those that only read, as far as their words, queries and
// attributes tell. A GET should change nothing (RFC 9110 §9.2.1), and on many sites it does. When in doubt, the answer is no.
package links

import (
	_ "embed"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// Script is an expression that gives the links of a page as a list of [Link], in the order of the page.
//
//go:embed links.js
var Script string

// Link is one link of a page, as [Script] reads it.
type Link struct {
	URL        string            `json:"url"`        // absolute
	Text       string            `json:"text"`       // that it shows
	Name       string            `json:"name"`       // accessible name, where an attribute or an image gives it
	Title      string            `json:"title"`      // shown on hover
	Rel        string            `json:"rel"`        // as in the markup
	Marks      []string          `json:"marks"`      // its id and classes, and those and the file names of the symbols in it
	Attributes map[string]string `json:"attributes"` // the others, names in lower case
}

// Visitor is who would follow a link.
type Visitor int

// Visitors.
const (
	Stranger Visitor = iota // has not logged in
	User                    // has logged in, and can change more
)

// Refusal says why a visitor must not follow a link, in a clause about it. It is empty if they may.
func (l Link) Refusal(who Visitor) string {
	if why := Refusal(l.URL, who); why != "" {
		return why
	}
	for _, relation := range strings.Fields(strings.ToLower(l.Rel)) {
		if relation == "nofollow" {
			return "it has rel=nofollow"
		}
	}
	if why := l.refusedByAttributes(who); why != "" {
		return why
	}
	for _, text := range []string{l.Text, l.Name, l.Title} {
		if symbol := ordering(text, who); symbol != "" {
			return fmt.Sprintf("it shows %q", symbol)
		}
		if who == User && !readable(text) {
			return "nobody knows its language"
		}
		if word := changing(split(text), inText); word != "" {
			return fmt.Sprintf("it says %q", word)
		}
		if vocabularies["states"].is(split(text)) && !l.namesItsPage(text) {
			return "it shows a state, which a click may change"
		}
	}
	for _, mark := range l.Marks {
		if word := vocabularies["changes"].in(vocabularies["layout"].without(split(mark))); word != "" {
			return fmt.Sprintf("it is marked %q", word)
		}
		if word := vocabularies["alarms"].in(split(mark)); word != "" {
			return fmt.Sprintf("it is marked %q", word)
		}
	}
	if who == User && l.toOneOfMany() {
		return "it leads to one of many, and does not say that it is the user's own"
	}
	if says := l.Text + l.Name + l.Title; strings.ContainsFunc(says, unicode.IsLetter) || who == Stranger && len(split(says)) > 0 {
		return ""
	}
	for _, mark := range l.Marks {
		if icon := vocabularies["icons"].in(split(mark)); icon != "" {
			return fmt.Sprintf("its symbol is %q", icon)
		}
	}
	if who == User {
		return "it does not say where it leads"
	}
	return ""
}

// toOneOfMany tells whether the link is about one of many, as /orders/13 is, and neither its text nor its address speaks of the user's own
// pages. What it does with that one stands in no list of words, and no check needs it.
func (l Link) toOneOfMany() bool {
	u, err := url.Parse(l.URL)
	if err != nil || vocabularies["account"].in(split(l.Text+" "+l.Name)) != "" {
		return false
	}
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	if last := split(segments[len(segments)-1]); vocabularies["account"].is(last) || vocabularies["reads"].is(last) {
		return false
	}
	numbered := slices.ContainsFunc(segments, func(s string) bool { first, _, _ := strings.Cut(s, "-"); return isNumber(first) })
	return numbered || slices.ContainsFunc(slices.Collect(maps.Keys(u.Query())), func(name string) bool { return strings.HasSuffix(strings.ToLower(name), "id") })
}

// Refusal says why a visitor must not ask for an address that a page names, in a clause about it. It is empty if they may.
func Refusal(address string, who Visitor) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "it is no address of a page"
	}
	if word := changing(split(u.Path), inPath); word != "" {
		return fmt.Sprintf("its path has %q", word)
	}
	for segment := range strings.SplitSeq(u.Path, "/") {
		if _, parameters, ok := strings.Cut(segment, ";"); ok {
			if why := refusedByQuery(strings.ReplaceAll(parameters, ";", "&"), who); why != "" {
				return why
			}
		}
		if who == User && opaque(segment) {
			return "its path may hold a token"
		}
	}
	if who == User && commandsOne(u.Path) {
		return "its path may say what to do with one of many"
	}
	return refusedByQuery(u.RawQuery, who)
}

// commandsOne tells whether a path names one of many and then, in one word, something that it may be told to do: /orders/13/refund. No list
// has all such words, so that only those are let through which are known to be shown.
func commandsOne(path string) bool {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	for i := 1; i < len(segments); i++ {
		words := split(segments[i])
		if len(words) == 1 && isNumber(segments[i-1]) && !isNumber(segments[i]) && !slices.ContainsFunc([]string{"reads", "account", "nouns"},
			func(kind string) bool { return vocabularies[kind].is(words) }) {
			return true
		}
	}
	return false
}

func isNumber(segment string) bool {
	return segment != "" && strings.Trim(segment, "0123456789") == ""
}

// starting are words in a link that promises a login: there they say that the login begins.
var starting = []string{"start", "connect", "begin", "initiate"}

// RefusalToEnter is [Link.Refusal] for a stranger and a link whose text promises a login: "/oauth2/start" starts nothing else, search
// engines have no business there, and a token that is empty protects nothing.
func (l Link) RefusalToEnter() string {
	starts := func(word string) bool { return slices.Contains(starting, strings.ToLower(word)) }
	if u, err := url.Parse(l.URL); err == nil {
		u.Path, u.RawPath = strings.Join(slices.DeleteFunc(strings.Split(u.Path, "/"), starts), "/"), ""
		u.RawQuery = strings.Join(slices.DeleteFunc(strings.Split(u.RawQuery, "&"), func(parameter string) bool {
			name, value, _ := strings.Cut(parameter, "=")
			return starts(value) || value == "" && vocabularies["secrets"].in(split(name)) != ""
		}), "&")
		l.URL = u.String()
	}
	l.Rel = ""
	return l.Refusal(Stranger)
}

// ByAccount sorts links so that those that most likely lead to a user's own pages come first, of these the ones without a query. Others
// keep their order.
func ByAccount(links []Link) {
	slices.SortStableFunc(links, func(a, b Link) int { return likelihood(b) - likelihood(a) })
}

func likelihood(l Link) (points int) {
	u, err := url.Parse(l.URL)
	if err != nil {
		return 0
	}
	if vocabularies["account"].in(split(u.Path+" "+l.Text+" "+l.Name)) != "" {
		points += 2
	}
	if u.RawQuery == "" {
		points++
	}
	return points
}

// namesItsPage tells whether the address is nothing but the text, as /private is that of "Private": what changes something also says of what.
func (l Link) namesItsPage(text string) bool {
	u, err := url.Parse(l.URL)
	return err == nil && u.RawQuery == "" && strings.EqualFold(strings.Trim(u.Path, "/"), strings.TrimSpace(text))
}

// Commands tells whether a text speaks of a change, so that what it stands on must not be clicked on.
func Commands(text string) bool { return changing(split(text), inText) != "" }
