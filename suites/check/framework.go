package check

import (
	"maps"
	"net/url"
	"slices"
	"strings"
)

// Framework is what the application is made with, one of [Frameworks]: as it was started, or by the signs in its answers and cookies.
// Empty: it is not known, or signs of two were seen.
func (c *Case) Framework() string {
	if started := c.Target.Framework; started != "" {
		return started
	}
	signs := c.signs()
	for framework, below := range runsOn {
		if signs[framework] {
			maps.DeleteFunc(signs, func(name string, _ bool) bool { return slices.Contains(below, name) })
		}
	}
	if len(signs) != 1 {
		return ""
	}
	return slices.Collect(maps.Keys(signs))[0]
}

// runsOn is what is below a framework, whose signs come through. IIS adds the header of ASP.NET to whatever it serves.
var runsOn = map[string][]string{
	"Laravel": {"PHP", "ASP.NET"}, "PHP": {"ASP.NET"}, "Next.js": {"Express", "ASP.NET"}, "Express": {"ASP.NET"},
}

// signs are the frameworks that something speaks for.
func (c *Case) signs() map[string]bool {
	signs := map[string]bool{}
	for i := range c.Scenes {
		for _, e := range c.Scenes[i].Exchanges {
			if u, err := url.Parse(e.URL); err == nil && e.TopLevel && c.Judges(u.Hostname()) {
				product, _, _ := strings.Cut(e.Header["x-powered-by"], "/")
				signs[poweredBy[product]] = true
			}
		}
	}
	names := map[string]bool{}
	for _, k := range c.Cookies {
		if k.Live() {
			names[unprefixed(k.Key.Name)] = true
		}
	}
	for name := range names {
		signs[frameworkOf(name, names)] = true
	}
	delete(signs, "")
	return signs
}

// poweredBy are the products of the header X-Powered-By. A Server header names a server, which serves many frameworks.
var poweredBy = map[string]string{"Express": "Express", "PHP": "PHP", "ASP.NET": "ASP.NET", "Next.js": "Next.js"}

// frameworkOf is the framework that a cookie speaks for by its name, with those beside it. Names that any framework may use speak for
// none, and so do those of Auth.js, which runs in several.
func frameworkOf(name string, beside map[string]bool) string {
	sessionOf := strings.HasSuffix(name, "_session") || strings.HasSuffix(name, "-session")
	switch {
	case name == "sessionid" && beside["csrftoken"]:
		return "Django"
	case sessionOf && beside["xsrf-token"]:
		return "Laravel"
	case sessionOf && strings.HasPrefix(name, "_"):
		return "Rails"
	case strings.HasPrefix(name, ".aspnetcore."):
		return "ASP.NET"
	case strings.HasPrefix(name, "next-auth."):
		return "Next.js"
	}
	return sessionNames[name].framework
}

// sessionNames are the names, in lower case, that are known of session cookies: whose, and the framework whose fixes fit. A name that
// others use too has none.
var sessionNames = map[string]struct{ whose, framework string }{
	"phpsessid": {"PHP's", "PHP"}, "jsessionid": {"a Java server's", "Spring"}, "connect.sid": {"Express's", "Express"},
	"laravel_session": {"Laravel's", "Laravel"}, "asp.net_sessionid": {"ASP.NET's", "ASP.NET"}, ".aspxauth": {"ASP.NET's", "ASP.NET"},
	".aspnetcore.session": {"ASP.NET Core's", "ASP.NET"}, ".aspnetcore.cookies": {"ASP.NET Core's", "ASP.NET"},
	"ci_session": {"CodeIgniter's", "PHP"}, "cakephp": {"CakePHP's", "PHP"}, "symfony": {"Symfony's", "PHP"}, "wordpress_logged_in": {"WordPress's", "PHP"},
	"next-auth.session-token": {"NextAuth.js's", "Next.js"}, "_session_id": {"Rails'", ""},
	"sessionid": {"Django's", ""}, "koa.sess": {"Koa's", ""}, "rack.session": {"Rack's", ""}, "session": {"Flask's or another framework's", ""},
	"play_session": {"Play's", ""}, "cfid": {"ColdFusion's", ""}, "cftoken": {"ColdFusion's", ""}, "sid": {"an application's", ""},
	"sessid": {"an application's", ""}, "session_id": {"an application's", ""}, "grafana_session": {"Grafana's", ""},
	"authjs.session-token": {"Auth.js's", ""}, "better-auth.session_token": {"Better Auth's", ""},
}

// unprefixed is the name of a cookie in lower case, without the prefix that browsers know.
func unprefixed(name string) string {
	name = strings.ToLower(name)
	for _, prefix := range []string{"__secure-", "__host-", "__http-", "__host-http-"} {
		name = strings.TrimPrefix(name, prefix)
	}
	return name
}
