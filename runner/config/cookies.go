package config

import (
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// cookieKeys are what can be expected of a cookie.
var cookieKeys = []string{"role", "lifetime", "within", "http_only", "secure", "same_site", "path", "domain", "optional"}

func (r *reader) cookies(p pair) {
	if text, ok := p.value.(*ast.StringNode); ok && text.Value == "none" {
		r.config.NoCookies = true
		return
	}
	pairs, ok := r.pairs(p.value, p.key, "cookies:, and under it a line for each cookie: sessionid: {role: session}")
	if !ok {
		return
	}
	for _, c := range pairs {
		r.cookie(c)
	}
}

// cookie reads one declaration. Nothing after the colon expects no more than that the cookie comes.
func (r *reader) cookie(p pair) {
	if bad := cookieName(p.key); bad != nil {
		r.report(p.at, "cookies: "+shown(p.key)+" "+bad.problem, bad.remedy)
	}
	d := recording.Declaration{Name: p.key, File: r.doc.file, Line: p.at.line}
	if describe(p.value) != "empty" {
		at := place(p.value)
		if describe(p.value) != "a mapping" {
			r.doc.veil(at.line, at.column) // it may be the cookie's value
		}
		pairs, ok := r.pairs(p.value, p.key, "what is expected of the cookie, such as {role: session}; never its value")
		if !ok {
			return
		}
		r.expectations(&d, pairs)
	}
	r.config.Cookies = append(r.config.Cookies, d)
}

func (r *reader) expectations(d *recording.Declaration, pairs []pair) {
	var within *pair
	lived := false // a lifetime is written, be it right or wrong
	for _, p := range pairs {
		switch p.key {
		case "http_only":
			d.HTTPOnly = r.flag(p)
		case "secure":
			d.Secure = r.flag(p)
		case "optional":
			if yes := r.flag(p); yes != nil {
				d.Optional = *yes
			}
		case "within":
			within = &p
			r.expect(p, span, func(s string) *flaw { return takeWithin(d, s) })
		case "lifetime":
			lived = true
			r.expect(p, span, func(s string) *flaw { return takeLifetime(d, s) })
		case "role":
			r.expect(p, text, func(s string) *flaw { return choose(&d.Role, s, Roles) })
		case "same_site":
			r.expect(p, text, func(s string) *flaw { return takeSameSite(d, s) })
		case "path":
			r.expect(p, text, func(s string) *flaw { return takePath(d, s) })
		case "domain":
			r.expect(p, text, func(s string) *flaw { return takeDomain(d, s) })
		default:
			r.unknown(p, cookieKeys)
		}
	}
	switch {
	case within == nil && d.Lifetime != nil:
		d.Within = tolerance(*d.Lifetime)
	case within != nil && d.Lifetime == nil && (d.Session || !lived):
		r.report(within.at, "within is the tolerance of a lifetime, and there is none", "write lifetime: 60s beside it, or leave it out")
	}
}

// expect reads one scalar into a declaration.
func (r *reader) expect(p pair, want kind, take func(string) *flaw) {
	v, ok := r.scalar(p, want)
	if !ok {
		return
	}
	if bad := take(v.text); bad != nil {
		r.report(v.at, p.key+": "+shown(v.source)+" "+bad.problem, bad.remedy)
	}
}

// flag reads true or false; nil: it is neither, and that was reported.
func (r *reader) flag(p pair) (is *bool) {
	r.expect(p, boolean, func(s string) *flaw {
		switch s {
		case "true", "false":
			yes := s == "true"
			is = &yes
			return nil
		}
		return &flaw{"is neither true nor false", "write true or false"}
	})
	return is
}

// tolerance of a lifetime where none is written: what the clock of a server and the way to it may take.
func tolerance(lifetime recording.Seconds) recording.Seconds {
	return max(recording.InSeconds(2*time.Second), lifetime/100)
}

func takeLifetime(d *recording.Declaration, value string) *flaw {
	l, bad := parseLifetime(value)
	if bad != nil {
		return bad
	}
	d.Session = l.Session
	if !l.Session {
		seconds := recording.InSeconds(l.Length)
		d.Lifetime = &seconds
	}
	return nil
}

func takeWithin(d *recording.Declaration, value string) *flaw {
	length, bad := parseDuration(value)
	if bad == nil {
		d.Within = recording.InSeconds(length)
	}
	return bad
}

// takeSameSite takes any case, as browsers do.
func takeSameSite(d *recording.Declaration, value string) *flaw {
	known := []string{"Strict", "Lax", "None"}
	for _, k := range known {
		if strings.EqualFold(k, value) {
			d.SameSite = k
			return nil
		}
	}
	return choose(&d.SameSite, value, known)
}

func takePath(d *recording.Declaration, value string) *flaw {
	if !strings.HasPrefix(value, "/") || strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r == 0x7f || r == ';' }) {
		return &flaw{"is not the path of a cookie", "write a path that begins with /"}
	}
	d.Path = value
	return nil
}

// takeDomain keeps a leading dot: with it a Domain attribute is expected.
func takeDomain(d *recording.Declaration, value string) *flaw {
	domain, dotted := strings.CutPrefix(value, ".")
	domain = canonical(domain)
	if !hostname(domain) {
		return &flaw{"is not a domain", "write a host name such as example.com, without scheme and port"}
	}
	if dotted {
		domain = "." + domain
	}
	d.Domain = domain
	return nil
}

// cookieName says why no cookie can have this name: §5.6 cuts names at "=" and ";" and trims blanks, §5.5 refuses control
// characters.
func cookieName(name string) *flaw {
	switch {
	case strings.Trim(name, " \t") == "":
		return &flaw{"is no name", "write the cookie's name, with * and ? where it varies"}
	case strings.Trim(name, " \t") != name:
		return &flaw{"begins or ends with a blank, which no cookie's name can", "leave the blank out"}
	case strings.ContainsFunc(name, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f || r == ';' || r == '=' }):
		return &flaw{"holds a character that no cookie's name can", "write the name alone, without =, ; and the value"}
	}
	return nil
}
