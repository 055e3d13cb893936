package driver

import "testing"

func TestNavigationTroubleSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"net::ERR_CONNECTION_REFUSED":       "http://x/ cannot be opened: nothing listens there (net::ERR_CONNECTION_REFUSED): start the application first, and check the port",
		"net::ERR_CERT_AUTHORITY_INVALID":   "http://x/ cannot be opened: its certificate is not trusted (net::ERR_CERT_AUTHORITY_INVALID): use -k to accept it all the same",
		"net::ERR_SOMETHING_NEVER_SEEN_YET": "http://x/ cannot be opened: Chrome says net::ERR_SOMETHING_NEVER_SEEN_YET",
	} {
		if got := NavigationTrouble("http://x/", code).Error(); got != want {
			t.Errorf("%s:\n got %s\nwant %s", code, got, want)
		}
	}
}
