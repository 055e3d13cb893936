package gather

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/runner/recording"
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

// TestMeter: each moment counts once, for the first kind that is going on, and the sum is the whole.
func TestMeter(t *testing.T) {
	t.Parallel()
	zero := time.Unix(1700000000, 0)
	at := func(s int) time.Time { return zero.Add(time.Duration(s) * time.Second) }
	m := &meter{began: zero, starts: 2, stretch: []stretch{
		{waits, at(1), at(9)},  // 4 s of it are nobody else's
		{pages, at(2), at(5)},  // 2 s beside Chrome
		{chrome, at(4), at(6)}, // all of it
	}}
	want := recording.Spent{Chrome: 2, Pages: 2, Waits: 4, Own: 2, Starts: 2}
	if diff := cmp.Diff(want, m.spent(at(10))); diff != "" {
		t.Error(diff)
	}
}

func TestStandInSpeaksBothOnOnePortAndSetsNothing(t *testing.T) {
	t.Parallel()
	s, err := newStandIn()
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}}
	for _, scheme := range []string{"http", "https"} {
		answer, err := client.Get(scheme + "://" + s.listener.Addr().String() + "/any")
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || string(body) != standInPage || len(answer.Cookies()) != 0 {
			t.Errorf("%s: %q, %v, %v", scheme, body, answer.Cookies(), err)
		}
	}
}

func TestNavigationTroubleSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"net::ERR_CONNECTION_REFUSED":       "http://x/ cannot be opened: nothing listens there (net::ERR_CONNECTION_REFUSED): start the application first, and check the port",
		"net::ERR_CERT_AUTHORITY_INVALID":   "http://x/ cannot be opened: its certificate is not trusted (net::ERR_CERT_AUTHORITY_INVALID): use -k to accept it all the same",
		"net::ERR_SOMETHING_NEVER_SEEN_YET": "http://x/ cannot be opened: Chrome says net::ERR_SOMETHING_NEVER_SEEN_YET",
	} {
		if got := navigationTrouble("http://x/", code).Error(); got != want {
			t.Errorf("%s:\n got %s\nwant %s", code, got, want)
		}
	}
}
