package set

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// NotFolded: "Origin servers and intermediaries MUST NOT combine multiple Set-Cookie header fields into a single header
// field." (6265bis §3)
var NotFolded = check.Check{
	ID:       "set/not-folded",
	Title:    "each cookie comes on a line of its own",
	Failure:  "a second cookie is joined to the line by a comma",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("3")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		all := where(s.Cookie, func(*check.Setting) bool { return true })
		var folded []*check.Setting
		var second string
		for _, l := range all {
			if name := joined(l); name != "" {
				folded = append(folded, l)
				second = name
			}
		}
		switch {
		case len(all) == 0:
			return unset(s.Cookie)
		case len(folded) > 0:
			return check.Fail("a Set-Cookie line for each cookie", "a comma joins the cookie "+clip(second)+" to "+share(folded, all), evidence(folded)...)
		}
		return check.Pass("no second cookie on "+share(all, all), evidence(all)...)
	},
}

// joint is where a second cookie starts.
var joint = regexp.MustCompile(",[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*=")

// named is the name that an attribute starts with, whatever follows.
var named = regexp.MustCompile("^[A-Za-z-]+")

// browserReads are the attributes that browsers know, by their names in lower case. The value of another one may hold
// anything, commas and "=" too.
var browserReads = map[string]bool{
	"expires": true, "max-age": true, "domain": true, "path": true, "secure": true, "httponly": true, "samesite": true, "partitioned": true, "priority": true,
}

// joined returns the name of a second cookie on a line, or nothing.
func joined(s *check.Setting) string {
	for _, a := range s.Parsed.Attributes {
		text := a.Name
		if a.HasValue {
			text += "=" + a.Value
		}
		name := strings.ToLower(named.FindString(text))
		second := joint.FindStringSubmatch(text)
		if second == nil || !browserReads[name] || browserReads[strings.ToLower(second[1])] || name == "path" && within(origin(s), a.Value) {
			continue
		}
		return second[1]
	}
	return ""
}

// behindComma is what stands behind each comma of an attribute, up to its "=".
var behindComma = regexp.MustCompile(`,[ \t]*([A-Za-z-]+)[ \t]*(?:[=,]|$)`)

// swallowed are the attributes that a comma makes a part of the value of another one, "Path=/, HttpOnly, SameSite=Lax"; or nothing.
func swallowed(a rfc6265.Attribute) string {
	if !browserReads[strings.ToLower(a.Name)] {
		return ""
	}
	var names []string
	for rest := a.Value; ; {
		at := behindComma.FindStringSubmatchIndex(rest)
		if at == nil {
			return strings.Join(names, " and ")
		}
		if name := rest[at[2]:at[3]]; browserReads[strings.ToLower(name)] {
			names = append(names, name)
		}
		rest = rest[at[3]:] // the next comma may stand right here
	}
}

// within tells whether a page's address starts with a path, as far as the path is not masked: up to its "=".
func within(page *url.URL, path string) bool {
	shown, _, _ := strings.Cut(path, "=")
	return strings.HasPrefix(page.EscapedPath(), shown+"=")
}
