package config

import (
	"fmt"
	"net/netip"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/http/httpguts"
)

func choose(into *string, value string, among []string) *flaw {
	if !slices.Contains(among, value) {
		bad := &flaw{problem: "is none of " + strings.Join(among, ", ")}
		if near := nearest(value, among); near != "" {
			bad.remedy = "did you mean " + near + "?"
		}
		return bad
	}
	*into = value
	return nil
}

// severities are what other tools call a severity, and what it is here.
var severities = map[string]string{
	"blocker": "critical", "fatal": "critical", "severe": "critical or high", "serious": "critical or high", "error": "critical or high",
	"major": "high", "warning": "medium", "moderate": "medium", "minor": "low", "none": "never", "off": "never",
}

// takeFailOn suggests never only to who means it: a slip must not switch off what fails a run.
func takeFailOn(c *Config, value string) *flaw {
	bad := choose(&c.FailOn, value, Thresholds)
	if bad == nil {
		return nil
	}
	if named := severities[strings.ToLower(value)]; named != "" {
		bad.remedy = "did you mean " + named + "?"
	} else if edits(strings.ToLower(value), "never") > 1 && nearest(value, Thresholds) == "never" {
		bad.remedy = ""
	}
	return bad
}

func takeAppPath(c *Config, value string) *flaw {
	if !strings.HasPrefix(value, "/") || strings.ContainsAny(value, "?#") {
		return &flaw{"is no path", "write where the application begins on its host, such as /shop/"}
	}
	c.AppPath = value
	return nil
}

func takeNumber(into *int, value string, within Bounds) *flaw {
	n, err := strconv.Atoi(value)
	if err != nil || !within.Holds(n) {
		return &flaw{"is not a whole number from " + within.String(), ""}
	}
	*into = n
	return nil
}

func takePatience(c *Config, value string) *flaw {
	d, bad := parseDuration(value)
	if bad == nil && d > time.Hour {
		bad = &flaw{"is longer than an hour", "write how long to wait on the real clock, such as 10s; longer-lived cookies are aged instead"}
	}
	if bad == nil {
		c.Patience = d
	}
	return bad
}

func takeTimeout(c *Config, value string) *flaw {
	d, bad := parseDuration(value)
	if bad == nil && d < time.Second {
		bad = &flaw{"leaves no time to run", "write how long the whole run may take, such as 5m"}
	}
	if bad == nil {
		c.Timeout = d
	}
	return bad
}

// pattern is an id, an area, or a glob with * and ?. A name in the spelling of an attribute ("HttpOnly") passes: whoever knows the
// checks says which was meant.
var pattern = regexp.MustCompile(`^[A-Za-z0-9*?_-]+(/[A-Za-z0-9*?_-]+)?$`)

func takePattern(into *[]string, value string) *flaw {
	if !pattern.MatchString(value) {
		return &flaw{"is neither a check, an area nor a glob", "write set/secure, set or set/same*; cookiespec list shows them"}
	}
	*into = append(*into, value)
	return nil
}

func takeRequire(c *Config, value string) *flaw {
	var what string
	bad := choose(&what, value, Requirements)
	if bad == nil {
		c.Require = append(c.Require, what)
	}
	return bad
}

// ownHeaders are those that only the browser sets.
var ownHeaders = []string{"cookie", "host", "connection", "content-length", "transfer-encoding", "upgrade"}

func takeHeader(c *Config, value string) *flaw {
	name, rest, found := strings.Cut(value, ":")
	name, rest = strings.TrimSpace(name), strings.TrimSpace(rest)
	switch {
	case !found:
		return &flaw{"has no colon", "write 'Name: value', in quotes"}
	case !httpguts.ValidHeaderFieldName(name):
		return &flaw{"has a name with characters that no header name may hold", "write 'Name: value'; a name is letters, digits and dashes"}
	case slices.Contains(ownHeaders, strings.ToLower(name)):
		return &flaw{"named " + name + " is the browser's own", "leave it out: it would change what is judged"}
	case !httpguts.ValidHeaderFieldValue(rest):
		return &flaw{"has a value with control characters", "write the value in one line"}
	}
	c.Headers = append(c.Headers, Header{name, rest})
	return nil
}

// coverLength is how long a text at the head of a report can be, in characters.
const coverLength = 2000

// takeLine takes a text of one line, for the head of a report.
func takeLine(into *string, value string) *flaw {
	switch value = strings.TrimSpace(value); {
	case value == "":
		return &flaw{"is empty", "leave it out to have none"}
	case strings.ContainsFunc(value, unicode.IsControl):
		return &flaw{"holds control characters", "write it in one line"}
	case utf8.RuneCountInString(value) > coverLength:
		return &flaw{"is too long", fmt.Sprintf("write at most %d characters", coverLength)}
	}
	*into = value
	return nil
}

func takeUserAgent(c *Config, value string) *flaw {
	switch {
	case value == "":
		return &flaw{"is empty", "leave it out to keep Chrome's own"}
	case !httpguts.ValidHeaderFieldValue(value):
		return &flaw{"holds control characters", "write it in one line"}
	}
	c.UserAgent = value
	return nil
}

func takeChrome(c *Config, value string) *flaw {
	if value == "" {
		return &flaw{"is empty", "leave it out to have Chrome found"}
	}
	c.Chrome = value
	return nil
}

func takeBaseline(c *Config, value string) *flaw {
	if value == "" {
		return &flaw{"is empty", "write the path of results that --json wrote, or leave it out"}
	}
	c.Baseline = value
	return nil
}

// BaselineFile is the path of the baseline: what the file says is relative to the file's folder. It is empty where there is none.
func (c Config) BaselineFile() string {
	if c.Baseline == "" || filepath.IsAbs(c.Baseline) || c.origins["baseline"].file == nil {
		return c.Baseline
	}
	return filepath.Join(filepath.Dir(c.File), c.Baseline)
}

func takeInsecure(c *Config, value string) *flaw {
	switch value {
	case "true", "1":
		c.Insecure = true
	case "false", "0":
		c.Insecure = false
	default:
		return &flaw{"is neither true nor false", "write true or false"}
	}
	return nil
}

func takeResolve(c *Config, value string) *flaw {
	if _, _, ok := SplitResolve(value); !ok {
		return &flaw{"is not HOST:ADDR", "write a host name and where it is, such as shop.test:127.0.0.1 or shop.test:127.0.0.1:8443"}
	}
	c.Resolve = append(c.Resolve, value)
	return nil
}

var hostPattern = regexp.MustCompile(`^[A-Za-z0-9*_]([A-Za-z0-9*._-]*[A-Za-z0-9*])?$`)

// SplitResolve cuts HOST:ADDR, where HOST may hold * and ADDR is an IP address with or without a port
// ("127.0.0.1", "127.0.0.1:8443", "[::1]:8443", "::1").
func SplitResolve(value string) (host, addr string, ok bool) {
	host, addr, found := strings.Cut(value, ":")
	if !found || !hostPattern.MatchString(host) {
		return "", "", false
	}
	if _, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(addr, "["), "]")); err == nil {
		return host, addr, true
	}
	if _, err := netip.ParseAddrPort(addr); err == nil {
		return host, addr, true
	}
	return "", "", false
}
