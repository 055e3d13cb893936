package account

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// provider logs users in for an application on another host: it asks for their consent, answers by a form that sends itself, and asks once
// more at the logout.
func provider(app string) http.Handler {
	page := func(markup string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<!doctype html>", markup)
		}
	}
	answer := page(`<body onload="document.forms[0].submit()"><form method=post action="` + app + `/callback"><input type=hidden name=code value=c0de><noscript><button>Continue</button></noscript></form>`)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /login", func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("idp"); err == nil {
			answer(w, r)
			return
		}
		page(`<h1>Sign in</h1><form method=post action=/in><input name=user><input name=pass type=password><button>Sign in</button></form>`)(w, r)
	})
	mux.HandleFunc("POST /in", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "idp", Value: "1", Path: "/"})
		page(`<h1>Shop wants to know your name</h1><form method=post action=/consent><button formaction=/deny>Cancel</button><button>Allow</button></form>`)(w, r)
	})
	mux.HandleFunc("POST /consent", answer)
	mux.HandleFunc("GET /logout", page(`<h1>Sign out?</h1><form method=post action=/out><button>Yes</button><button formaction=/deny>No</button></form>`))
	mux.HandleFunc("POST /out", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "idp", Path: "/", MaxAge: -1})
		http.Redirect(w, r, app, http.StatusSeeOther)
	})
	return mux
}

// TestProvider logs in by way of a provider, again by its own session, and out of both.
func TestProvider(t *testing.T) {
	b := startBrowser(t)
	defer b.Quit()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	mux := http.NewServeMux()
	app := httptest.NewServer(mux)
	defer app.Close()
	other := httptest.NewServer(provider(app.URL))
	defer other.Close()
	elsewhere := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><a href=/start>Log in</a> <a href=/logout>Log out</a>`)
	})
	mux.Handle("GET /start", http.RedirectHandler(elsewhere+"/login", http.StatusFound))
	mux.HandleFunc("POST /callback", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "sid", Value: r.FormValue("code"), Path: "/"})
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
	mux.HandleFunc("GET /logout", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "sid", Path: "/", MaxAge: -1})
		http.Redirect(w, r, elsewhere+"/logout", http.StatusFound)
	})
	home, _ := url.Parse(app.URL + "/")
	a := accountAt(t, home, &recipe.Session{User: "ada", Password: "s3cret", MaxLogins: 5})
	tab, err := a.Driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	check := func(what, want string, err error) {
		t.Helper()
		jar, err2 := tab.Cookies(ctx)
		var names []string
		for _, c := range jar {
			names = append(names, c.Name)
		}
		if got := strings.Join(names, " "); err != nil || err2 != nil || len(names) != len(strings.Fields(want)) {
			t.Errorf("%s: cookies %q, want %q; %v, %v", what, got, want, err, err2)
		}
	}
	if err := tab.Visit(ctx, recording.Navigation, home.String()); err != nil {
		t.Fatal(err)
	}
	a.Notice(ctx, tab, home.String())
	if err := a.Find(ctx, tab); err != nil {
		t.Fatal(err)
	}
	check("login", "sid idp", a.LogIn(ctx, tab, Credentials{}))
	check("login by the provider's session", "sid idp", a.LogIn(ctx, tab, Credentials{}))
	check("logout", "", leave(ctx, a, tab, home.String()))
}
