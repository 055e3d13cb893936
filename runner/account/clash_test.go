package account

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestClash(t *testing.T) {
	t.Parallel()
	sets := func(act recording.Act, url, name, digest string) recording.Exchange {
		return recording.Exchange{
			Act: act, URL: url, TopLevel: act == recording.LoggingIn,
			Lines: []recording.Line{{Name: name, Value: recording.Value{Digest: digest, Octets: 8}}},
		}
	}
	login := sets(recording.LoggingIn, "http://localhost:8000/login", "sid", "a")
	for name, row := range map[string]struct {
		seen []recording.Exchange
		says string // empty: no clash
	}{
		"another port replaces it":       {[]recording.Exchange{login, sets(recording.SubResource, "http://localhost:8001/logo.svg", "sid", "b")}, "http://localhost:8001/logo.svg replaced it"},
		"another port sets another":      {[]recording.Exchange{login, sets(recording.SubResource, "http://localhost:8001/logo.svg", "blog", "b")}, ""},
		"the same port renews it":        {[]recording.Exchange{login, sets(recording.Navigation, "http://localhost:8000/me", "sid", "b")}, ""},
		"another host":                   {[]recording.Exchange{login, sets(recording.SubResource, "http://127.0.0.1:8001/logo.svg", "sid", "b")}, ""},
		"another port sets it as it is":  {[]recording.Exchange{login, sets(recording.SubResource, "http://localhost:8001/logo.svg", "sid", "a")}, ""},
		"another port, before the login": {[]recording.Exchange{sets(recording.SubResource, "http://localhost:8001/logo.svg", "sid", "b"), login}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trouble := clash(row.seen)
			if (trouble != nil) != (row.says != "") || trouble != nil && !strings.Contains(trouble.What, row.says) {
				t.Errorf("got %v, want %q", trouble, row.says)
			}
		})
	}
}
