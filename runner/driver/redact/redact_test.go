package redact

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// TestAFoldedPathIsTheSameInLineAndJar, and shows the second cookie's value in neither.
func TestAFoldedPathIsTheSameInLineAndJar(t *testing.T) {
	t.Parallel()
	m := New()
	line := m.Lines("a=1; Path=/, b=topsecret", nil)[0]
	kept := m.Cookie(&network.Cookie{Name: "a", Value: "1", Domain: "a.test", Path: "/, b=topsecret"})
	if _, path, _ := strings.Cut(line.Text, "Path="); path != kept.Path {
		t.Errorf("the line says %q, the jar %q", path, kept.Path)
	}
	if text, err := json.Marshal([]any{line, kept}); err != nil || strings.Contains(string(text), "topsecret") {
		t.Errorf("%s, %v", text, err)
	}
}

// TestAddressHoldsNoSecret: what a login puts into addresses is taken out of every text, and a page's own name is not.
func TestAddressHoldsNoSecret(t *testing.T) {
	t.Parallel()
	r := New()
	r.Own("shop.test:8000")
	for _, raw := range []string{
		"http://shop.test:8000/callback?code=Xy7-secret-code&state=abcdefgh12&page=accounts",
		"http://shop.test:8000/page?do=logout&sectok=0123456789abcdef", "http://shop.test:8000/#access_token=tokentokentoken",
		"http://shop.test:8000/wp?_wpnonce=a1b2c3d4e5", "http://shop.test:8000/?code=404",
	} {
		r.Address(raw)
	}
	r.Value("http%3A%2F%2Fshop.test%3A8000%2Faccount")
	got := r.Text("at http://shop.test:8000/account?code=Xy7-secret-code&state=abcdefgh12&sectok=0123456789abcdef&page=accounts code=404 a1b2c3d4e5 tokentokentoken")
	want := "at http://shop.test:8000/account?code=[masked]&state=[masked]&sectok=[masked]&page=accounts code=404 [masked] [masked]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
