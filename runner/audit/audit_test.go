package audit_test

import (
	"slices"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func read(t *testing.T, text string) config.Config {
	t.Helper()
	c, err := config.Parse("cookiespec.yaml", []byte("version: 1\ntarget: http://localhost:8000/\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheChecksAreThoseAskedFor(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"only: [set/secure, scope/path]\n":         {"scope/path", "set/secure"},
		"only: [scope]\nskip: [scope/*-site-*]\n":  nil, // some are left
		"only: [set/secure]\nskip: [set/secure]\n": {},
	} {
		all, err := audit.Catalogue(read(t, text))
		var got []string
		for _, c := range all {
			got = append(got, c.ID)
		}
		slices.Sort(got)
		switch {
		case want == nil && (err != nil || !slices.Contains(got, "scope/path") || slices.Contains(got, "scope/cross-site-post")),
			len(want) > 0 && !slices.Equal(got, want), want != nil && len(want) == 0 && err == nil:
			t.Errorf("%s: %q, %v", text, got, err)
		}
	}
}

func TestTheSiteIsGatheredFromAsTheConfigSays(t *testing.T) {
	t.Parallel()
	c := read(t, "pages: [/a]\necho: /echo\nmax_pages: 3\npatience: 4s\nuser_agent: me\nheaders: {X-Key: v}\ncookies: {a: {role: session}}\n")
	catalogue, err := audit.Catalogue(read(t, "only: [restart/restored]\n"))
	if err != nil {
		t.Fatal(err)
	}
	o, err := audit.Gathering(c, catalogue, reports.Tool{Name: "cookiespec", Version: "1.0.0"})
	switch {
	case err != nil, o.URL != "http://localhost:8000/", !slices.Equal(o.Pages, []string{"http://localhost:8000/a"}), o.Echo != "http://localhost:8000/echo", o.MaxPages != 3,
		o.Patience != 4*time.Second, o.UserAgent != "me", len(o.Headers) != 1, len(o.Declared) != 1, o.Tool != "cookiespec 1.0.0", o.Digest != c.Digest(),
		!o.Stages.Has(recording.Restore), o.Stages.Has(recording.Aged):
		t.Errorf("%+v, %v", o, err)
	}
	if err := c.Set("pages", "http://elsewhere.test/"); err != nil {
		t.Fatal(err)
	}
	if _, err := audit.Gathering(c, catalogue, reports.Tool{}); err == nil {
		t.Error("a page of another site is taken")
	}
}

func TestItIsJudgedAsTheConfigSays(t *testing.T) {
	t.Parallel()
	o := audit.Judging(read(t, "policy: strict\nfail_on: medium\nrequire: [session]\n"))
	if o.Policy != "strict" || o.FailOn != check.Medium || o.Never || !slices.Equal(o.Require, []string{"session"}) || o.Config != "cookiespec.yaml" {
		t.Errorf("%+v", o)
	}
	if o := audit.Judging(read(t, "fail_on: never\n")); !o.Never {
		t.Errorf("%+v", o)
	}
	all, err := audit.Waivers(read(t, "waivers: [{check: set/secure, reason: x}]\n"))
	if err != nil || len(all) != 1 || all[0].Check != "set/secure" {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := audit.Waivers(read(t, "waivers: [{check: set/secur, reason: x}]\n")); err == nil {
		t.Error("a waiver of no check is taken")
	}
}
