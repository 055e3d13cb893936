package gather

import (
	"crypto/rand"
	"net/http"
	"testing"

	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestAWordIsNoIDToPlant: a server that gives strangers a word for a session ID is tried with one of the form that users get.
func TestAWordIsNoIDToPlant(t *testing.T) {
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
	if planted := scene.Jar(recording.AtStart); planted == nil || len(planted.Cookies) != 1 || planted.Cookies[0].Value.Octets != len(id) {
		t.Errorf("planted %+v", planted)
	}
}
