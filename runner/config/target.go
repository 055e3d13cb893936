package config

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/publicsuffix"
)

func takeTarget(c *Config, value string) *flaw {
	if bad := httpURL(value); bad != nil {
		return bad
	}
	c.Target = value
	return nil
}

func takePlain(c *Config, value string) *flaw {
	if bad := httpURL(value); bad != nil {
		return bad
	}
	if u, err := url.Parse(value); err != nil || !strings.EqualFold(u.Scheme, "http") {
		return &flaw{"is not on plain http", "write where the site answers without TLS, such as http://shop.example:8080/"}
	}
	c.Plain = value
	return nil
}

// httpURL says why value is not the absolute URL of something that a browser can visit over HTTP.
func httpURL(value string) *flaw {
	const remedy = "write a whole URL, such as http://localhost:8000/"
	if value == "" {
		return &flaw{"is empty", remedy}
	}
	if !strings.Contains(value, "://") {
		return &flaw{"has no scheme", "write " + strings.Trim(shown(guessScheme(value)+value), `"`)}
	}
	u, err := url.Parse(value)
	if err != nil {
		return &flaw{"is not a URL", remedy}
	}
	if s := strings.ToLower(u.Scheme); s != "http" && s != "https" {
		return &flaw{"is of scheme " + printable(u.Scheme) + ", which has no cookies", "write an http or https URL"}
	}
	if !hostname(u.Hostname()) {
		return &flaw{"has no host that a browser could ask", remedy}
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return &flaw{"has a port that is not from 1 to 65535", remedy}
		}
	}
	return nil
}

// hostname tells whether a browser could look s up; it is not strict about what DNS allows.
func hostname(s string) bool {
	if _, err := netip.ParseAddr(s); err == nil {
		return true
	}
	return s != "" && len(s) <= 253 && !strings.Contains(strings.TrimSuffix(s, "."), "..") &&
		!strings.HasPrefix(s, ".") && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r == 0x7f || strings.ContainsRune(`"#%/:<>?@[\]^{|}*`, r)
	})
}

// guessScheme is what a host without a scheme most likely meant.
func guessScheme(value string) string {
	host, _, _ := strings.Cut(value, "/")
	if bare, _, err := net.SplitHostPort(host); err == nil {
		host = bare
	}
	if address, err := netip.ParseAddr(host); err == nil && (address.IsLoopback() || address.IsPrivate()) || !strings.Contains(host, ".") {
		return "http://"
	}
	return "https://"
}

func takePage(c *Config, value string) *flaw {
	if bad := page(value); bad != nil {
		return bad
	}
	c.Pages = append(c.Pages, value)
	return nil
}

func takeEcho(c *Config, value string) *flaw {
	if bad := page(value); bad != nil {
		return bad
	}
	c.Echo = value
	return nil
}

// page says why value cannot be a page of any target: a path, or a URL.
func page(value string) *flaw {
	const remedy = "write a path such as /account, or a URL of the target's own site"
	if value == "" {
		return &flaw{"is empty", remedy}
	}
	u, err := url.Parse(value)
	switch {
	case err != nil:
		return &flaw{"is not a path or a URL", remedy}
	case u.Scheme != "" || u.Host != "":
		if u.Scheme == "" {
			return httpURL("http:" + value)
		}
		if u.Opaque != "" || u.Host == "" {
			return &flaw{"is not a page", remedy}
		}
		return httpURL(value)
	}
	return nil
}

// pageURL resolves a page against the target.
func pageURL(target, value string) (string, *flaw) {
	base, err := url.Parse(target)
	if err != nil {
		return "", &flaw{"has no target to belong to", "write a target first"}
	}
	ref, err := url.Parse(value)
	if err != nil {
		return "", page(value)
	}
	u := base.ResolveReference(ref)
	if !sameSite(base.Hostname(), u.Hostname()) {
		return "", &flaw{"is of another site than the target " + strings.Trim(shown(target), `"`), "write pages of the target's own site only"}
	}
	return u.String(), nil
}

// sameSite tells whether two hosts share a registrable domain, or are one host where there is none.
func sameSite(a, b string) bool {
	a, b = canonical(a), canonical(b)
	if a == b {
		return true
	}
	if _, err := netip.ParseAddr(a); err == nil {
		return false
	}
	siteA, errA := publicsuffix.EffectiveTLDPlusOne(a)
	siteB, errB := publicsuffix.EffectiveTLDPlusOne(b)
	return errA == nil && errB == nil && siteA == siteB
}

func canonical(host string) string { return strings.TrimSuffix(strings.ToLower(host), ".") }
