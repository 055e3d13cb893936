package gather

import (
	"crypto/rand"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestTheOtherForm is tried where the first does not take user and password: an application has one for users and one for those who
// run it.
func TestTheOtherForm(t *testing.T) {
	t.Parallel()
	form := func(action string) http.HandlerFunc {
		return html("<form method=post action=" + action + "><input name=user><input name=pass type=password><button>Log in</button></form>")
	}
	site := serve(t, map[string]http.HandlerFunc{
		"/{$}":             html("<a href=/users/login>Log in</a> <a href=/staff/login>Staff login</a>"),
		"/users/login":     form("/users/login"),
		"GET /staff/login": form("/staff/login"),
		"POST /staff/login": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "sid", Value: "kq7v0d1o2m9x8c4b", Path: "/"})
			http.Redirect(w, r, "/desk", http.StatusSeeOther)
		},
		"/desk": func(w http.ResponseWriter, r *http.Request) {
			if c, err := r.Cookie("sid"); err != nil || c.Value != "kq7v0d1o2m9x8c4b" {
				http.Redirect(w, r, "/staff/login", http.StatusSeeOther)
				return
			}
			html("Hello ada <form method=post action=/out><button>Log out</button></form>")(w, r)
		},
	})
	for name, row := range map[string]struct {
		session recipe.Session
		in      bool
		logins  int
	}{
		"by itself":                  {recipe.Session{MaxLogins: 12}, true, 2},
		"not where a page was named": {recipe.Session{MaxLogins: 12, URL: "/users/login"}, false, 1},
		"not with the last login":    {recipe.Session{MaxLogins: 1}, false, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := inShell(t, site, func(o *Options) {
				row.session.User, row.session.Password = "ada", "s3cret-of-ada"
				o.Session, o.Stages = &row.session, recording.Visit|recording.Login
			})
			if err != nil {
				t.Fatal(err)
			}
			login := r.Scene(recording.Login)
			if in := login.State == recording.Done; in != row.in || r.Session.Logins != row.logins {
				t.Errorf("%s: %s, after %d logins; trouble %q, notes %q", login.State, login.Reason, r.Session.Logins, r.Trouble, r.Notes)
			}
			if row.in != strings.Contains(strings.Join(r.Notes, " "), "/staff/login was tried instead") || row.in != (len(r.Trouble) == 0) {
				t.Errorf("notes %q, trouble %q", r.Notes, r.Trouble)
			}
		})
	}
}

// TestTheFormOfTheTargetItself is the one to log in by, whatever other logins its links promise. Where it is shown at an address that is
// good for one visitor only, the login begins at the target.
func TestTheFormOfTheTargetItself(t *testing.T) {
	t.Parallel()
	states := sync.Map{} // to each address that was given out, the cookie of the visitor who may use it
	form := "<form method=post><input name=user><input name=pass type=password><button>Log in</button></form>"
	site := serve(t, map[string]http.HandlerFunc{
		"/{$}": func(w http.ResponseWriter, r *http.Request) {
			switch c, err := r.Cookie("sid"); {
			case err == nil && strings.HasPrefix(c.Value, "user-"):
				html("Hello ada <form method=post action=/out><button>Log out</button></form>")(w, r)
			default:
				state, visitor := rand.Text(), rand.Text()
				states.Store(state, visitor)
				http.SetCookie(w, &http.Cookie{Name: "visitor", Value: visitor, Path: "/"})
				http.Redirect(w, r, "/enter?state="+state, http.StatusFound)
			}
		},
		"/enter": func(w http.ResponseWriter, r *http.Request) {
			visitor, known := states.Load(r.URL.Query().Get("state"))
			if c, err := r.Cookie("visitor"); !known || err != nil || c.Value != visitor {
				html("Who are you?")(w, r)
				return
			}
			if r.Method == http.MethodPost {
				http.SetCookie(w, &http.Cookie{Name: "sid", Value: "user-" + rand.Text(), Path: "/"})
				http.Redirect(w, r, "/", http.StatusSeeOther)
				return
			}
			html(form+"<a href=/staff/login>Staff login</a>")(w, r)
		},
		"/staff/login": html(form),
	})
	r, err := inShell(t, site, func(o *Options) {
		o.Session = &recipe.Session{User: "ada", Password: "s3cret-of-ada", MaxLogins: 12}
		o.Stages = recording.Visit | recording.Login
	})
	if err != nil {
		t.Fatal(err)
	}
	if login := r.Scene(recording.Login); login.State != recording.Done || r.Session.Logins != 1 || r.Session.Page != site {
		t.Errorf("%s: %s, by %s, after %d logins; trouble %q, notes %q", login.State, login.Reason, r.Session.Page, r.Session.Logins, r.Trouble, r.Notes)
	}
}
