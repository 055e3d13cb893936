package config

import (
	"fmt"
	"slices"
	"strings"
)

// Setting is one thing that the file, the environment and the flags can all say.
type Setting struct {
	Key    string // in the file: "max_pages", "login.user"
	Flag   string // without dashes: "max-pages"; empty: an argument
	Steers Steers
	List   bool   // takes several values; in a variable they are comma-separated, headers by line feeds
	Bounds Bounds // of a number
	kind   kind
	// secret values are never printed.
	secret bool
	take   func(*Config, string) *flaw // one value; of a list, one more
	number func(*Config) *int          // where a number goes; it needs no take
	wipe   func(*Config)               // of a list: forget the values of a lower layer
}

// Bounds are the least and the most that a number may be.
type Bounds struct{ Least, Most int }

func (b Bounds) String() string { return fmt.Sprintf("%d to %d", b.Least, b.Most) }

// JobBounds are those of what runs side by side: browsers, targets, submissions.
var JobBounds = Bounds{1, 64}

// Holds tells whether a number is within the bounds.
func (b Bounds) Holds(n int) bool { return b.Least <= n && n <= b.Most }

// Steers is what a setting changes. Of the keys that are no setting, cookies and waivers steer judging, and those about
// logins gathering.
type Steers int

const (
	Gathering Steers = iota // what Chrome is made to do: a recording of one thing cannot be judged as if it were of another
	Judging                 // what is made of a recording, as often as one likes; what only and skip left out was not gathered
	Running                 // by what means, and how fast
)

// kind is what a value is in the file.
type kind int

const (
	text kind = iota
	number
	boolean
	span // a duration
)

// Variable is the name in the environment: "COOKIESPEC_MAX_PAGES".
func (s Setting) Variable() string {
	name := s.Flag
	if name == "" {
		name = s.Key
	}
	return VariableOf(name)
}

func (s Setting) name() string {
	if s.Flag == "" {
		return s.Key
	}
	return "--" + s.Flag
}

// Settings are all of them, in the order in which they are documented.
func Settings() []Setting { return slices.Clone(settings) }

var settings = []Setting{
	{Key: "target", take: takeTarget},
	{Key: "pages", Flag: "pages", List: true, take: takePage, wipe: func(c *Config) { c.Pages = nil }},
	{Key: "max_pages", Flag: "max-pages", kind: number, Bounds: Bounds{1, 1000}, number: func(c *Config) *int { return &c.MaxPages }},
	{Key: "never", Flag: "never", List: true, take: takeNever, wipe: func(c *Config) { c.Never = nil }},
	{Key: "app_path", Flag: "app-path", take: takeAppPath},
	{Key: "patience", Flag: "patience", kind: span, take: takePatience},
	{Key: "samples", Flag: "samples", kind: number, Bounds: Bounds{0, 1000}, number: func(c *Config) *int { return &c.Samples }},
	{Key: "plain_http", Flag: "plain-http", take: takePlain},
	{Key: "echo", Flag: "echo", take: takeEcho},
	{Key: "timeout", Flag: "timeout", Steers: Running, kind: span, take: takeTimeout},
	{Key: "policy", Flag: "policy", Steers: Judging, take: func(c *Config, s string) *flaw { return choose(&c.Policy, s, Policies) }},
	{Key: "fail_on", Flag: "fail-on", Steers: Judging, take: takeFailOn},
	{Key: "only", Flag: "only", Steers: Judging, List: true, take: func(c *Config, s string) *flaw { return takePattern(&c.Only, s) }, wipe: func(c *Config) { c.Only = nil }},
	{Key: "skip", Flag: "skip", Steers: Judging, List: true, take: func(c *Config, s string) *flaw { return takePattern(&c.Skip, s) }, wipe: func(c *Config) { c.Skip = nil }},
	{Key: "require", Flag: "require", Steers: Judging, List: true, take: takeRequire, wipe: func(c *Config) { c.Require = nil }},
	{Key: "baseline", Flag: "baseline", Steers: Judging, take: takeBaseline},
	{Key: "report_title", Flag: "report-title", Steers: Judging, take: func(c *Config, s string) *flaw { return takeLine(&c.Cover.Title, s) }},
	{Key: "client", Flag: "client", Steers: Judging, take: func(c *Config, s string) *flaw { return takeLine(&c.Cover.Client, s) }},
	{Key: "scope_note", Flag: "scope-note", Steers: Judging, take: func(c *Config, s string) *flaw { return takeLine(&c.Cover.Scope, s) }},
	{Key: "tester", Flag: "tester", Steers: Judging, take: func(c *Config, s string) *flaw { return takeLine(&c.Cover.Tester, s) }},
	{Key: "headers", Flag: "header", List: true, secret: true, take: takeHeader, wipe: func(c *Config) { c.Headers = nil }},
	{Key: "http_user", Flag: "http-user", take: takeHTTPUser},
	{Key: "user_agent", Flag: "user-agent", take: takeUserAgent},
	{Key: "resolve", Flag: "resolve", List: true, take: takeResolve, wipe: func(c *Config) { c.Resolve = nil }},
	{Key: "insecure", Flag: "insecure", kind: boolean, take: takeInsecure},
	{Key: "chrome", Flag: "chrome", Steers: Running, take: takeChrome},
	{Key: "jobs", Flag: "jobs", Steers: Running, kind: number, Bounds: JobBounds, number: func(c *Config) *int { return &c.Jobs }},
	{Key: "login.user", Flag: "user", take: takeUser},
	{Key: "login.password_env", Flag: "password-env", Steers: Running, secret: true, take: takePasswordEnv},
	{Key: "login.totp_secret_env", Flag: "totp-secret-env", Steers: Running, secret: true, take: takeSecretEnv},
	{Key: "serve.dir", Flag: "serve", take: takeServeDir},
	{Key: "login_hosts", Flag: "login-host", List: true, take: takeLoginHost, wipe: func(c *Config) { c.draft.Hosts = nil }},
	{Key: "max_logins", Flag: "max-logins", kind: number, Bounds: Bounds{1, 100}, number: func(c *Config) *int { return &c.draft.MaxLogins }},
}

