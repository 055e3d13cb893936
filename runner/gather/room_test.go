package gather

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatKeepsARunFromStarting is told with what to do about it, before any browser starts.
func TestWhatKeepsARunFromStarting(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none")
	for name, row := range map[string]struct {
		variables  map[string]string
		headed     bool
		what, hint string
	}{
		"a TMPDIR that is not there": {map[string]string{"TMPDIR": missing}, false, missing + ", which TMPDIR names: it does not exist", "unset TMPDIR"},
		"no display":                 {map[string]string{"DISPLAY": "", "WAYLAND_DISPLAY": ""}, true, "--headed needs a display", "xvfb-run cookiespec"},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range row.variables {
				t.Setenv(variable, value)
			}
			_, err := Run(t.Context(), Options{URL: "http://localhost:1/", Chrome: "/bin/false", Headed: row.headed})
			var trouble *Trouble
			if !errors.As(err, &trouble) || !strings.Contains(trouble.What, row.what) || !strings.Contains(trouble.Hint, row.hint) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestAnErrorWithoutABodySaysWhatToTry(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]string{
		403: "http://a.test/ answers 403 Forbidden, without a body: a firewall or a bot filter may have refused it",
		401: "http://a.test/ answers 401 Unauthorized, without a body: give user and password with --http-user",
		502: "http://a.test/ answers 502 Bad Gateway, without a body: look into the application's log",
		404: "http://a.test/ answers 404 Not Found, without a body: open it with curl -i",
	} {
		if got := emptyAnswer("http://a.test/", status).Error(); !strings.HasPrefix(got, want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
