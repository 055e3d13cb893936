package gather

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestWhichPageIsProtected: one that turns strangers away, before one that shows them something else than the user.
func TestWhichPageIsProtected(t *testing.T) {
	t.Parallel()
	const out = "<form method=post action=/out><button>Log out</button></form>"
	in := func(r *http.Request) bool {
		c, err := r.Cookie("sid")
		return err == nil && c.Value == "kq7v0d1o2m9x8c4b"
	}
	for name, row := range map[string]struct {
		members string // what the front page shows them beside the logout
		want    string
	}{
		"the page behind a public front page": {"<a href=/settings>Settings</a>", "/settings"},
		"the front page, where all are open":  {"<a href=/news>News</a>", "/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := serve(t, map[string]http.HandlerFunc{
				"/{$}": func(w http.ResponseWriter, r *http.Request) {
					if in(r) {
						html("News for everybody "+row.members+out)(w, r)
						return
					}
					html("News for everybody <a href=/login>Log in</a>")(w, r)
				},
				"GET /login": html("<form method=post action=/login><input name=user><input name=pass type=password><button>Log in</button></form>"),
				"POST /login": func(w http.ResponseWriter, r *http.Request) {
					http.SetCookie(w, &http.Cookie{Name: "sid", Value: "kq7v0d1o2m9x8c4b", Path: "/"})
					http.Redirect(w, r, "/", http.StatusSeeOther)
				},
				"/news": html("News"),
				"/settings": func(w http.ResponseWriter, r *http.Request) {
					if !in(r) {
						http.Redirect(w, r, "/login", http.StatusSeeOther)
						return
					}
					html("Settings of ada"+out)(w, r)
				},
			})
			r, err := inShell(t, site, func(o *Options) {
				o.Session, o.Stages = &recipe.Session{User: "ada", Password: "s3cret-of-ada", MaxLogins: 12}, recording.Visit|recording.Login
			})
			if err != nil {
				t.Fatal(err)
			}
			if r.Session == nil || !slices.Equal(r.Session.Protected, []string{strings.TrimSuffix(site, "/") + row.want}) {
				t.Errorf("%+v, trouble %q", r.Session, r.Trouble)
			}
		})
	}
}
