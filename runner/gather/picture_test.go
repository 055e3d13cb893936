package gather

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestPicturesShowNoSecret: a page that shows the value of its cookie, and a password that was typed, is photographed without
// either, also in a context whose jar nobody has looked into.
func TestPicturesShowNoSecret(t *testing.T) {
	if testing.Short() {
		t.Skip("needs Chrome")
	}
	const secret = "8d812c21f3b0e4a97c55d1e0b6a2f419"
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "sid", Value: secret, Path: "/"})
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<title>%[1]s</title><p>you are <b>%[1]s</b><textarea>%[1]s</textarea><input value="%[1]s"><input type="password" value="%[1]s">`, secret)
	}))
	defer site.Close()
	path, err := browser.Find("")
	if err != nil {
		t.Fatal(err)
	}
	profile, err := browser.NewProfile(os.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	b, err := browser.Start(ctx, browser.Options{Path: path, Profile: profile})
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(profile)
	defer b.Quit()
	for name, open := range map[string]driver.Opener{"a tab of the profile": driver.NewTab, "a stranger's": driver.Window} {
		var taken []Picture
		r := newRun(Options{Pictured: func(p Picture) { taken = append(taken, p) }})
		if r.target, err = url.Parse(site.URL); err != nil {
			t.Fatal(err)
		}
		r.account = r.newAccount()
		tab, err := r.driver.Open(ctx, open, b, wire.NewRecorder())
		if err != nil {
			t.Fatal(err)
		}
		if err := tab.Visit(ctx, recording.Navigation, site.URL+"/?sid="+secret); err != nil {
			t.Fatal(err)
		}
		r.portray(ctx, b, tab, "login")
		shown, err := driver.Evaluate[string](ctx, tab, `document.body.innerText + [...document.querySelectorAll("input, textarea")].map(e => e.value).join()`)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(shown, secret) || !strings.Contains(shown, "[masked]") {
			t.Errorf("%s shows %q", name, shown)
		}
		if len(taken) != 1 || taken[0].Of != "login" || !bytes.HasPrefix(taken[0].Data, []byte("RIFF")) || strings.Contains(taken[0].Page, secret) || !strings.HasPrefix(taken[0].Page, site.URL) {
			t.Errorf("%s: %d pictures: %.200v", name, len(taken), taken)
		}
		tab.Close()
	}
}
