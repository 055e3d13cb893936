package account

import (
	"net/url"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestLimit(t *testing.T) {
	t.Parallel()
	answer := func(act recording.Act, status int, wait string) recording.Exchange {
		e := recording.Exchange{Act: act, Status: status}
		if wait != "" {
			e.Header = map[string]string{"retry-after": wait}
		}
		return e
	}
	for name, row := range map[string]struct {
		answers []recording.Exchange
		limited bool
		wait    time.Duration
	}{
		"nothing was asked":                   {nil, false, 0},
		"the login is answered":               {[]recording.Exchange{answer(recording.LoggingIn, 302, "")}, false, 0},
		"it is refused for a wrong word":      {[]recording.Exchange{answer(recording.LoggingIn, 403, "5")}, false, 0},
		"too many, and for how long":          {[]recording.Exchange{answer(recording.LoggingIn, 429, "5")}, true, 5 * time.Second},
		"too many, for nobody knows how long": {[]recording.Exchange{answer(recording.LoggingIn, 429, "")}, true, 0},
		"a wait that is no number":            {[]recording.Exchange{answer(recording.LoggingIn, 429, "soon")}, true, 0},
		"to a script's fetch":                 {[]recording.Exchange{answer(recording.Fetch, 429, "1")}, true, time.Second},
		"to a script's XHR":                   {[]recording.Exchange{answer(recording.XHR, 429, "1")}, true, time.Second},
		"to a page that is no login":          {[]recording.Exchange{answer(recording.Navigation, 429, "1")}, false, 0},
		"behind answers that are as usual": {
			[]recording.Exchange{answer(recording.Navigation, 200, ""), answer(recording.LoggingIn, 302, ""), answer(recording.LoggingIn, 429, "2")}, true, 2 * time.Second,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if limited, wait := limit(row.answers); limited != row.limited || wait != row.wait {
				t.Errorf("%v, %v; want %v, %v", limited, wait, row.limited, row.wait)
			}
		})
	}
}

// TestLeads: what a provider shows on its own host tells nothing, unless the login ends there.
func TestLeads(t *testing.T) {
	t.Parallel()
	home, _ := url.Parse("http://app.test/")
	for name, row := range map[string]struct {
		page, landed, end string
		want              bool
	}{
		"the target":             {"http://app.test/me", "http://app.test/me", "http://app.test/me", false},
		"a provider":             {"http://app.test/login", "http://idp.test/consent", "http://app.test/me", true},
		"where the login ends":   {"http://app.test/login", "http://members.test/", "http://members.test/", false},
		"a page of another host": {"http://members.test/", "http://members.test/", "http://app.test/", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := accountAt(t, home, nil)
			a.Landed = row.end
			if got := a.leads(row.page, row.landed); got != row.want {
				t.Errorf("leads to another host: %t, want %t", got, row.want)
			}
		})
	}
}
