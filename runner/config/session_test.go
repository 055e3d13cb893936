package config

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestLogins(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		file string
		want *recipe.Session
	}{
		"no login": {"version: 1\nmax_logins: 3\n", nil},
		"what is said of a login that nobody asks for": {"version: 1\nprotected: /a\nlogout: {url: /out}\n", nil},
		"a user alone": {"version: 1\nlogin: {user: ada}\n", &recipe.Session{User: "ada", MaxLogins: 12}},
		"described": {`version: 1
login:
  user: ada
  url: /accounts/login/
  fill: {"#id_username": "${TOKEN}", "#id_password": 1234, "#id_otp": "a ${N} $${N}"}
  submit: "button[type=submit]"
  remember: "#id_remember"
protected: [/dashboard/, "https://a.test/b"]
logged_in: {selector: "#logout"}
logout: {submit: "#logout-form"}
memory: {set: [{fill: {"#note": x}}], page: /account/, read: {selector: "#note"}}
session: {restart: ends, idle: 20m, absolute: 8h, sliding: true, concurrent: independent}
password_change: {steps: [{goto: /change}], undo: [{click: "#back"}]}
privilege_step: {steps: [{press: Enter}]}
action: {steps: [{click: "#save"}], forged: {url: /note, fields: {note: "${TOKEN}", n: 1}}, page: /account/, read: {selector: "#note"}}
max_logins: 3
`, &recipe.Session{
			User: "ada", URL: "/accounts/login/", Submit: "button[type=submit]", Remember: "#id_remember",
			Fill:      []recipe.Fill{{Selector: "#id_username", Text: "hunter2"}, {Selector: "#id_password", Text: "1234"}, {Selector: "#id_otp", Text: "a 10 ${N}"}},
			Protected: []string{"/dashboard/", "https://a.test/b"}, LoggedIn: recipe.Oracle{Selector: "#logout"}, Logout: recipe.Logout{Submit: "#logout-form"},
			Memory:   &recipe.Memory{Set: []recipe.Step{{Kind: recipe.FillIn, Selector: "#note", Text: "x"}}, Page: "/account/", Read: "#note"},
			Expected: recording.Expectations{Restart: "ends", Idle: lasting(1200), Absolute: lasting(28800), Sliding: yes(), Concurrent: "independent"},
			Change:   &recipe.Detour{Steps: []recipe.Step{{Kind: recipe.Goto, Text: "/change"}}, Undo: []recipe.Step{{Kind: recipe.Click, Selector: "#back"}}},
			Action: &recipe.Action{
				Steps: []recipe.Step{{Kind: recipe.Click, Selector: "#save"}}, URL: "/note",
				Fields: []recipe.Fill{{Selector: "note", Text: "hunter2"}, {Selector: "n", Text: "1"}}, Page: "/account/", Read: "#note",
			},
			Raise: []recipe.Step{{Kind: recipe.Press, Text: "Enter"}}, MaxLogins: 3, Secrets: []string{"hunter2", "10"},
		}},
		"scripted": {`version: 1
login:
  steps:
    - goto: https://sso.test/?next=${N}
    - fill: {"#b": "${TOKEN}", "#a": two}
      timeout: 5s
    - select: {"#role": admin}
    - wait_for: "#code"
    - fetch:
        url: /api/login
        method: post
        headers: {X-Key: "${TOKEN}", X-Number: 5}
        json: {user: ada, pin: 12, list: [1.5, true, null, "<${TOKEN}>"], of: {}}
    - fetch: {url: /api/text, method: PUT, body: "a=${N}"}
    - fetch: {url: /api/me}
`, &recipe.Session{MaxLogins: 12, Secrets: []string{"10", "hunter2"}, Steps: []recipe.Step{
			{Kind: recipe.Goto, Text: "https://sso.test/?next=10"},
			{Kind: recipe.FillIn, Selector: "#b", Text: "hunter2", Timeout: 5 * time.Second},
			{Kind: recipe.FillIn, Selector: "#a", Text: "two", Timeout: 5 * time.Second},
			{Kind: recipe.Select, Selector: "#role", Text: "admin"},
			{Kind: recipe.WaitFor, Selector: "#code"},
			{
				Kind: recipe.Fetch, Text: "/api/login", Method: "POST",
				Headers: map[string]string{"X-Key": "hunter2", "X-Number": "5", "content-type": "application/json"},
				Body:    `{"user":"ada","pin":12,"list":[1.5,true,null,"\u003chunter2\u003e"],"of":{}}`,
			},
			{Kind: recipe.Fetch, Text: "/api/text", Method: "PUT", Body: "a=10"},
			{Kind: recipe.Fetch, Text: "/api/me"},
		}}},
		"handed over": {"version: 1\nlogin: {state: testdata/state.json}\nprotected: /a\nlogged_in: {url: /a*}\n", &recipe.Session{
			MaxLogins: 12, Protected: []string{"/a"}, LoggedIn: recipe.Oracle{URL: "/a*"},
			State: &recipe.State{
				File: "testdata/state.json",
				Cookies: []recipe.Cookie{
					{Name: "sid", Value: "hunter2", Domain: "shop.test", Path: "/", Expires: -1, HTTPOnly: true, Secure: true, SameSite: "Lax"},
					{Name: "keep", Value: "hunter2", Domain: ".shop.test", Path: "/a", Expires: 1900000000.5, SameSite: "None"},
				},
				Origins: []recipe.Origin{{Origin: "https://shop.test", Local: map[string]string{"token": "hunter2"}}},
			},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := parse("cookiespec.yaml", []byte(row.file), environment)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(c.Session, row.want) {
				t.Errorf("got  %+v\nwant %+v", c.Session, row.want)
			}
		})
	}
}

