package links

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

// Pattern names addresses that no request may be made to: a path, or a whole URL, in which * stands for any characters. A path is
// meant on whatever host. Without a ? it is meant with any query. Case does not matter, nor does a slash at the end.
type Pattern struct {
	text  string
	whole *regexp.Regexp
	query bool // the pattern is about the query, too
	url   bool // about scheme and host, too
}

// begins is how a pattern begins.
var begins = regexp.MustCompile(`(?i)^(/|\*|https?://)`)

// ParsePattern reads a pattern. The error says in a clause what is wrong with it.
func ParsePattern(text string) (Pattern, error) {
	p := Pattern{text: text, query: strings.Contains(text, "?"), url: strings.Contains(text, "://")}
	switch {
	case text == "":
		return p, errors.New("is empty")
	case strings.Contains(text, "#") || strings.ContainsFunc(text, unicode.IsSpace):
		return p, errors.New("holds a space or a #, which no request has")
	case !begins.MatchString(text):
		return p, errors.New("is neither a path nor a URL")
	}
	quoted := strings.ReplaceAll(regexp.QuoteMeta(decoded(strings.TrimRight(text, "/"))), `\*`, ".*")
	var err error
	p.whole, err = regexp.Compile("(?is)^" + quoted + "/?$")
	if err != nil {
		return p, errors.New("is too long")
	}
	return p, nil
}

// String is the pattern as it was written.
func (p Pattern) String() string { return p.text }

// Matches tells whether the pattern names an address. It holds for a WebSocket as for a page of the same address.
func (p Pattern) Matches(address string) bool {
	u, err := url.Parse(address)
	if err != nil || p.whole == nil {
		return false
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	text := path
	if p.url {
		scheme := strings.ToLower(u.Scheme)
		if after, ok := strings.CutPrefix(scheme, "ws"); ok {
			scheme = "http" + after
		}
		text = scheme + "://" + withoutDefaultPort(scheme, u.Host) + path
	}
	if p.query && u.RawQuery != "" {
		text += "?" + u.RawQuery
	}
	return p.whole.MatchString(text) || p.whole.MatchString(decoded(text))
}

func withoutDefaultPort(scheme, host string) string {
	if scheme == "https" {
		return strings.TrimSuffix(host, ":443")
	}
	return strings.TrimSuffix(host, ":80")
}

// decoded is a text without percent-encoding, as far as it has any that can be decoded.
func decoded(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// Patterns are several.
type Patterns []Pattern

// Match is the first pattern that names an address.
func (all Patterns) Match(address string) (Pattern, bool) {
	for _, p := range all {
		if p.Matches(address) {
			return p, true
		}
	}
	return Pattern{}, false
}
