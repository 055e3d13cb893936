package set

import (
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// PrefixContract: "UAs MUST match cookie name prefixes case-insensitively" (6265bis §5.4), and ignore a cookie that does not
// keep what its prefix promises (§5.7 steps 20 and 21).
var PrefixContract = check.Check{
	ID:       "set/prefix-contract",
	Title:    "the cookie keeps what the prefix of its name promises",
	Failure:  "the cookie breaks what the prefix of its name promises",
	Severity: check.High,
	Cites: []check.Citation{
		check.RFC6265bis("4.1.3.1"), check.RFC6265bis("4.1.3.2"), check.RFC6265bis("5.4"), check.RFC6265bis("5.7"),
		layered("4.1.3.3"), layered("4.1.3.4"),
	},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		p := promiseOf(s.Cookie.Key.Name)
		if p == nil {
			return check.Skip("its name has no prefix that browsers know")
		}
		all := read(s.Cookie)
		if len(all) == 0 {
			return unset(s.Cookie)
		}
		var broken []*check.Setting
		var missing []string
		for _, l := range all {
			m := p.missing(l)
			if len(m) == 0 {
				continue
			}
			broken = append(broken, l)
			for _, what := range m {
				if !slices.Contains(missing, what) {
					missing = append(missing, what)
				}
			}
		}
		if len(broken) > 0 {
			return check.Fail(p.text+" with "+p.demands(), strings.Join(missing, ", ")+" on "+share(broken, all), evidence(broken)...)
		}
		return check.Pass(p.text+" with "+p.demands()+" on every line", evidence(all)...)
	},
}

// promise is what a prefix demands beside Secure.
type promise struct {
	text               string
	hostOnly, httpOnly bool
}

// promises are in the order in which they are tried: the longest first.
var promises = []promise{
	{text: "__Host-Http-", hostOnly: true, httpOnly: true},
	{text: "__Host-", hostOnly: true},
	{text: "__Http-", httpOnly: true},
	{text: "__Secure-"},
}

func promiseOf(name string) *promise {
	for i := range promises {
		if p := &promises[i]; len(name) >= len(p.text) && strings.EqualFold(name[:len(p.text)], p.text) {
			return p
		}
	}
	return nil
}

func (p *promise) demands() string {
	d := []string{"Secure"}
	if p.httpOnly {
		d = append(d, "HttpOnly")
	}
	if p.hostOnly {
		d = append(d, "Path=/", "no Domain")
	}
	return strings.Join(d, ", ")
}

func (p *promise) missing(s *check.Setting) []string {
	var m []string
	if !s.Parsed.Secure {
		m = append(m, "no Secure")
	}
	if p.httpOnly && !s.Parsed.HTTPOnly {
		m = append(m, "no HttpOnly")
	}
	if p.hostOnly && s.Parsed.Path != "/" {
		m = append(m, "no Path=/")
	}
	if p.hostOnly && s.Parsed.Domain != "" {
		m = append(m, "a Domain")
	}
	return m
}

// layered cites the draft that is to follow RFC 6265bis, "Cookies: HTTP State Management Mechanism" in layers.
func layered(section string) check.Citation {
	return check.Citation{
		Source:  "Layered Cookies",
		Section: section,
		URL:     "https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#section-" + section,
	}
}
