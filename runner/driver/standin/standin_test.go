package standin

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/cookiespec/cookiespec/runner/driver/wire"
)

// TestStandInSetsOverPlainHTTPAlone what its query says: over https such an answer would be the target's.
func TestStandInSetsOverPlainHTTPAlone(t *testing.T) {
	t.Parallel()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}}
	query := url.Values{"line": {"a=; Path=/", "b=; Domain=example.org"}}.Encode()
	for address, want := range map[string]int{
		"http://" + s.listener.Addr().String() + OverlayPath + "?" + query:  2,
		"https://" + s.listener.Addr().String() + OverlayPath + "?" + query: 0,
		"http://" + s.listener.Addr().String() + "/?" + query:               0,
	} {
		answer, err := client.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		lines := answer.Header.Values("Set-Cookie")
		if len(lines) != want || want > 0 && lines[0] != "a="+Overlaid+"; Path=/" {
			t.Errorf("%s sets %q, want %d cookies", address, lines, want)
		}
	}
}

func TestStandInIsOfAnotherSite(t *testing.T) {
	t.Parallel()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, host := range []string{"example.org", "localhost", "127.0.0.1", "::1"} {
		page, err := url.Parse(s.Page(host))
		if err != nil || page.Hostname() == host || wire.SameSite(page.String(), &url.URL{Scheme: "http", Host: host}) {
			t.Errorf("%s for %s: %v", page, host, err)
		}
	}
}

func TestStandInSpeaksBothOnOnePortAndSetsNothing(t *testing.T) {
	t.Parallel()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}}
	for _, scheme := range []string{"http", "https"} {
		answer, err := client.Get(scheme + "://" + s.listener.Addr().String() + "/any")
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || string(body) != blankPage || len(answer.Cookies()) != 0 {
			t.Errorf("%s: %q, %v, %v", scheme, body, answer.Cookies(), err)
		}
	}
}
