package account

import (
	"context"
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

// TestAnotherFormOfThePage: where the first form of a page lets nobody in, the next one is taken, seen or on another tab.
func TestAnotherFormOfThePage(t *testing.T) {
	b := startBrowser(t)
	defer b.Quit()
	ldap := strings.ReplaceAll(plainForm, "action=in", "action=ldap id=l")
	for name, login := range map[string]string{
		"beside it":      ldap + plainForm,
		"on another tab": `<a href=#l role=tab aria-selected=true>LDAP</a><a href=#j role=tab onclick="fetch('trap')">Register</a><a href=#s role=tab onclick="l.hidden = true; s.hidden = false">Standard</a>` + ldap + `<div id=s hidden>` + plainForm + `</div>`,
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			p := &playground{way: way{home: `<a href=login>Log in</a>`, login: login, me: plainOut}, sessions: map[string]bool{}}
			site := httptest.NewServer(p)
			defer site.Close()
			home, _ := url.Parse(site.URL + "/")
			a := accountAt(t, home, &recipe.Session{User: "ada", Password: "s3cret", MaxLogins: 5})
			tab, err := a.Driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
			if err != nil {
				t.Fatal(err)
			}
			defer tab.Close()
			if err := tab.Visit(ctx, recording.Navigation, home.String()); err != nil {
				t.Fatal(err)
			}
			a.Notice(ctx, tab, home.String())
			if err := a.Find(ctx, tab); err != nil {
				t.Fatal(err)
			}
			if another, err := a.Another(ctx, tab); !another || err != nil {
				t.Fatalf("another form: %t, %v", another, err)
			}
			if err := a.LogIn(ctx, tab, Credentials{}); err != nil {
				t.Fatal(err)
			}
			if len(p.sessions) == 0 || len(p.trapped) > 0 {
				t.Errorf("%d are logged in; asked for %q", len(p.sessions), p.trapped)
			}
		})
	}
}
