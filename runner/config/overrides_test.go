package config

import (
	"slices"
	"strings"
	"testing"
)

const ofClass = `version: 1
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
  ben: {fail_on: high}
`

func TestOverrides(t *testing.T) {
	t.Parallel()
	r, err := ParseRubric("rubric.yaml", []byte(ofClass))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		submission string
		pages      []string
		login      string
		failOn     string
		keys       []string
	}{
		{"amira", []string{"/a/", "/b/"}, "/signin", "medium", []string{"login", "pages"}},
		{"ben", []string{"/set/"}, "/login/", "high", []string{"fail_on"}},
		{"chloe", []string{"/set/"}, "/login/", "medium", nil},
	} {
		own, keys := r.For(row.submission)
		c := own.Config
		if !slices.Equal(c.Pages, row.pages) || c.Session == nil || c.Session.URL != row.login || c.Session.User != "student" || c.FailOn != row.failOn ||
			!slices.Equal(keys, row.keys) || own.Overrides != nil || len(own.Parts) != 1 || c.PasswordEnv != "GRADER_PASSWORD" {
			t.Errorf("%s: %q %+v %s %q", row.submission, c.Pages, c.Session, c.FailOn, keys)
		}
	}
}

func TestMistakesInOverrides(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ overrides, want string }{
		{"overrides: [amira]", "overrides is a list, not a mapping"},
		{"overrides: {amira: /signin}", "amira is text, not a mapping"},
		{"overrides: {amira: {lgin: {url: /signin}}}", `unknown key "lgin"`},
		{"overrides: {amira: {parts: []}}", "parts is the same for all submissions"},
		{"overrides: {amira: {max_pages: many}}", "max_pages"},
	} {
		text, _, _ := strings.Cut(ofClass, "overrides:")
		if _, err := ParseRubric("rubric.yaml", []byte(text+row.overrides+"\n")); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %q", row.overrides, err, row.want)
		}
	}
}