func TestStates(t *testing.T) {
	t.Parallel()
	for state, want := range map[string]string{
		`{"cookies": "hunter2"}`: "is no storage state: cookies is string",
		`[1`:                     "is not JSON",
		`{"cookies": [{"name": "a", "value": "hunter2", "domain": "a.test"}]}`:                                    "is no storage state: cookie 1 has no path",
		`{"cookies": [{"name": "a", "value": "hunter2", "path": "/"}]}`:                                           "is no storage state: cookie 1 has no domain",
		`{"cookies": [{"value": "", "domain": "a.test", "path": "/"}]}`:                                           "is no storage state: cookie 1 has no name",
		`{"cookies": [{"name": "a", "value": "x", "domain": "a.test", "path": "/", "sameSite": "no"}]}`:           "is no storage state: cookie 1 has a sameSite that is none of Strict, Lax, None",
		`{"origins": [{"origin": "hunter2", "localStorage": []}]}`:                                                "is no storage state: origin 1 is no origin",
		`{"cookies": [], "origins": []}`:                                                                          "holds neither cookies nor local storage",
		`{"cookies": [{"name": "a", "value": "x", "domain": "a.test", "path": "/", "expires": "hunter2"}]}`:       "is no storage state: cookies.expires is string",
		`{"cookies": [{"name": "a", "value": "x", "domain": "a.test", "path": "/", "partitionKey": "a"}], "x":1}`: "",
	} {
		got := ""
		if _, bad := parseState("state.json", []byte(state)); bad != nil {
			got = bad.problem
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", state, got, want)
		}
	}
}

