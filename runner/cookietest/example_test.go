package cookietest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gorilla/sessions"
	"github.com/onsi/ginkgo/v2"

	"github.com/cookiespec/cookiespec/runner/cookietest"
)

var t *testing.T // of the test function that the example stands in

// A handler of net/http that remembers how its visitors like their pages.
func ExampleAudit() {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark", Path: "/", MaxAge: 3600, SameSite: http.SameSiteLaxMode})
		fmt.Fprint(w, "<!doctype html><title>Shop</title><h1>Shop</h1>")
	})
	server := httptest.NewServer(handler)
	defer server.Close()
	cookietest.Audit(t, server.URL, cookietest.Only("set", "sent"))
}

// A basket in a session of gorilla/sessions: its cookie has a lifetime, so it is expected to be there after a restart of the browser.
func ExampleAudit_gorilla() {
	store := sessions.NewCookieStore([]byte("a key of thirty-two random bytes"))
	store.Options = &sessions.Options{Path: "/", MaxAge: 86400, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		basket, _ := store.Get(r, "basket") // an empty one, if the cookie was tampered with
		basket.Values["visited"] = true
		if err := basket.Save(r, w); err != nil {
			http.Error(w, "the basket cannot be saved", http.StatusInternalServerError)
			return
		}
		fmt.Fprint(w, "<!doctype html><title>Basket</title><h1>Basket</h1>")
	})
	server := httptest.NewServer(handler)
	defer server.Close()
	cookietest.Audit(t, server.URL, cookietest.Only("set", "restart/persistent-survives"))
}

// A login with sessions of alexedwards/scs: the token must be another one after the login.
func ExampleAudit_scs() {
	manager := scs.New()
	manager.Lifetime = 12 * time.Hour
	manager.Cookie.Persist = false
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		user := manager.GetString(r.Context(), "user")
		manager.Put(r.Context(), "visited", true)
		w.Header().Set("Content-Type", "text/html")
		if user == "" {
			fmt.Fprint(w, `<!doctype html><title>Log in</title><form method="post" action="/login">
				<input name="username"> <input name="password" type="password"> <button>Log in</button></form>`)
			return
		}
		fmt.Fprint(w, `<!doctype html><title>Account</title><h1>Hello ada</h1><form method="post" action="/logout"><button>Log out</button></form>`)
	})
	mux.HandleFunc("POST /login", func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("username") == "ada" && r.FormValue("password") == "lovelace" && manager.RenewToken(r.Context()) == nil {
			manager.Put(r.Context(), "user", "ada")
		}
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
	mux.HandleFunc("POST /logout", func(w http.ResponseWriter, r *http.Request) {
		if err := manager.Destroy(r.Context()); err != nil {
			http.Error(w, "the session cannot be ended", http.StatusInternalServerError)
			return
		}
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
	server := httptest.NewServer(manager.LoadAndSave(mux))
	defer server.Close()
	cookietest.Audit(t, server.URL, cookietest.User("ada", "lovelace"), cookietest.Only("session/rotates-at-login"))
}

// The specs in a suite of one's own, whose server starts before them.
func ExampleSpecs() {
	var server *httptest.Server
	ginkgo.BeforeSuite(func() {
		server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark", Path: "/", MaxAge: 3600, SameSite: http.SameSiteLaxMode})
			fmt.Fprint(w, "<!doctype html><title>Shop</title><h1>Shop</h1>")
		}))
		ginkgo.DeferCleanup(server.Close)
	})
	cookietest.Specs(func() string { return server.URL }, cookietest.Only("set"))
}
