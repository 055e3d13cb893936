package check_test

import (
	"strings"
	"testing"

	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestBrief: only a cookie that may carry the login makes it brief.
func TestBrief(t *testing.T) {
	t.Parallel()
	login := func(lines ...string) Element {
		return Login(Post("/login").By(recording.LoggingIn).Sets(lines...), Ask(recording.LoggedIn, recording.In))
	}
	const sid, flash = "sid=31d4d2a0c7b8e6d95a1b; Path=/", "flash=1; Path=/"
	for name, test := range map[string]struct {
		elements []Element
		want     string // what it names; empty: nothing
	}{
		"the session":                       {[]Element{Visit(Get("/")), Account(), login(sid+"; Max-Age=3", flash), Replay(Ask(recording.WithAll, recording.Out))}, "sets sid for 3s"},
		"the session, for an hour":          {[]Element{Visit(Get("/")), Account(), login(sid+"; Max-Age=3600", flash), Replay(Bears("sid", "flash")...)}, ""},
		"a message for the next page":       {[]Element{Visit(Get("/")), Account(), login(sid, flash+"; Max-Age=3"), Replay(Bears("sid", "flash")...)}, ""},
		"a message, as declared":            {[]Element{Role("flash", "preference"), Visit(Get("/")), Account(), login(sid, flash+"; Max-Age=3")}, ""},
		"nobody knows what carries a login": {[]Element{Visit(Get("/")), Account(), login(sid, flash+"; Max-Age=3"), Replay(Ask(recording.WithAll, recording.Out))}, "sets flash for 3s"},
	} {
		if got := Case(test.elements...).Brief(); !strings.Contains(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}
