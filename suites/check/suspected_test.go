package check_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	. "github.com/cookiespec/cookiespec/suites/check/checktest"
)

// TestSuspected: which cookies of a visitor look as if they carried a session, and why.
func TestSuspected(t *testing.T) {
	t.Parallel()
	const long = "31d4f2a0c7b8e6d95a1b"
	for name, test := range map[string]struct {
		line, role string
		want       string
	}{
		"PHP":                             {"PHPSESSID=1; Path=/", "", "the name of PHP's session cookie"},
		"Java":                            {"JSESSIONID=1", "", "the name of a Java server's session cookie"},
		"Express":                         {"connect.sid=s%3A1", "", "the name of Express's session cookie"},
		"Laravel":                         {"laravel_session=1", "", "the name of Laravel's session cookie"},
		"ASP.NET":                         {"ASP.NET_SessionId=1", "", "the name of ASP.NET's session cookie"},
		"Rails":                           {"_session_id=1", "", "the name of Rails' session cookie"},
		"classic ASP":                     {"ASPSESSIONIDQQRTBCAD=1", "", "the name of classic ASP's session cookie"},
		"a prefix hides no name":          {"__Host-sid=1; Secure; Path=/", "", "the name of an application's session cookie"},
		"a name of its own, and HttpOnly": {"x=1; HttpOnly", "", "HttpOnly"},
		"a name of its own, and long":     {"x=" + long, "", "a value of up to 103 bits"},
		"short, and open to scripts":      {"x=1", "", ""},
		"a name that only begins so":      {"sidebar=open", "", ""},
		"a CSRF token":                    {"csrftoken=" + long, "", ""},
		"a CSRF token, hidden":            {"XSRF-TOKEN=" + long + "; HttpOnly", "", ""},
		"analytics":                       {"_ga=GA1.1.1234567890.1234567890", "", ""},
		"declared as something else":      {"PHPSESSID=1", "preference", ""},
		"declared as the session":         {"PHPSESSID=1", "session", ""},
		"declared as unknown":             {"PHPSESSID=1", "unknown", ""},
		"only deleted":                    {"PHPSESSID=; Max-Age=0", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			elements := []Element{Visit(Get("/").Sets(test.line))}
			if test.role != "" {
				cookie, _, _ := strings.Cut(test.line, "=")
				elements = append([]Element{Role(cookie, test.role)}, elements...)
			}
			got := ""
			for _, s := range Case(elements...).Suspected() {
				got += s.Reason
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSuspectedBesideLogin: what a login holds without is no session.
func TestSuspectedBesideLogin(t *testing.T) {
	t.Parallel()
	visit, login := Visit(Get("/").Sets("hidden=1; HttpOnly; Path=/")), Login(Post("/login").Sets("sid=31d4d2a0c7b8e6d95a1b; HttpOnly; Path=/"))
	for name, test := range map[string]struct {
		elements []Element
		want     int
	}{
		"no login":                 {[]Element{visit}, 1},
		"the login holds without":  {[]Element{visit, Account(), login, Replay(Bears("sid", "hidden")...)}, 0},
		"it was not tried without": {[]Element{visit, Account(), login, Replay(Bears("sid")...)}, 1},
	} {
		if got := Case(test.elements...).Suspected(); len(got) != test.want {
			t.Errorf("%s: %d suspected, want %d", name, len(got), test.want)
		}
	}
}
