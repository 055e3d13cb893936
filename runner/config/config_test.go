package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

func yes() *bool { b := true; return &b }

func no() *bool { b := false; return &b }

func lasting(s recording.Seconds) *recording.Seconds { return &s }

func TestFiles(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		file string
		want func(*Config)
	}{
		"the version alone is the defaults": {"version: 1\n", func(*Config) {}},
		"the file of the README": {`version: 1
target: http://localhost:8000/
pages: [/, /data]
cookies:
  sessionid: {role: session, lifetime: session, http_only: true, same_site: Lax, path: /}
  data:      {role: preference, lifetime: 60s}
`, func(c *Config) {
			c.Target, c.Pages = "http://localhost:8000/", []string{"/", "/data"}
			c.Cookies = []recording.Declaration{
				{Name: "sessionid", Role: "session", Session: true, HTTPOnly: yes(), SameSite: "Lax", Path: "/", File: "cookiespec.yaml", Line: 5},
				{Name: "data", Role: "preference", Lifetime: lasting(60), Within: 2, File: "cookiespec.yaml", Line: 6},
			}
		}},
		"every setting": {`version: 1
target: https://www.example.com/app/
pages: [https://login.example.com/, "?q=1", data]
max_pages: 3
patience: 0s
timeout: 1h30m
policy: strict
fail_on: never
only: [set, sent/*]
skip: [set/secure]
require: [session]
headers: {Authorization: "Bearer ${TOKEN}", X-Number: 5, X-Empty: ""}
user_agent: Mozilla/5.0
resolve: ["www.example.com:127.0.0.1:8443", "*.example.com:::1", "a.test:[::1]:80"]
insecure: true
chrome: /opt/chrome
jobs: 1
`, func(c *Config) {
			c.Target, c.Pages = "https://www.example.com/app/", []string{"https://login.example.com/", "?q=1", "data"}
			c.MaxPages, c.Patience, c.Timeout, c.Policy, c.FailOn = 3, 0, 90*time.Minute, "strict", "never"
			c.Only, c.Skip = []string{"set", "sent/*"}, []string{"set/secure"}
			c.Require = []string{"session"}
			c.Headers = []Header{{"Authorization", "Bearer hunter2"}, {"X-Number", "5"}, {"X-Empty", ""}}
			c.UserAgent, c.Insecure, c.Chrome, c.Jobs = "Mozilla/5.0", true, "/opt/chrome", 1
			c.Resolve = []string{"www.example.com:127.0.0.1:8443", "*.example.com:::1", "a.test:[::1]:80"}
		}},
		"headers as a list, with and without quotes": {"version: 1\nheaders:\n- 'A: b: c'\n- D: e\n", func(c *Config) {
			c.Headers = []Header{{"A", "b: c"}, {"D", "e"}}
		}},
		"everything that can be expected of a cookie": {`version: 1
cookies:
  "*_id?": {role: load-balancer, lifetime: 2w, within: 5s, secure: false, http_only: false, same_site: none, domain: .Example.COM, optional: true}
  long: {lifetime: 14d, domain: WWW.Example.COM}
  bare:
  empty: {}
  123: {secure: true}
`, func(c *Config) {
			c.Cookies = []recording.Declaration{
				{Name: "*_id?", Role: "load-balancer", Lifetime: lasting(1209600), Within: 5, Secure: no(), HTTPOnly: no(), SameSite: "None", Domain: ".example.com", Optional: true, Line: 3},
				{Name: "long", Lifetime: lasting(1209600), Within: 12096, Domain: "www.example.com", Line: 4}, {Name: "bare", Line: 5}, {Name: "empty", Line: 6}, {Name: "123", Secure: yes(), Line: 7},
			}
			for i := range c.Cookies {
				c.Cookies[i].File = "cookiespec.yaml"
			}
		}},
		"variables stand in values of every kind": {"version: 1\nmax_pages: ${N}\nuser_agent: a ${N} $${N} $N\npatience: \"${N}s\"\nskip: [\"${N}\"]\n", func(c *Config) {
			c.MaxPages, c.UserAgent, c.Patience, c.Skip = 10, "a 10 ${N} $N", 10*time.Second, []string{"10"}
		}},
		"what a variable holds is not filled in again": {"version: 1\nuser_agent: ${LOOP}\n", func(c *Config) { c.UserAgent = "${N}" }},
		"a byte order mark and Windows' line ends":     {"\ufeffversion: 1\r\npolicy: strict\r\n", func(c *Config) { c.Policy = "strict" }},
		"JSON":             {`{"version": 1, "pages": ["/a"]}`, func(c *Config) { c.Pages = []string{"/a"} }},
		"document marks":   {"---\nversion: 1\n...\n", func(*Config) {}},
		"lists of nothing": {"version: 1\npages: []\ncookies: {}\nheaders: []\n", func(*Config) {}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := parse("cookiespec.yaml", []byte(row.file), func(name string) (string, bool) {
				if name == "LOOP" {
					return "${N}", true
				}
				return environment(name)
			})
			if err != nil {
				t.Fatal(err)
			}
			got.origins = nil
			want := Default()
			want.File = "cookiespec.yaml"
			row.want(&want)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		})
	}
}

