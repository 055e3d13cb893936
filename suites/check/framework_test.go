package check_test

import (
	"testing"

	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestFramework: what an application is made with shows in its headers and in the names of its cookies.
func TestFramework(t *testing.T) {
	t.Parallel()
	by := func(header string, lines ...string) *Exchange {
		return Get("/").Says("x-powered-by", header).Sets(lines...)
	}
	for name, row := range map[string]struct {
		answer *Exchange
		want   string
	}{
		"Express, by its header":          {by("Express"), "Express"},
		"PHP, by its header":              {by("PHP/8.3.1"), "PHP"},
		"ASP.NET, by its header":          {by("ASP.NET"), "ASP.NET"},
		"Next.js, by its header":          {by("Next.js"), "Next.js"},
		"another header":                  {by("a hamster"), ""},
		"Django":                          {by("", "csrftoken=1", "sessionid=2"), "Django"},
		"sessionid alone":                 {by("", "sessionid=2"), ""},
		"csrftoken alone":                 {by("", "csrftoken=2"), ""},
		"Express, by its cookie":          {by("", "connect.sid=1"), "Express"},
		"PHP, by its cookie":              {by("", "PHPSESSID=1"), "PHP"},
		"a prefix hides no name":          {by("", "__Secure-PHPSESSID=1; Secure"), "PHP"},
		"Laravel, by its own name":        {by("", "laravel_session=1"), "Laravel"},
		"Laravel, by the pair":            {by("", "XSRF-TOKEN=1", "my_shop_session=2"), "Laravel"},
		"a name of its form alone":        {by("", "my_shop_session=2"), ""},
		"XSRF-TOKEN alone":                {by("", "XSRF-TOKEN=1"), ""},
		"Laravel, which runs on PHP":      {by("PHP/8.3", "laravel_session=1"), "Laravel"},
		"Rails":                           {by("", "_my_shop_session=1"), "Rails"},
		"Spring":                          {by("", "JSESSIONID=1"), "Spring"},
		"ASP.NET, by its cookie":          {by("", "ASP.NET_SessionId=1"), "ASP.NET"},
		"ASP.NET Core":                    {by("", ".AspNetCore.Antiforgery.x1=1"), "ASP.NET"},
		"PHP on IIS":                      {by("ASP.NET", "PHPSESSID=1"), "PHP"},
		"Next.js, by the cookie":          {by("", "next-auth.csrf-token=1"), "Next.js"},
		"Next.js, served by Express":      {by("Express", "next-auth.session-token=1"), "Next.js"},
		"Auth.js, which runs in several":  {by("", "authjs.session-token=1"), ""},
		"two applications on one site":    {by("PHP/8.3", "connect.sid=1"), ""},
		"a name that any framework gives": {by("", "session=1"), ""},
		"nothing":                         {by(""), ""},
	} {
		if got := Case(Visit(row.answer)).Framework(); got != row.want {
			t.Errorf("%s: %q, want %q", name, got, row.want)
		}
	}
	started := Case(Visit(by("Express")))
	if started.Target.Framework = "Go"; started.Framework() != "Go" {
		t.Error("the application that was started is not known")
	}
	image := Case(Visit(Get("/"), Do(recording.SubResource, "/cat.png").On("/").Says("x-powered-by", "PHP/8.3")))
	if got := image.Framework(); got != "" {
		t.Errorf("by an image: %q", got)
	}
}
