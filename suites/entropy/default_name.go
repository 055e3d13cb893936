package entropy

import (
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// DefaultName: "It is recommended to change the default session ID name of the web development framework to a generic name, such as
// `id`" (OWASP Session Management Cheat Sheet).
var DefaultName = check.Check{
	ID:       "entropy/default-name",
	Title:    "the session cookie's name does not tell what the site is made with",
	Failure:  "the session cookie's name tells what the site is made with",
	Severity: check.Info,
	Cites:    []check.Citation{check.CheatSheet("Session Management", "Session ID Name Fingerprinting")},
	Needs:    recording.Visit,
	Subjects: check.Sessions,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		name := s.Cookie.Key.Name
		for prefix, with := range makers {
			if strings.EqualFold(name, prefix) || strings.HasSuffix(prefix, "…") && strings.HasPrefix(name, strings.TrimSuffix(prefix, "…")) {
				return check.Fail("a name that any site could use, such as id", name+", by which "+with+" is known", check.Evidence{At: s.Cookie.Name(), Text: "the name"}).UnderStrict()
			}
		}
		return check.Pass("a name of no framework that is known here", check.Evidence{At: s.Cookie.Name(), Text: "the name"})
	},
}

// makers are those by whose session cookie's name, here without regard to case, they are known; with … at its end it only begins so.
var makers = map[string]string{
	"PHPSESSID":             "PHP",
	"JSESSIONID":            "Java (Jakarta Servlet)",
	"CFID":                  "ColdFusion",
	"CFTOKEN":               "ColdFusion",
	"ASP.NET_SessionId":     "ASP.NET",
	"ASPSESSIONID…":         "ASP",
	".AspNetCore.Session":   "ASP.NET Core",
	".AspNetCore.Cookies":   "ASP.NET Core",
	"connect.sid":           "Express",
	"laravel_session":       "Laravel",
	"ci_session":            "CodeIgniter",
	"CAKEPHP":               "CakePHP",
	"rack.session":          "Rack (Ruby)",
	"PLAY_SESSION":          "Play",
	"wordpress_logged_in_…": "WordPress",
}