func TestLoadAndFind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	below := filepath.Join(dir, "below")
	path := filepath.Join(dir, Filename)
	if err := errors.Join(os.Mkdir(below, 0o700), os.WriteFile(path, []byte("version: 1\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if got, ok := Find(dir); !ok || got != path {
		t.Errorf("found %q, %v", got, ok)
	}
	if got, ok := Find(below); ok {
		t.Errorf("found %q above", got)
	}
	if c, err := Load(path); err != nil || c.File != path {
		t.Errorf("%+v, %v", c, err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "none.yaml"): ": there is no such file\n  check the path, or leave --config out",
		dir:                             ": cannot be read: is a directory",
	} {
		if _, err := Load(path); err == nil || err.Error() != path+want {
			t.Errorf("got %v\nwant %s", err, path+want)
		}
	}
}

func TestLayers(t *testing.T) {
	t.Parallel()
	c, err := parse("cookiespec.yaml", []byte("version: 1\ntarget: http://file.test/\npatience: 1s\npolicy: strict\nonly: [set]\nheaders: {A: b}\n"), environment)
	if err != nil {
		t.Fatal(err)
	}
	variables := map[string]string{
		"COOKIESPEC_PATIENCE": "2s", "COOKIESPEC_ONLY": "sent, restart/*,", "COOKIESPEC_HEADER": "A: b, c\nD: e", "COOKIESPEC_MAX_PAGES": "", "COOKIESPEC_INSECURE": "1",
		"COOKIESPEC_TARGET": "http://variable.test/", "COOKIESPEC_UNKNOWN": "x",
	}
	if err := c.FromEnvironment(func(name string) (string, bool) { v, ok := variables[name]; return v, ok }); err != nil {
		t.Fatal(err)
	}
	for flag, values := range map[string][]string{"target": {"http://flag.test/"}, "skip": {"a", "b"}, "insecure": {"false"}, "fail-on": {"low"}} {
		if err := c.Set(flag, values...); err != nil {
			t.Fatal(err)
		}
	}
	c.origins = nil
	want := Default()
	want.File, want.Target, want.Patience, want.Policy, want.FailOn = "cookiespec.yaml", "http://flag.test/", 2*time.Second, "strict", "low"
	want.Only, want.Skip, want.Headers = []string{"sent", "restart/*"}, []string{"a", "b"}, []Header{{"A", "b, c"}, {"D", "e"}}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got  %+v\nwant %+v", c, want)
	}
}

