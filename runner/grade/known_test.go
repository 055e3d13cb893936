package grade

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestWhatIsKnownIsJudged: what the handout asks for and is not there is a failure, not a question to the teacher.
func TestWhatIsKnownIsJudged(t *testing.T) {
	t.Parallel()
	get := func(url string, status int) recording.Exchange {
		return recording.Exchange{Act: recording.Navigation, Method: "GET", URL: "http://localhost" + url, Status: status, TopLevel: true}
	}
	post := func(url string, status int, headers ...string) recording.Exchange {
		e := recording.Exchange{Act: recording.LoggingIn, Method: "POST", URL: "http://localhost" + url, Status: status, TopLevel: true}
		for _, h := range headers {
			name, _, _ := strings.Cut(h, "=")
			e.Lines = append(e.Lines, recording.Line{Name: name, Text: h})
		}
		return e
	}
	scene := func(stage recording.Stage, all ...recording.Exchange) recording.Scene {
		return recording.Scene{Stage: stage, Exchanges: all}
	}
	login, logout := config.Part{Checks: []string{"session/load-bearing"}}, config.Part{Checks: []string{"session/logout-clears-client"}}
	mode := config.Part{Cookie: "*mode*", Checks: []string{"restart/persistent-survives"}}
	out, in := &recording.Session{}, &recording.Session{Protected: []string{"http://localhost/members"}, LogoutBy: "a link"}
	named := config.Config{Session: &recipe.Session{URL: "/login"}}
	refused := get("/logout/", 405)
	refused.Act = recording.LoggingOut
	crashed := post("/login", 0)
	crashed.Error = "net::ERR_EMPTY_RESPONSE"
	kept := scene(recording.Login, post("/login", 200))
	kept.Kept = []recording.Kept{{Moment: recording.AfterLogin, Area: "local", Key: "token"}}
	for name, c := range map[string]struct {
		part    config.Part
		session *recording.Session
		config  config.Config
		scene   recording.Scene
		want    string
	}{
		"another cookie came":      {mode, nil, config.Config{}, scene(recording.Visit, get("/", 200), post("/x", 200, "dark=1; Max-Age=60")), "no cookie *mode* was set; these were: dark"},
		"no cookie came":           {mode, nil, config.Config{}, scene(recording.Visit, get("/", 200)), "no cookie *mode* was set, and no other either"},
		"it came":                  {mode, nil, config.Config{}, scene(recording.Visit, post("/", 200, "darkmode=1")), ""},
		"nothing was answered":     {mode, nil, config.Config{}, scene(recording.Visit, get("/", 500)), ""},
		"a path of the login's":    {login, out, config.Config{}, scene(recording.Login, post("/user/login", 303, "sid=x; HttpOnly"), get("/members", 401)), "the login sets the cookie sid at /user/login without a path, so that its path is /user and the browser does not send it to /members. Set it with the path /"},
		"a path that is given":     {login, out, config.Config{}, scene(recording.Login, post("/user/login", 303, "sid=x; Path=/"), get("/members", 401)), ""},
		"a login at the root":      {login, out, config.Config{}, scene(recording.Login, post("/login", 303, "sid=x"), get("/members", 401)), ""},
		"a login that crashes":     {login, out, config.Config{}, scene(recording.Login, crashed), "the login at /login is not answered: the application crashes there"},
		"a login that is broken":   {login, out, config.Config{}, scene(recording.Login, post("/login", 500)), "the login at /login is answered with 500 Internal Server Error"},
		"no page of the handout":   {login, out, named, scene(recording.Login, get("/login", 404)), "the login page /login answers 404 Not Found"},
		"no form on it":            {login, out, named, scene(recording.Login, get("/login", 200)), "the login page /login has no form with a password field"},
		"no page was named":        {login, out, config.Config{}, scene(recording.Login, get("/login", 404)), ""},
		"a token in the storage":   {login, in, config.Config{}, kept, "the login sets no cookie, and is kept in the storage of the page, which every script can read"},
		"no logout":                {logout, &recording.Session{Protected: in.Protected}, config.Config{}, scene(recording.Login), "no way to log out was found: neither a link nor a button on the pages that a member sees"},
		"a logout that is refused": {logout, in, config.Config{}, scene(recording.Logout, refused), "the logout at /logout/ is answered with 405 Method Not Allowed, and nobody is logged out. It is a link, and the server takes a form that is sent by POST"},
		"a logout that was open":   {logout, in, config.Config{}, scene(recording.Logout), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seen := &recording.Recording{Session: c.session, Scenes: []recording.Scene{c.scene}}
			if got := known(seen, c.part, c.config, "").why; got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestTheLinesToWriteAreTheStudents: with the cookie's own name, and what is expected of it.
func TestTheLinesToWriteAreTheStudents(t *testing.T) {
	t.Parallel()
	day, yes := recording.Seconds(86400), true
	var got string
	for _, f := range setting("mode", &recording.Declaration{Lifetime: &day, HTTPOnly: &yes, SameSite: "Lax"}) {
		got += "\n" + f.String()
	}
	want := `
Django: response.set_cookie("mode", value, path="/", max_age=86400, httponly=True, samesite="Lax")
Go: http.SetCookie(w, &http.Cookie{Name: "mode", Value: value, Path: "/", MaxAge: 86400, HttpOnly: true, SameSite: http.SameSiteLaxMode})
Express: res.cookie("mode", value, { path: "/", maxAge: 86400000, httpOnly: true, sameSite: "lax" }) // maxAge in milliseconds`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}
