package gather

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNeighbours(t *testing.T) {
	t.Parallel()
	for page, want := range map[string][]string{
		"http://127.0.0.1:8000/a":    {"http://127.0.0.1/cookiespec-elsewhere/"},
		"http://[::1]:8000/":         {"http://[::1]/cookiespec-elsewhere/"},
		"http://localhost:8000/":     {"http://localhost/cookiespec-elsewhere/", "http://cookiespec-elsewhere.localhost/"},
		"https://example.org/in":     {"https://example.org/cookiespec-elsewhere/", "http://example.org/in", "https://cookiespec-elsewhere.example.org/"},
		"https://www.example.co.uk/": {"https://www.example.co.uk/cookiespec-elsewhere/", "http://www.example.co.uk/", "https://cookiespec-elsewhere.www.example.co.uk/", "https://example.co.uk/", "https://cookiespec-elsewhere.example.co.uk/"},
	} {
		u, err := url.Parse(page)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, neighbours(u)); diff != "" {
			t.Errorf("%s: %s", page, diff)
		}
	}
}