func TestMistakesInFlagsAndVariables(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		set  func(*Config) error
		want string
	}{
		"a flag":             {func(c *Config) error { return c.Set("patience", "10") }, "--patience: \"10\" has no unit\n  write 10s, or another unit: 60s, 20m, 12h, 14d, 2w"},
		"one of a list":      {func(c *Config) error { return c.Set("skip", "set", "A b") }, "--skip: \"A b\" is neither a check, an area nor a glob\n  write set/secure, set or set/same*; cookiespec list shows them"},
		"the argument":       {func(c *Config) error { return c.Set("target", "localhost:8000/") }, "target: \"localhost:8000/\" has no scheme\n  write http://localhost:8000/"},
		"a header, unshown":  {func(c *Config) error { return c.Set("header", "hunter2") }, "--header: a header has no colon\n  write 'Name: value', in quotes"},
		"a password, masked": {func(c *Config) error { return c.Set("target", "http://a:hunter2@b c/") }, "target: \"http://a:[masked]@b c/\" is not a URL\n  write a whole URL, such as http://localhost:8000/"},
		"no such flag":       {func(c *Config) error { return c.Set("patiense", "1s") }, "--patiense: is not a setting\n  did you mean patience?"},
		"control characters": {func(c *Config) error { return c.Set("policy", "\x1b[31m\u202e") }, "--policy: \"·[31m·\" is none of baseline, strict, asvs-l1, asvs-l2"},
		"a variable": {func(c *Config) error {
			return c.FromEnvironment(func(name string) (string, bool) {
				if name == "COOKIESPEC_MAX_PAGES" {
					return "many", true
				}
				return "", false
			})
		}, "COOKIESPEC_MAX_PAGES: \"many\" is not a whole number from 1 to 1000"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Default()
			err := row.set(&c)
			var one *Error
			if !errors.As(err, &one) || err.Error() != row.want {
				t.Errorf("got %v\nwant %s", err, row.want)
			}
		})
	}
}

func TestCheckPointsToWhereAPageWasSaid(t *testing.T) {
	t.Parallel()
	c, err := parse("cookiespec.yaml", []byte("version: 1\npages: [/, \"http://a.test/x\"]\n"), environment)
	if err != nil {
		t.Fatal(err)
	}
	if want := "there is no target\n  give a URL, or write target: in cookiespec.yaml"; fmt.Sprint(c.Check()) != want {
		t.Errorf("got %v\nwant %s", c.Check(), want)
	}
	c.Target = "https://www.a.test/"
	if urls, err := c.PageURLs(); err != nil || fmt.Sprint(urls) != "[https://www.a.test/ http://a.test/x]" {
		t.Errorf("%v, %v", urls, err)
	}
	c.Target = "http://b.test/"
	want := `cookiespec.yaml:2:12: "http://a.test/x" is of another site than the target http://b.test/
  2 | pages: [/, "http://a.test/x"]
    |            ^
  write pages of the target's own site only`
	if fmt.Sprint(c.Check()) != want {
		t.Errorf("got %v\nwant %s", c.Check(), want)
	}
	if err := c.Set("pages", "http://c.test/"); err != nil {
		t.Fatal(err)
	}
	if want := "--pages: \"http://c.test/\" is of another site than the target http://b.test/\n  write pages of the target's own site only"; fmt.Sprint(c.Check()) != want {
		t.Errorf("got %v\nwant %s", c.Check(), want)
	}
}

func TestCheckCountsThePages(t *testing.T) {
	t.Parallel()
	c := Default()
	c.Target, c.Pages, c.MaxPages = "http://a.test/", []string{"/", "/a", "/a", "/b"}, 3
	if err := c.Check(); err != nil {
		t.Error(err)
	}
	c.MaxPages = 2
	if want := "pages: \"/b\" is a page too many: max_pages is 2, the target itself included\n  raise max_pages"; fmt.Sprint(c.Check()) != want {
		t.Errorf("got %v\nwant %s", c.Check(), want)
	}
}

func TestSites(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		a, b string
		same bool
	}{
		{"a.test", "A.TEST.", true}, {"www.example.co.uk", "example.co.uk", true}, {"a.co.uk", "b.co.uk", false},
		{"localhost", "localhost", true}, {"localhost", "a.localhost", false}, {"127.0.0.1", "127.0.0.1", true}, {"127.0.0.1", "1.0.0.1", false},
		{"a.github.io", "b.github.io", false}, {"co.uk", "co.uk", true},
	} {
		if got := sameSite(row.a, row.b); got != row.same {
			t.Errorf("%s and %s: %v", row.a, row.b, got)
		}
	}
}