func setting(name string) (Setting, bool) {
	for _, s := range settings {
		if s.Key == name || s.Flag == name && name != "" {
			return s, true
		}
	}
	return Setting{}, false
}

// FromEnvironment lays the COOKIESPEC_… variables over c. An empty variable says nothing. The error is an [*Error].
func (c *Config) FromEnvironment(lookup func(string) (string, bool)) error {
	for _, s := range settings {
		value, _ := lookup(s.Variable())
		if value == "" {
			continue
		}
		values := []string{value}
		if s.List {
			values = split(value, s)
		}
		if err := c.lay(s, s.Variable(), values); err != nil {
			return err
		}
	}
	return nil
}

// split cuts a variable into the values of a list. Header values may hold commas.
func split(value string, s Setting) []string {
	separator := ","
	if s.Key == "headers" {
		separator = "\n"
	}
	var values []string
	for _, v := range strings.Split(value, separator) {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

// Set lays one flag over c, by the name of the flag or the key. The values of a list replace those said before. The error
// is an [*Error].
func (c *Config) Set(flag string, values ...string) error {
	s, ok := setting(flag)
	if !ok {
		return &Error{Said: "--" + flag, Problem: "is not a setting", Remedy: suggestion(flag, flags())}
	}
	return c.lay(s, s.name(), values)
}

// takes puts one value where it belongs, or says what is wrong with it.
func (s Setting) takes(c *Config, value string) *flaw {
	if s.number != nil {
		return takeNumber(s.number(c), value, s.Bounds)
	}
	return s.take(c, value)
}

func (c *Config) lay(s Setting, said string, values []string) error {
	if s.List {
		s.wipe(c)
	}
	for _, v := range values {
		if bad := s.takes(c, v); bad != nil {
			return &Error{Said: said, Problem: s.subject(v) + " " + bad.problem, Remedy: bad.remedy}
		}
	}
	c.remember(s.Key, origin{said: said})
	c.settle()
	return nil
}

// subject names a wrong value, and hides it where it may be a secret.
func (s Setting) subject(value string) string {
	switch {
	case s.Key == "headers":
		return "a header"
	case s.secret:
		return "what stands here"
	}
	return shown(value)
}

func flags() []string {
	var names []string
	for _, s := range settings {
		if s.Flag != "" {
			names = append(names, s.Flag)
		}
	}
	return names
}

// keys are those of the file itself.
func keys() []string {
	var names []string
	for _, s := range settings {
		if !strings.Contains(s.Key, ".") {
			names = append(names, s.Key)
		}
	}
	return names
}
