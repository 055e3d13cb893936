package set

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// againstDeclaration holds each line of k against what is declared; of a cookie that only a script sets, its entries in the jar.
func againstDeclaration(c *check.Case, k *check.Cookie) check.Verdict {
	var want, got []string
	add := func(departures []departure) {
		for _, d := range departures {
			if !slices.Contains(got, d.got) {
				want, got = append(want, d.want), append(got, d.got)
			}
		}
	}
	all := read(k)
	if len(all) == 0 {
		at := find(c, func(in *recording.Cookie) bool {
			if check.KeyOf(*in) != k.Key {
				return false
			}
			add(departures(k.Declared, check.Modelled(*in)))
			return len(got) > 0
		})
		switch {
		case at != nil:
			return check.Fail(strings.Join(want, ", "), strings.Join(got, ", ")+" in the jar", *at)
		case len(lines(k)) > 0:
			return unset(k)
		}
		return check.Pass("as declared, in the jar", first(c, k)...)
	}
	var differing []*check.Setting
	for _, l := range all {
		if d := departures(k.Declared, l.Cookie); len(d) > 0 {
			differing = append(differing, l)
			add(d)
		}
	}
	if len(differing) > 0 {
		return check.Fail(strings.Join(want, ", "), strings.Join(got, ", ")+" on "+share(differing, all), evidence(differing)...)
	}
	return check.Pass("as declared on "+share(all, all), evidence(all)...)
}

// departure is one thing that differs from the declaration.
type departure struct{ want, got string }

// departures lists what of a cookie differs from its declaration. What is not declared does not differ.
func departures(d *recording.Declaration, c rfc6265.Cookie) []departure {
	var all []departure
	flag := func(declared *bool, is bool, name string) {
		if declared != nil && *declared != is {
			all = append(all, departure{with(*declared, name), with(is, name)})
		}
	}
	flag(d.HTTPOnly, c.HTTPOnly, "HttpOnly")
	flag(d.Secure, c.Secure, "Secure")
	if d.SameSite != "" && !strings.EqualFold(d.SameSite, string(c.SameSite)) {
		all = append(all, departure{"SameSite=" + d.SameSite, "SameSite " + orNone(string(c.SameSite))})
	}
	if d.Path != "" && d.Path != c.Path {
		all = append(all, departure{"Path=" + d.Path, "Path=" + clip(c.Path)})
	}
	domain, shared := strings.CutPrefix(d.Domain, ".")
	if d.Domain != "" && (rfc6265.Canonical(domain) != c.Domain || shared && c.HostOnly) {
		all = append(all, departure{"Domain=" + d.Domain, fmt.Sprintf("%s (%s)", clip(c.Domain), with(!c.HostOnly, "Domain"))})
	}
	return all
}

func with(is bool, name string) string {
	if is {
		return name
	}
	return "no " + name
}