func TestDigestIsOfWhatSteersGathering(t *testing.T) {
	t.Parallel()
	base := Config{Target: "http://a/", Headers: []Header{{"A", "1"}, {"B", "2"}}}
	for name, change := range map[string]func(*Config){
		"a cookie": func(c *Config) { c.Cookies = []recording.Declaration{{Name: "a"}} },
		"the policy": func(c *Config) {
			c.Policy, c.FailOn, c.Only, c.Skip = "strict", "low", []string{"set"}, []string{"sent"}
		},
		"a header's value": func(c *Config) { c.Headers = []Header{{"b", "3"}, {"a", "4"}} },
		"the machine":      func(c *Config) { c.Chrome, c.Jobs, c.Timeout = "/x", 3, time.Second },
		"no pages at all":  func(c *Config) { c.Pages = []string{} },
	} {
		c := base
		if change(&c); c.Digest() != base.Digest() {
			t.Errorf("%s changes it", name)
		}
	}
	for name, change := range map[string]func(*Config){
		"the target": func(c *Config) { c.Target = "http://b/" }, "a page": func(c *Config) { c.Pages = []string{"/"} }, "how many pages": func(c *Config) { c.MaxPages = 7 },
		"the patience": func(c *Config) { c.Patience = 1 }, "a header's name": func(c *Config) { c.Headers = []Header{{"C", "1"}} }, "the user agent": func(c *Config) { c.UserAgent = "x" },
		"an address": func(c *Config) { c.Resolve = []string{"a:1.2.3.4"} }, "insecure": func(c *Config) { c.Insecure = true },
	} {
		c := base
		if change(&c); c.Digest() == base.Digest() {
			t.Errorf("%s does not change it", name)
		}
	}
	if d := base.Digest(); len(d) != 64 {
		t.Errorf("%q is no SHA-256", d)
	}
}

func TestAConfigPrintsWithoutSecrets(t *testing.T) {
	t.Parallel()
	c := Config{Target: "http://a:hunter2@b/", Headers: []Header{{"A", "hunter2"}}}
	for _, text := range []string{fmt.Sprintf("%v %+v %#v", c.Headers, c.Headers, c.Headers), c.ShownTarget(), c.Digest()} {
		if strings.Contains(text, "hunter2") {
			t.Error(text)
		}
	}
}

func TestVariablesAreNamedAsTheFlags(t *testing.T) {
	t.Parallel()
	var names []string
	for _, s := range Settings() {
		names = append(names, s.Variable())
	}
	want := "COOKIESPEC_TARGET COOKIESPEC_PAGES COOKIESPEC_MAX_PAGES COOKIESPEC_NEVER COOKIESPEC_APP_PATH COOKIESPEC_PATIENCE COOKIESPEC_SAMPLES COOKIESPEC_PLAIN_HTTP COOKIESPEC_ECHO COOKIESPEC_TIMEOUT COOKIESPEC_POLICY COOKIESPEC_FAIL_ON COOKIESPEC_ONLY COOKIESPEC_SKIP COOKIESPEC_REQUIRE COOKIESPEC_BASELINE COOKIESPEC_REPORT_TITLE COOKIESPEC_CLIENT COOKIESPEC_SCOPE_NOTE COOKIESPEC_TESTER " +
		"COOKIESPEC_HEADER COOKIESPEC_HTTP_USER COOKIESPEC_USER_AGENT COOKIESPEC_RESOLVE COOKIESPEC_INSECURE COOKIESPEC_CHROME COOKIESPEC_JOBS " +
		"COOKIESPEC_USER COOKIESPEC_PASSWORD_ENV COOKIESPEC_TOTP_SECRET_ENV COOKIESPEC_SERVE COOKIESPEC_LOGIN_HOST COOKIESPEC_MAX_LOGINS"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("got %s", got)
	}
}
