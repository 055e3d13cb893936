package config

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// sample holds a secret in each place where one can stand.
const sample = `version: 1
target: https://eve:SECRET@example.com/
pages: [/, /data]
headers:
  Authorization: Bearer SECRET
  X-Long: "one
    SECRET
    two"
patience: 5s
cookies:
  sessionid: {role: session, http_only: true}
user_agent: x
`

// logins hold a secret in each place of a login where one can stand.
var logins = []string{`version: 1
login:
  url: /in
  fill:
    "#user": ada
    "#pass": SECRET
  submit: "#go"
protected: [/a]
memory: {set: [{fill: {"#a": "SECRET"}}, {click: "#b"}], read: {selector: "#c"}}
action: {steps: [{click: "#b"}], forged: {url: /a, fields: {a: "SECRET"}}, read: {selector: "#c"}}
patience: 5s
`, `version: 1
logout:
  steps:
    - fill: {"#why": SECRET}
      timeout: 5s
    - select:
        "#pin": "SECRET"
    - fetch: {url: /api, method: POST, headers: {X: SECRET}, json: {pin: SECRET, of: ["SECRET"]}}
jobs: 1
`, `version: 1
privilege_step:
  steps:
    - fetch:
        url: /api
        method: POST
        body: "one
          SECRET
          two"
    - fill: {"#a": "SE
        SECRET", "#b": x}
jobs: 1
`, `version: 1
targets:
  - https://a.test/
  - name: b
    url: https://b.test/
    headers: {X: SECRET}
    login:
      fill: {"#pass": SECRET}
      submit: "#go"
  - url: https://c.test/
    login: {user: ada}
    memory:
      set: [{fill: {"#a": "SECRET"}}]
      read: {selector: "#c"}
jobs: 1
`}

// sound tells that parsing ended well: with a config, or with mistakes that have a place, and never with a panic.
func sound(t *testing.T, file []byte) {
	t.Helper()
	c, err := parse("f.yaml", file, environment)
	if err == nil {
		if c.MaxPages < 1 || c.Jobs < 1 || c.Policy == "" || c.FailOn == "" {
			t.Errorf("%q gave %+v", file, c)
		}
		return
	}
	var all Errors
	if !errors.As(err, &all) || len(all) == 0 {
		t.Fatalf("%q gave %v", file, err)
	}
	for _, e := range all {
		if e.Problem == "" || e.Line < 1 && len(file) <= mostOctets {
			t.Errorf("%q gave %+v", file, e)
		}
		if !utf8.ValidString(e.Excerpt) || len([]rune(e.Excerpt)) > 400 || strings.ContainsAny(e.Excerpt, "\x1b\x00\x07") {
			t.Errorf("%q gave the excerpt %q", file, e.Excerpt)
		}
	}
}

// TestNoSlipShowsASecret makes every mistake of one character in the sample.
func TestNoSlipShowsASecret(t *testing.T) {
	t.Parallel()
	for _, form := range append(logins[:len(logins):len(logins)], sample, `{"version": 1, "headers": {"A": "SECRET", "B": "SECRET"}, "patience": "5s", "pages": ["/"]}`, "version: 1\nheaders:\n- 'A: SECRET'\n- B: SECRET\njobs: 2\n") {
		file := strings.ReplaceAll(form, "SECRET", "hunter2-hunter2")
		slips := []string{" ", "\n", "\t", ":", "'", "\"", "{", "}", "[", "#", "&", "*", "-", "$", "x", "\xff", "\x00"}
		if slices.Contains(logins, form) {
			slips = []string{" ", "\n", ":", "\"", "{", "#", "x"} // they are long, and the rest is told alike
		}
		check := func(slipped string) {
			sound(t, []byte(slipped))
			_, err := parse("f.yaml", []byte(slipped), environment)
			if err != nil && strings.Contains(err.Error(), "hunter2") {
				t.Errorf("%s\nin\n%s", err, slipped)
			}
		}
		url := strings.Index(file, "eve:")
		for i := range file {
			if url >= 0 && i > url && i < url+len("eve:hunter2-hunter2@") {
				continue // what is no URL any more has no password that could be told
			}
			if i > 0 && letter(file[i-1]) && letter(file[i]) && !strings.Contains(file[max(0, i-secretAround):min(len(file), i+secretAround)], "hunter2") {
				continue // within a word far from any secret: told like its neighbours
			}
			check(file[:i] + file[i+1:])
			for _, slip := range slips {
				check(file[:i] + slip + file[i:])
			}
		}
	}
}

// secretAround is how far from a secret every byte is tried.
const secretAround = 40

func letter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func TestFilesMadeToDoHarm(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{
		"deep brackets":      strings.Repeat("[", 30_000),
		"deep lists":         strings.Repeat("- ", 30_000),
		"too large":          strings.Repeat("#", mostOctets+1),
		"an expanding alias": "version: 1\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ncookies: *c\n",
		"many keys":          "version: 1\n" + strings.Repeat("a:\n", 2_000),
		"one long line":      "version: 1\nx: " + strings.Repeat("y", 30_000),
		"a long key":         "version: 1\n" + strings.Repeat("y", 30_000) + ": 1",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := parse("f.yaml", []byte(file), environment)
			if err == nil || len(err.Error()) > 8_000 {
				t.Errorf("got %.200v", err)
			}
			sound(t, []byte(file))
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(sample))
	for _, login := range logins {
		f.Add([]byte(login))
	}
	_, all := mistakes(f)
	for _, m := range all {
		f.Add([]byte(m.file))
	}
	f.Fuzz(sound)
}
