package transport

import (
	"testing"

	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestLogoutNotCached(t *testing.T) {
	t.Parallel()
	out := func(fields ...string) *Exchange {
		x := Get("/logout").By(recording.LoggingOut).Status(302)
		for i := 0; i < len(fields); i += 2 {
			x.Says(fields[i], fields[i+1])
		}
		return x
	}
	Table(t, LogoutNotCached,
		Passes("a form that is posted", "the logout is a POST", Account(), Logout(Post("/logout").By(recording.LoggingOut).Status(301))),
		Passes("a page that asks once more, kept, and its form", "the logout is a POST", Account(),
			Logout(out("Cache-Control", "max-age=600").Status(200), Post("/logout").By(recording.LoggingOut))),
		Passes("a redirect for once", "each time", Account(), Logout(out())),
		Passes("no-store", "each time", Account(), Logout(out("Cache-Control", "no-store").Status(301))),
		Passes("no-cache", "each time", Account(), Logout(out("Cache-Control", "no-cache, max-age=60").Status(301))),
		Passes("stale at once", "each time", Account(), Logout(out("Cache-Control", "max-age=0").Status(301))),
		Passes("expired", "each time", Account(), Logout(out("Expires", "0").Status(301))),
		Passes("another one for each session", "each time", Account(), Logout(out("Vary", "Cookie").Status(301))),
		Passes("fresh for shared caches alone", "each time", Account(), Logout(out("Cache-Control", "s-maxage=600"))),
		Passes("a token in its address", "holds a token", Account(), Logout(Get("/logout?sesskey=[masked]").By(recording.LoggingOut).Status(301))),
		Fails("for good", "a permanent redirect, 301", Account(), Logout(out().Status(301))),
		Fails("for good, by 308", "a permanent redirect, 308", Account(), Logout(out("Vary", "Accept-Encoding").Status(308))),
		Fails("for ten minutes", "max-age=600", Account(), Logout(out("Cache-Control", "private, max-age=600"))),
		Fails("until a date", "Expires", Account(), Logout(out("Expires", "Fri, 01 Jan 2100 00:00:00 GMT"))),
		Undecided("from a cache itself", "no request of the logout", Account(), Logout(out().OffWire())),
		Skips("a page that logs out without a request", "asks the server for nothing", Account(), Logout(Get("/"))),
		Undecided("the logout failed", "logout: a captcha", Account(), Failed(recording.Logout, "a captcha")),
		Skips("no login", "no login is given", Unneeded(recording.Logout, "no login is given")),
	)
}
