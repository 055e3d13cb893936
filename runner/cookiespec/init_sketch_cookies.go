package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func (s *sketched) cookies(c *check.Case, login bool) {
	s.line("")
	if login && !tried(c) {
		s.note("Which cookies carry the login could not be tried out.")
	}
	if len(c.Cookies) == 0 {
		s.line("# No cookie was seen.")
		return
	}
	s.line("cookies:")
	declared := map[string]bool{}
	for _, k := range c.Cookies {
		name := k.Key.Name
		switch {
		case !nameable(name):
			s.note("  A cookie that no file can name: %s", strconv.Quote(name))
			continue
		case !k.Seen():
			s.note("  %s was never stored.", strconv.Quote(name))
			continue
		case declared[name]:
			s.note("  %s comes another time, with the path %s.", strconv.Quote(name), k.Key.Path)
			continue
		}
		declared[name] = true
		keys, why := expectations(k)
		s.line("  %s: {%s}%s", key(name), strings.Join(keys, ", "), why)
	}
	s.line("# Other roles: %s. lifetime, http_only, secure, same_site, path and domain are checked as declared.", strings.Join(config.Roles, ", "))
}

// tried tells whether the experiment had its control: with all cookies one is logged in.
func tried(c *check.Case) bool {
	p := c.Probe(recording.Replay, recording.WithAll)
	return p != nil && p.Answer == recording.In
}

// expectations are what is declared of a cookie: as it is.
func expectations(k *check.Cookie) (keys []string, why string) {
	if k.Bears != nil {
		keys = append(keys, "role: session")
		why = "  # tried out: without it nobody is logged in"
		if k.Bears.Kind == recording.Alone {
			why = "  # tried out: it alone logs in"
		}
	}
	form := k.Form()
	if !k.Persistent() {
		keys = append(keys, "lifetime: session")
	} else if stored := k.Stored(); stored != nil {
		keys = append(keys, "lifetime: "+span(stored.Cookie.Expiry.Sub(stored.Cookie.Created)))
	}
	keys = append(keys, fmt.Sprintf("http_only: %t", form.HTTPOnly), fmt.Sprintf("secure: %t", form.Secure))
	if form.SameSite != "" {
		keys = append(keys, "same_site: "+form.SameSite)
	}
	if strings.HasPrefix(form.Path, "/") && !strings.ContainsFunc(form.Path, unicode.IsControl) {
		keys = append(keys, "path: "+quote(form.Path))
	}
	return keys, why
}

// span writes a lifetime as a config does.
func span(d time.Duration) string {
	d = max(d.Round(time.Second), time.Second)
	for _, unit := range []struct {
		length time.Duration
		name   string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "m"}} {
		if d%unit.length == 0 {
			return fmt.Sprintf("%d%s", d/unit.length, unit.name)
		}
	}
	return fmt.Sprintf("%ds", d/time.Second)
}

// quote writes a text as YAML does in double quotes, which knows all escapes of Go.
func quote(text string) string { return strconv.Quote(strings.ReplaceAll(text, "${", "$${")) }

// plainKey is what needs no quotes, and nothing that YAML takes for another kind than text.
var plainKey = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]{2,}$`)

func key(name string) string {
	if plainKey.MatchString(name) && !slices.Contains([]string{"true", "null", "yes", "off", "false"}, strings.ToLower(name)) {
		return name
	}
	return strconv.Quote(name) // variables are not filled in here
}

// nameable tells whether a config can declare a cookie of this name.
func nameable(name string) bool {
	return name != "" && strings.Trim(name, " \t") == name && !strings.ContainsAny(name, "=;") && !strings.ContainsFunc(name, unicode.IsControl)
}
