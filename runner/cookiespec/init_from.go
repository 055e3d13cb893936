package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
)

// outline is the config that the site of a run satisfies already: its cookies as they were seen, and what the run waived.
func outline(run reports.Run, from string) string {
	s := &sketched{}
	target, _ := withoutUser(strings.Replace(run.Target, "[masked]@", "@", 1))
	s.note("Written by cookiespec init from %s. Read it over: it says what is, not what should be.", from)
	s.line("version: 1")
	s.line("target: %s", quote(target))
	if usual := config.Default(); run.Policy != usual.Policy && slices.Contains(config.Policies, run.Policy) {
		s.line("policy: %s", run.Policy)
	}
	if usual := config.Default(); run.FailOn != usual.FailOn && slices.Contains(config.Thresholds, run.FailOn) {
		s.line("fail_on: %s", run.FailOn)
	}
	s.line("# The pages that were visited are not in the results: list here what --pages named.")
	s.line("# pages: [/account, /cart]")
	if run.Login != nil {
		s.line("\n# The run logged in. Cookies that come only then need that again: give --user, or write the login here.")
		s.line("# login: {user: ada}")
	}
	s.waived(run.Waivers)
	s.seen(run)
	return s.b.String()
}

// waived are the waivers that were of use.
func (s *sketched) waived(all []reports.Waiver) {
	all = slices.DeleteFunc(slices.Clone(all), func(w reports.Waiver) bool { return w.Found == 0 })
	if len(all) == 0 {
		return
	}
	s.line("\nwaivers:")
	for _, w := range all {
		fields := []string{"check: " + quote(w.Check), "reason: " + quote(w.Reason)}
		if w.Cookie != "" {
			fields = slices.Insert(fields, 1, "cookie: "+quote(w.Cookie))
		}
		if w.Until != "" {
			fields = append(fields, "until: "+quote(w.Until))
		}
		s.line("  - {%s}", strings.Join(fields, ", "))
	}
}

// seen declares the cookies of a run. Of several with one name it says what they have in common.
func (s *sketched) seen(run reports.Run) {
	globs := map[reports.Subject]string{}
	for _, r := range run.Results {
		if strings.ContainsAny(r.Declared, "*?") {
			globs[r.Subject] = r.Declared
		}
	}
	var names []string
	declared := map[string][]string{} // fields by name
	for _, c := range run.Cookies {
		name := cmp.Or(globs[reports.Subject{Kind: "cookie", Name: c.Name, Domain: c.Domain, Path: c.Path}], c.Name)
		if foreign := c.Role == "third-party" && c.RoleBy == ""; foreign || !c.Stored || !nameable(name) {
			continue
		}
		fields := asSeen(c)
		if before, twice := declared[name]; twice {
			fields = slices.DeleteFunc(before, func(f string) bool { return !slices.Contains(fields, f) })
		} else {
			names = append(names, name)
		}
		declared[name] = fields
	}
	if len(names) == 0 {
		s.line("\n# No cookie was seen.")
		return
	}
	s.line("\ncookies:")
	for _, name := range names {
		s.line("  %s: {%s}", key(name), strings.Join(declared[name], ", "))
	}
}

// asSeen are what is expected of a cookie that is to stay as it was.
func asSeen(c reports.Cookie) []string {
	var fields []string
	if c.Role != "unknown" && slices.Contains(config.Roles, c.Role) {
		fields = append(fields, "role: "+c.Role)
	}
	if _, err := config.ParseLifetime(c.Lifetime); err == nil {
		fields = append(fields, "lifetime: "+c.Lifetime)
	}
	fields = append(fields, "http_only: "+strconv.FormatBool(c.HTTPOnly), "secure: "+strconv.FormatBool(c.Secure))
	if c.SameSite != "" {
		fields = append(fields, "same_site: "+quote(c.SameSite))
	}
	if strings.HasPrefix(c.Path, "/") && !strings.ContainsFunc(c.Path, unicode.IsControl) {
		fields = append(fields, "path: "+quote(c.Path))
	}
	if !c.HostOnly {
		fields = append(fields, fmt.Sprintf("domain: %q", "."+c.Domain))
	}
	return fields
}
