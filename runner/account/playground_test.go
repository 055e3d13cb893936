package account

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// playground serves one of the ways.
type playground struct {
	way
	mu       sync.Mutex
	sessions map[string]bool
	trapped  []string // what must not be asked for
	mailbox  string   // file with the last code that was mailed
	newest   string   // that code
	passed   bool     // what stood between the login and the application was answered
}

func (p *playground) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/slow" {
		time.Sleep(700 * time.Millisecond)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	show := func(page string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		fmt.Fprint(w, "<!doctype html><title>Shop</title>", page)
	}
	sid := ""
	if c, err := r.Cookie("sid"); err == nil {
		sid = c.Value
	}
	switch where := strings.TrimPrefix(r.URL.Path, "/"); {
	case r.Method == http.MethodPost && where == "in":
		if r.FormValue("user") != "ada" || r.FormValue("pass") != "s3cret" {
			w.WriteHeader(http.StatusForbidden)
			show("wrong")
			return
		}
		if p.mailed {
			p.newest = rand.Text()[:6]
			os.WriteFile(p.mailbox, []byte(p.newest+"\n"), 0o600)
		}
		if p.code != "" {
			show(p.code)
			return
		}
		p.admit(w, r)
	case r.Method == http.MethodPost && where == "code":
		if p.mailed && r.FormValue("code") != p.newest || !p.mailed && !totp.Validate(r.FormValue("code"), totpSecret) {
			w.WriteHeader(http.StatusForbidden)
			show("wrong code")
			return
		}
		p.admit(w, r)
	case r.Method == http.MethodPost && where == "on":
		p.passed = true
		http.Redirect(w, r, "me", http.StatusSeeOther)
	case where == "me" && p.between != "" && !p.passed && p.sessions[sid]:
		show(p.between)
	case r.Method == http.MethodPost && where == "out":
		delete(p.sessions, sid)
		http.Redirect(w, r, ".", http.StatusSeeOther)
	case where == "me" && p.sessions[sid]:
		show("<p>Hello ada</p>" + p.me)
	case where == "me":
		http.Redirect(w, r, ".", http.StatusSeeOther)
	case where == "login2":
		show(plainForm)
	case where == "login" && p.login != "":
		show(p.login)
	case where == "out" && p.confirm != "":
		show(p.confirm)
	case where == "":
		show(p.home)
	case where == "favicon.ico" || strings.Contains(where, "login") || strings.Contains(where, "sign") || strings.HasPrefix(where, "admin"):
		http.NotFound(w, r)
	default:
		p.trapped = append(p.trapped, r.Method+" "+r.URL.Path)
		http.NotFound(w, r)
	}
}

// totpSecret is that of ada's one-time codes.
const totpSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

// admit begins a session.
func (p *playground) admit(w http.ResponseWriter, r *http.Request) {
	id := rand.Text()
	p.sessions[id] = true
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, Path: "/", HttpOnly: true})
	http.Redirect(w, r, "me", http.StatusSeeOther)
}

// TestPlayground logs in to each application and out of it.
func TestPlayground(t *testing.T) {
	b := startBrowser(t)
	defer b.Quit()
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			tryWay(t, b, way)
		})
	}
}

func tryWay(t *testing.T, b *browser.Browser, way way) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	p := &playground{way: way, sessions: map[string]bool{}, mailbox: filepath.Join(t.TempDir(), "mail")}
	site := httptest.NewServer(p)
	defer site.Close()
	home, _ := url.Parse(site.URL + "/")
	a := accountAt(t, home, &recipe.Session{User: "ada", Password: "s3cret", MaxLogins: 5})
	a.MaxPages = 5
	switch {
	case way.mailed:
		a.Session.CodeCommand = recipe.Command{Args: []string{"cat", p.mailbox}}
	case way.code != "" && way.unusable == "":
		a.Session.TOTP = totpSecret
	}
	tab, err := a.Driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	in := func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return len(p.sessions) > 0
	}
	err = func() error {
		if err := tab.Visit(ctx, recording.Navigation, home.String()); err != nil {
			return err
		}
		a.Notice(ctx, tab, home.String())
		if err := a.Find(ctx, tab); err != nil {
			return err
		}
		return a.LogIn(ctx, tab, Credentials{})
	}()
	switch {
	case way.unusable != "":
		if err == nil || !strings.Contains(err.Error(), way.unusable) {
			t.Errorf("error %v, want %q", err, way.unusable)
		}
	case err != nil:
		t.Error(err)
	case !in():
		t.Error("nobody is logged in")
	default:
		if err := leave(ctx, a, tab, a.Resolve("me")); err != nil {
			t.Errorf("leaving: %v", err)
		} else if in() {
			t.Error("somebody is still logged in")
		}
	}
	if len(p.trapped) > 0 {
		t.Errorf("asked for %q", p.trapped)
	}
}

func leave(ctx context.Context, a *Account, t *driver.Tab, me string) error {
	s, err := a.See(ctx, t, recording.Navigation, me)
	if err != nil || s.Err != nil {
		return fmt.Errorf("%w, %v", err, s.Err)
	}
	if s.Logout == nil {
		if s, err = a.SearchLogout(ctx, t, me); err != nil {
			return err
		}
	}
	if s.Logout == nil {
		return ErrNoLogout
	}
	a.Logout, a.Leaving = s.Logout, me
	if _, err := a.See(ctx, t, recording.Navigation, me); err != nil {
		return err
	}
	return a.LogOut(ctx, t)
}
