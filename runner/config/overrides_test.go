package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

const rubricOfClass = `version: 1
pages: [/set/]
login: {url: /login/}
protected: /members/
accounts: {user: student, password_env: GRADER_PASSWORD}
parts:
  - {title: a, points: 1, checks: [set]}
overrides:
  amira:
    login: {url: /signin}
    pages: [/a/, /b/]
  ben: {max_pages: 3}
  chloe: {login: {fill: {"#pw": "${COOKIESPEC_TEST_UNSET}"}}}
`

func TestOverrides(t *testing.T) {
	t.Parallel()
	r, err := ParseRubric("rubric.yaml", []byte(rubricOfClass))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		submission string
		pages      []string
		login      string
		maxPages   int
		keys       []string
	}{
		{"amira", []string{"/a/", "/b/"}, "/signin", 10, []string{"login", "pages"}},
		{"ben", []string{"/set/"}, "/login/", 3, []string{"max_pages"}},
		{"dmitri", []string{"/set/"}, "/login/", 10, nil},
	} {
		own, keys := r.For(row.submission)
		c := own.Config
		if !slices.Equal(c.Pages, row.pages) || c.Session == nil || c.Session.URL != row.login || c.Session.User != "student" || c.MaxPages != row.maxPages || c.FailOn != "medium" ||
			!slices.Equal(keys, row.keys) || own.Overrides != nil || len(own.Parts) != 1 || c.PasswordEnv != "GRADER_PASSWORD" {
			t.Errorf("%s: %q %+v %d %q", row.submission, c.Pages, c.Session, c.MaxPages, keys)
		}
	}
	if unset := r.Overrides["chloe"].Unset; !slices.Equal(unset, []string{"COOKIESPEC_TEST_UNSET"}) || len(r.Overrides["amira"].Unset) > 0 {
		t.Errorf("unset: %q", unset)
	}
}

func TestMistakesInOverrides(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ overrides, want string }{
		{"overrides: [amira]", "overrides is a list, not a mapping"},
		{"overrides: {amira: /signin}", "amira is text, not a mapping"},
		{"overrides: {amira: {lgin: {url: /signin}}}", `unknown key "lgin"`},
		{"overrides: {amira: {parts: []}}", "parts cannot be overridden"},
		{"overrides: {amira: {max_pages: many}}", "max_pages"},
		{"overrides: {amira: {fail_on: high}}", "fail_on cannot be overridden"},
		{"overrides: {amira: {login: {user: other}}}", "the user and the password must be the same for all submissions"},
	} {
		text, _, _ := strings.Cut(rubricOfClass, "overrides:")
		if _, err := ParseRubric("rubric.yaml", []byte(text+row.overrides+"\n")); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %q", row.overrides, err, row.want)
		}
	}
}

// TestOverridesHideSecrets: a mistake is shown without what may be a secret beside it.
func TestOverridesHideSecrets(t *testing.T) {
	t.Parallel()
	const login = `{login: {fill: {"#pw": hunter2secret}}}`
	for _, overrides := range []string{
		"override: {amira: " + login + "}",
		"overrides: [{amira: " + login + "}]",
		"overrides: hunter2secret",
		"overrides: {amira: hunter2secret}",
		"overrides: {amira: [" + login + "]}",
		"overrides: {amira: {accounts: {user: x, password: hunter2secret}}}",
		"overrides: {amira: {overrides: " + login + "}}",
		"overrides: {amira: {serv: {env: {K: hunter2secret}}}}",
		"overrides: {amira: {serve: {envs: {K: hunter2secret}}}}",
		"overrides: {amira: {serve: \"K=hunter2secret ./x\"}}",
		"overrides: {amira: " + login + ", amira: " + login + "}",
		"overrides: {amira: {}}\noverrides: {b: " + login + "}",
	} {
		text, _, _ := strings.Cut(rubricOfClass, "overrides:")
		_, err := ParseRubric("rubric.yaml", []byte(text+overrides+"\n"))
		var all Errors
		if !errors.As(err, &all) {
			t.Errorf("%s: %v", overrides, err)
		}
		for _, e := range all {
			if shown := fmt.Sprintf("%+v", *e); strings.Contains(shown, "hunter2secret") {
				t.Errorf("%s: %s", overrides, shown)
			}
		}
	}
}
