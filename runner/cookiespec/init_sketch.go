package main

import (
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/terminal"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// sketch is a config for what was seen, with what its reader must know beside it.
func sketch(c config.Config, seen *recording.Recording) string {
	s := &sketched{}
	target := s.head(c, "init")
	s.pages(c, seen)
	if c.Session != nil {
		s.login(c, seen, target)
	}
	s.cookies(check.NewCase(seen), c.Session != nil)
	return s.b.String()
}

// sketchLogin is a config for the login that was seen, and nothing else.
func sketchLogin(c config.Config, seen *recording.Recording) string {
	s := &sketched{}
	s.login(c, seen, s.head(c, "login"))
	return s.b.String()
}

// head begins a config, and returns its target.
func (s *sketched) head(c config.Config, command string) string {
	target, secret := withoutUser(c.Target)
	s.line("# Written by cookiespec %s from what one visit showed. Read it over: it says what is, not what should be.", command)
	s.line("version: 1")
	if secret {
		s.line("# The user and the password in the URL are left out here: no file should hold them.")
	}
	s.line("target: %s", quote(target))
	return target
}

type sketched struct{ b strings.Builder }

func (s *sketched) line(format string, values ...any) { fmt.Fprintf(&s.b, format+"\n", values...) }

// note is a line of comment on what the target said, which may be anything.
func (s *sketched) note(format string, values ...any) {
	s.line("# %s", terminal.Plain(fmt.Sprintf(format, values...), messageLength))
}

func (s *sketched) pages(c config.Config, seen *recording.Recording) {
	var pages []string
	for _, p := range c.Pages {
		pages = append(pages, quote(p))
	}
	s.line("")
	if len(pages) > 0 {
		s.line("pages: [%s]", strings.Join(pages, ", "))
		return
	}
	for _, p := range seen.Target.Pages[min(1, len(seen.Target.Pages)):] {
		pages = append(pages, quote(within(p, seen.Target.Landed)))
	}
	s.line("# Without a list, the pages are those that the entry page links to.")
	s.line("# pages: [%s]", cmp.Or(strings.Join(pages, ", "), "/account, /cart"))
}

func (s *sketched) login(c config.Config, seen *recording.Recording, target string) {
	found := seen.Session
	if found == nil {
		return
	}
	s.line("")
	form := found.Form
	if form == nil {
		code := ""
		if c.SecretEnv != "" {
			code = ", totp_secret_env: " + c.SecretEnv
		}
		s.line("login: {user: %s%s}", quote(c.Session.User), code)
	} else {
		s.line("# The login form as it was recognised. The password comes from the environment: export %s=…", c.PasswordEnv)
		s.line("login:")
		s.line("  url: %s", quote(within(found.Page, target)))
		s.line("  fill: {%s}", strings.Join(fields(form, c), ", "))
		if form.Submit != "" {
			s.line("  submit: %s", quote(form.Submit))
		}
		if form.Remember != "" {
			s.line("  remember: %s  # a second login is made with it ticked", quote(form.Remember))
		}
		if c.SecretEnv != "" {
			s.line("  totp_secret_env: %s", c.SecretEnv)
		}
	}
	if c.Session.MaxLogins != config.DefaultMaxLogins {
		s.line("max_logins: %d", c.Session.MaxLogins)
	}
	if len(found.Protected) > 0 {
		var pages []string
		for _, p := range found.Protected {
			pages = append(pages, quote(within(p, target)))
		}
		s.line("\n# Pages for logged-in users only. The first one shows whether the user is logged in.")
		s.line("protected: [%s]", strings.Join(pages, ", "))
	}
	if found.Sign != "" {
		s.note("What tells it: %s.", found.Sign)
	}
	s.line(`# logged_in: {selector: "#logout"}  # or text, url, status: where that is not sign enough`)
	s.line("")
	switch {
	case form != nil && form.Logout != "":
		if form.LogoutOn != "" {
			s.note("The logout as it was recognised on %s.", form.LogoutOn)
		}
		s.line("logout: {click: %s}", quote(form.Logout))
	case found.LogoutBy != "":
		s.note("The logout is found by itself: %s.", found.LogoutBy)
		s.line(`# logout: {submit: "#logout-form"}  # or click, url, steps: to choose another`)
	default:
		s.line("# No logout was recognised. Name it, or what depends on it cannot be judged.")
		s.line(`# logout: {submit: "#logout-form"}  # or click, url, steps`)
	}
	s.line("\n# What is expected of sessions. Nothing is where nothing is said.")
	s.line("# session: {restart: ends, idle: 20m, absolute: 8h, sliding: true, concurrent: independent}")
}

// fields are what is filled in: the user, and the variable that holds the password. Variables are not filled in in names.
func fields(form *recording.LoginForm, c config.Config) []string {
	var all []string
	if form.User != "" {
		all = append(all, strconv.Quote(form.User)+": "+quote(c.Session.User))
	}
	return append(all, strconv.Quote(form.Password)+`: "${`+c.PasswordEnv+`}"`)
}

// within is a URL as a path of its origin, where that is the other's too.
func within(address, other string) string {
	a, errA := url.Parse(address)
	b, errB := url.Parse(other)
	if errA != nil || errB != nil || a.Scheme != b.Scheme || !strings.EqualFold(a.Host, b.Host) || strings.HasPrefix(a.Path, "//") {
		return address
	}
	return a.RequestURI()
}

// withoutUser takes user and password out of a URL, and tells whether there were any.
func withoutUser(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address, false
	}
	u.User = nil
	return u.String(), true
}
