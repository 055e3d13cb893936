package gather

import (
	"crypto/tls"
	"net/http"
	"net/url"
	"testing"
)

func TestSiblingOf(t *testing.T) {
	t.Parallel()
	for host, want := range map[string][2]string{
		"127.0.0.1":         {"", ""},
		"::1":               {"", ""},
		"example.org":       {"cookiespec-elsewhere.example.org", "example.org"},
		"www.example.co.uk": {"cookiespec-elsewhere.example.co.uk", "example.co.uk"},
		"a.b.example.org":   {"cookiespec-elsewhere.b.example.org", "b.example.org"},
	} {
		if sibling, above := siblingOf(host); sibling != want[0] || above != want[1] {
			t.Errorf("%s: %q below %q, want %q", host, sibling, above, want)
		}
	}
}

// TestStandInSetsOverPlainHTTPAlone what its query says: over https such an answer would be the target's.
func TestStandInSetsOverPlainHTTPAlone(t *testing.T) {
	t.Parallel()
	s, err := newStandIn()
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}}
	query := url.Values{"line": {"a=; Path=/", "b=; Domain=example.org"}}.Encode()
	for address, want := range map[string]int{
		"http://" + s.listener.Addr().String() + overlayPath + "?" + query:  2,
		"https://" + s.listener.Addr().String() + overlayPath + "?" + query: 0,
		"http://" + s.listener.Addr().String() + "/?" + query:               0,
	} {
		answer, err := client.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		lines := answer.Header.Values("Set-Cookie")
		if len(lines) != want || want > 0 && lines[0] != "a="+overlaid+"; Path=/" {
			t.Errorf("%s sets %q, want %d cookies", address, lines, want)
		}
	}
}

func TestStandInIsOfAnotherSite(t *testing.T) {
	t.Parallel()
	s, err := newStandIn()
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	for _, host := range []string{"example.org", "localhost", "127.0.0.1", "::1"} {
		page, err := url.Parse(s.page(host))
		if err != nil || page.Hostname() == host || sameSite(page.String(), &url.URL{Scheme: "http", Host: host}) {
			t.Errorf("%s for %s: %v", page, host, err)
		}
	}
}