// layered lays variables and flags over a file, as the command does.
func layered(t *testing.T, file string, variables map[string]string, flags ...string) Config {
	t.Helper()
	c, err := parse("cookiespec.yaml", []byte("version: 1\ntarget: http://a.test/\n"+file), environment)
	if err != nil {
		t.Fatal(err)
	}
	lookup := func(name string) (string, bool) { v, ok := variables[name]; return v, ok }
	if err := c.FromEnvironment(lookup); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(flags); i += 2 {
		if err := c.Set(flags[i], flags[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	c.TakePassword(lookup)
	return c
}

func TestLayersOfALogin(t *testing.T) {
	t.Parallel()
	variables := map[string]string{"COOKIESPEC_USER": "bob", "COOKIESPEC_MAX_LOGINS": "4", "COOKIESPEC_PASSWORD": "hunter2", "MINE": "hunter3"}
	for name, row := range map[string]struct {
		file      string
		variables map[string]string
		flags     []string
		want      *recipe.Session
	}{
		"nothing":                                {"", nil, nil, nil},
		"the password alone asks for nothing":    {"", map[string]string{"COOKIESPEC_PASSWORD": "hunter2"}, nil, nil},
		"variables":                              {"login: {user: ada}\nmax_logins: 3\n", variables, nil, &recipe.Session{User: "bob", Password: "hunter2", MaxLogins: 4, Secrets: []string{"hunter2"}}},
		"flags":                                  {"login: {user: ada, url: /in}\n", variables, []string{"user", "eve", "max-logins", "5", "password-env", "MINE"}, &recipe.Session{User: "eve", Password: "hunter3", URL: "/in", MaxLogins: 5, Secrets: []string{"hunter3"}}},
		"the file":                               {"login: {user: ada, password_env: MINE}\nmax_logins: 2\n", map[string]string{"MINE": "hunter3"}, nil, &recipe.Session{User: "ada", Password: "hunter3", MaxLogins: 2, Secrets: []string{"hunter3"}}},
		"a user by flag makes a login of a file": {"protected: /a\n", map[string]string{"COOKIESPEC_PASSWORD": "hunter2"}, []string{"user", "eve"}, &recipe.Session{User: "eve", Password: "hunter2", Protected: []string{"/a"}, MaxLogins: 12, Secrets: []string{"hunter2"}}},
		"nobody, but a form that is described":   {"login: {fill: {\"#a\": b}}\n", map[string]string{"COOKIESPEC_PASSWORD": "hunter2"}, nil, &recipe.Session{Fill: []recipe.Fill{{Selector: "#a", Text: "b"}}, MaxLogins: 12}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := layered(t, row.file, row.variables, row.flags...)
			if err := c.Check(); err != nil {
				t.Error(err)
			}
			if !reflect.DeepEqual(c.Session, row.want) {
				t.Errorf("got  %+v\nwant %+v", c.Session, row.want)
			}
		})
	}
}

func TestCheckTellsWhatALoginLacks(t *testing.T) {
	t.Parallel()
	const noPassword = "there is no password for the user: COOKIESPEC_PASSWORD is not set, or empty"
	const export = "\n  export COOKIESPEC_PASSWORD=…, or name another variable with --password-env"
	for name, row := range map[string]struct {
		file      string
		variables map[string]string
		flags     []string
		want      string
	}{
		"a user without a password":  {"", nil, []string{"user", "ada"}, "--user: " + noPassword + export},
		"with an empty one":          {"", map[string]string{"COOKIESPEC_PASSWORD": "", "COOKIESPEC_USER": "ada"}, nil, "COOKIESPEC_USER: " + noPassword + export},
		"with one in another place":  {"", map[string]string{"COOKIESPEC_PASSWORD": "hunter2"}, []string{"user", "ada", "password-env", "MINE"}, "--user: there is no password for the user: MINE is not set, or empty\n  export MINE=…, or name another variable with --password-env"},
		"a user in the file":         {"login:\n  user: ada\n", nil, nil, "cookiespec.yaml:4:9: " + noPassword + "\n  4 |   user: ada\n    |         ^" + export},
		"HTTP's without a password":  {"http_user: stage\n", nil, nil, "cookiespec.yaml:3:12: there is no password for HTTP authentication: COOKIESPEC_HTTP_PASSWORD is not set, or empty\n  3 | http_user: stage\n    |            ^\n  export COOKIESPEC_HTTP_PASSWORD=…"},
		"HTTP's with one":            {"http_user: stage\n", map[string]string{"COOKIESPEC_HTTP_PASSWORD": "hunter3"}, nil, "<nil>"},
		"codes without a secret":     {"", map[string]string{"COOKIESPEC_PASSWORD": "hunter2"}, []string{"user", "ada", "totp-secret-env", "CODES"}, "--totp-secret-env: there is no secret for one-time codes: CODES is not set, or empty\n  export CODES=… as the site showed it, or leave the name out"},
		"codes with a secret":        {"", map[string]string{"COOKIESPEC_PASSWORD": "hunter2", "CODES": "GEZDGNBV"}, []string{"user", "ada", "totp-secret-env", "CODES"}, "<nil>"},
		"a place without a user":     {"login: {url: /in}\n", nil, nil, "cookiespec.yaml:3:1: login does not say who logs in\n  3 | login: {url: /in}\n    | ^\n  write user: NAME or fill: under it, or give --user NAME"},
		"a box without a login":      {"login: {remember: \"#r\"}\n", nil, nil, "cookiespec.yaml:3:1: login is about a login, and none is asked for\n  3 | login: {remember: \"#r\"}\n    | ^\n  write login: {user: NAME}, or give --user NAME"},
		"a sign without a login":     {"logged_in: {status: 200}\n", nil, nil, "cookiespec.yaml:3:1: logged_in is about a login, and none is asked for\n  3 | logged_in: {status: 200}\n    | ^\n  write login: {user: NAME}, or give --user NAME"},
		"a state and a user by flag": {"login: {state: testdata/state.json}\n", nil, []string{"user", "ada"}, "--user: a user contradicts login.state, which hands over a login that is made already\n  leave one of them out"},
		"a page of another site":     {"login: {fill: {\"#a\": b}}\nprotected: [/a, \"http://b.test/\"]\n", nil, nil, "cookiespec.yaml:4:17: \"http://b.test/\" is of another site than the target http://a.test/\n  4 | protected: [/a, \"http://b.test/\"]\n    |                 ^\n  write pages of the target's own site only"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := layered(t, row.file, row.variables, row.flags...)
			if got := fmt.Sprint(c.Check()); got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
		})
	}
}

func TestDigestIsOfWhatSteersALogin(t *testing.T) {
	t.Parallel()
	digest := func(file, password string) string {
		return layered(t, file, map[string]string{"COOKIESPEC_PASSWORD": password}).Digest()
	}
	base := digest("login: {user: ada, fill: {\"#a\": \"${TOKEN}\"}}\n", "x")
	for file, same := range map[string]bool{
		"login: {user: ada, fill: {\"#a\": \"other\"}}\n": true,
		"": false,
		"login: {user: bob, fill: {\"#a\": \"${TOKEN}\"}}\n":                       false,
		"login: {user: ada, fill: {\"#b\": \"${TOKEN}\"}}\n":                       false,
		"login: {user: ada, fill: {\"#a\": \"${TOKEN}\"}}\nlogged_in: {text: a}\n": false,
		"login: {user: ada, fill: {\"#a\": \"${TOKEN}\"}}\nmax_logins: 2\n":        false,
	} {
		if got := digest(file, "y"); (got == base) != same {
			t.Errorf("%q: the digest is the same: %v", file, !same)
		}
	}
	c := layered(t, "login: {steps: [{goto: \"/?${TOKEN}\"}, {press: \"${TOKEN}\"}]}\nprotected: \"/${TOKEN}\"\n", nil)
	if text := fmt.Sprint(steering(*c.Session)); strings.Contains(text, "hunter2") {
		t.Errorf("a secret in %s", text)
	}
}
