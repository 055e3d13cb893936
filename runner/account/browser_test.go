package account

import (
	"cmp"
	"net/url"
	"testing"

	"github.com/cookiespec/cookiespec/fixtures/shell"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// startBrowser starts a browser that the test has to quit. With -short the test is skipped.
func startBrowser(t *testing.T) *browser.Browser {
	t.Helper()
	if testing.Short() {
		t.Skip("needs Chrome")
	}
	path, err := browser.Find("")
	if err != nil {
		t.Fatal(err)
	}
	profile, err := browser.NewProfile(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b, err := browser.Start(t.Context(), browser.Options{Path: cmp.Or(shell.Path(), path), Profile: profile})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// accountAt is one of a site whose entry page is home.
func accountAt(t *testing.T, home *url.URL, session *recipe.Session) *Account {
	note := func(format string, a ...any) { t.Logf(format, a...) }
	r, m := redact.New(), meter.New()
	return New(&Account{
		Target: Target{
			URL: home, Resolve: func(page string) string { u, _ := home.Parse(page); return u.String() }, Never: func(string) bool { return false },
			Visited: func() []string { return []string{home.String()} },
		},
		Session: session, Driver: &driver.Driver{Target: home, Tool: "test", Redactor: r, Meter: m, Note: note},
		Redactor: r, Meter: m, Note: note, Say: note, Attempt: func(recording.Stage) {}, Told: &recording.Session{},
	})
}
