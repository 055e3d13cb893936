package gather

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestPlainAsksAtTheDoorAndFollowsNobody(t *testing.T) {
	t.Parallel()
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1", Secure: true})
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(`<!doctype html><title>Shop</title><a href="/cart">cart</a>`))
	}))
	defer secure.Close()
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.Cookies()) > 0 {
			t.Error("a cookie came over plain http")
		}
		if r.URL.Path == "/cart" {
			http.SetCookie(w, &http.Cookie{Name: "early", Value: "1"})
		}
		http.Redirect(w, r, secure.URL+r.URL.Path, http.StatusMovedPermanently)
	}))
	defer plain.Close()
	r, err := inShell(t, secure.URL+"/", func(o *Options) {
		o.Stages |= recording.Plain
		o.Plain, o.Insecure = plain.URL, true
	})
	if err != nil {
		t.Fatal(err)
	}
	scene := r.Scene(recording.Plain)
	if scene == nil || scene.State != recording.Done {
		t.Fatalf("got %+v", scene)
	}
	asked := 0
	for _, e := range scene.Exchanges {
		switch {
		case strings.HasPrefix(e.URL, "https:"):
			if e.Wire || e.Status != 0 {
				t.Errorf("%s was followed", e.URL)
			}
		case e.TopLevel:
			asked++
			if e.Status != http.StatusMovedPermanently || strings.HasSuffix(e.URL, "/cart") != (len(e.Lines) == 1) {
				t.Errorf("%s: %d, %d lines", e.URL, e.Status, len(e.Lines))
			}
		}
	}
	if asked != 2 {
		t.Errorf("asked %d times", asked)
	}
}

func TestWhereThePlainHTTPIs(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ target, landed, named, door, why string }{
		"port 80 beside 443":               {"https://shop.test/a", "https://shop.test/a", "", "http://shop.test", ""},
		"443 said":                         {"https://shop.test:443/", "https://shop.test:443/", "", "http://shop.test", ""},
		"where it was asked for over http": {"http://shop.test:8080/", "https://shop.test:8443/", "", "http://shop.test:8080", ""},
		"named":                            {"https://shop.test:8443/", "https://shop.test:8443/", "http://shop.test:8080/", "http://shop.test:8080", ""},
		"unknown beside another port":      {"https://shop.test:8443/", "https://shop.test:8443/", "", "", "on port 8443"},
		"localhost":                        {"https://localhost/", "https://localhost/", "", "", "on this machine"},
		"loopback":                         {"https://127.0.0.1/", "https://127.0.0.1/", "", "", "on this machine"},
		"http alone":                       {"http://shop.test/", "http://shop.test/", "", "", "itself is on plain http"},
		"http on this machine":             {"http://localhost/", "http://localhost/", "", "", "crosses no network"},
		"it leads to another site":         {"http://shop.test/", "https://login.example/", "", "", "is not known"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			target, err := url.Parse(row.target)
			if err != nil {
				t.Fatal(err)
			}
			r := &run{target: target, o: Options{Plain: row.named}, rec: &recording.Recording{Target: recording.Target{Landed: row.landed, Sites: []string{"shop.test", "localhost", "127.0.0.1"}}}}
			door, why, advice := r.plainDoor()
			if got := where(door); got != row.door || !strings.Contains(why, row.why) || strings.Contains(advice, "--plain-http") != strings.Contains(why, "port") {
				t.Errorf("got %q, %q", got, why)
			}
		})
	}
}

func where(door *url.URL) string {
	if door == nil {
		return ""
	}
	return door.Scheme + "://" + door.Host
}
