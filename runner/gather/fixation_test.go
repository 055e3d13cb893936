package gather

import (
	"crypto/rand"
	"net/http"
	"testing"

	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestAWordIsNoSessionID: a server that gives strangers a word for a session ID is tried with one of the form that users get.
func TestAWordIsNoSessionID(t *testing.T) {
	t.Parallel()
	id := "u" + rand.Text()
	site := serve(t, map[string]http.HandlerFunc{
		"GET /{$}": func(w http.ResponseWriter, r *http.Request) {
			if c, err := r.Cookie("sid"); err == nil && c.Value == id {
				html("Hello ada <form method=post action=/out><button>Log out</button></form>")(w, r)
				return
			}
			html("<form method=post><input name=user><input name=pass type=password><button>Log in</button></form>", "sid=deleted; Path=/")(w, r)
		},
		"POST /{$}": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, Path: "/"})
			http.Redirect(w, r, "/", http.StatusSeeOther)
		},
		"POST /out": html("Goodbye", "sid=deleted; Path=/"),
	})
	r, err := inChrome(t, site, func(o *Options) {
		o.Session = &recipe.Session{User: "ada", Password: "s3cret-of-ada", MaxLogins: 12}
		o.Stages = recording.Fixation
	})
	if err != nil {
		t.Fatal(err)
	}
	scene := r.Scene(recording.Fixation)
	if scene == nil || scene.State != recording.Done {
		t.Fatalf("%+v", scene)
	}
	if start := scene.Jar(recording.AtStart); start == nil || len(start.Cookies) != 1 || start.Cookies[0].Value.Octets != len(id) {
		t.Errorf("the browser began with %+v", start)
	}
}
