package transport

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestChecksAreWhole(t *testing.T) {
	t.Parallel()
	if err := check.Catalogue(Checks).Validate(); err != nil {
		t.Error(err)
	}
}

// account is the protected page, asked for while logged in, with these fields in its answer.
func account(fields ...string) Element {
	return Login(page("/account", fields...), seen(1, recording.In))
}

func page(address string, fields ...string) *Exchange {
	x := Get(address).Says("Content-Type", "text/html; charset=utf-8")
	for i := 0; i < len(fields); i += 2 {
		x.Says(fields[i], fields[i+1])
	}
	return x
}

// seen is the probe whose page is the nth exchange.
func seen(nth int, a recording.Answer) Step {
	return Ask(recording.LoggedIn, a, func(p *recording.Probe) { p.Exchange = nth })
}

func inStorage(s *recording.Session) { s.Stored = []string{"localStorage (token)"} }

func TestNoStore(t *testing.T) {
	t.Parallel()
	two := Account(func(s *recording.Session) { s.Protected = append(s.Protected, Shop+"orders") })
	Table(t, NoStore,
		Passes("no-store", "no-store on the only answer", Account(), account("Cache-Control", "no-store")),
		Passes("among others, in upper case", "no-store", Account(), account("Cache-Control", "max-age=0, No-Store ,private")),
		Passes("no type, which browsers show as a page", "no-store", Account(), Login(Get("/account").Says("Cache-Control", "no-store"), seen(1, recording.In))),
		Passes("another page, asked for before the login", "the only answer", Account(),
			Login(page("/account"), page("/account", "Cache-Control", "no-store"), seen(2, recording.In))),
		Fails("no Cache-Control", "no no-store on the only answer", Account(), account()),
		Fails("private, which the browser's own cache heeds not", "no no-store", Account(), account("Cache-Control", "private, max-age=0")),
		Fails("the word in another directive", "no no-store", Account(), account("Cache-Control", `private="no-store"`)),
		Fails("a second protected page", "no no-store on 1 of 3 answers", two,
			Login(page("/account", "Cache-Control", "no-store"), seen(1, recording.In), page("/orders"),
				page("/account", "Cache-Control", "no-store"), Ask(recording.Later, recording.In, func(p *recording.Probe) { p.Exchange = 3 }))),
		Passes("a second one, when nobody knows that the login still held", "no-store on the only answer", two,
			Login(page("/account", "Cache-Control", "no-store"), seen(1, recording.In), page("/orders"), Ask(recording.Later, recording.Out))),
		Passes("a shell for everybody, whose data are no-store", "no-store on the only answer", Account(), Visit(Get("/account"), Fetch("/api/me").On(Shop+"account").Status(401)),
			Login(page("/account"), Fetch("/api/me").On(Shop+"account").Says("Cache-Control", "no-store"), seen(1, recording.In))),
		Fails("a shell for everybody, whose data may be kept", "no no-store on the only answer", Account(), Visit(Get("/account"), Fetch("/api/me").On(Shop+"account").Status(401)),
			Login(page("/account", "Cache-Control", "no-store"), Fetch("/api/me").On(Shop+"account").Says("Cache-Control", "max-age=600"), seen(1, recording.In))),
		Fails("a page that fetches what everybody may have", "no no-store", Account(), Visit(Get("/account"), Fetch("/api/news").On(Shop+"account")),
			Login(page("/account"), Fetch("/api/news").On(Shop+"account").Says("Cache-Control", "no-store"), seen(1, recording.In))),
		Skips("a login in web storage, of which the server is told nothing", "the same for everybody", Account(inStorage), account()),
		Fails("a login in web storage, and a cookie", "no no-store", Account(inStorage), Login(page("/account").OnWire("sid=1"), seen(1, recording.In))),
		Skips("JSON", "no HTML document", Account(), Login(Get("/account").Says("Content-Type", "application/json"), seen(1, recording.In))),
		Undecided("not logged in", "no probe showed", Account(), Login(page("/account"), seen(1, recording.Out))),
		Undecided("nobody asked", "no probe showed", Account(), Login(page("/account"))),
		Undecided("from the browser's cache", "no protected page came over the network", Account(), Login(page("/account").OffWire(), seen(1, recording.In))),
		Undecided("the login failed", "login: a captcha", Account(), Failed(recording.Login, "a captcha")),
		Skips("no login", "no login is given", Unneeded(recording.Login, "no login is given")),
	)
}

func TestPersonalisedCaching(t *testing.T) {
	t.Parallel()
	Table(t, PersonalisedCaching,
		Passes("private", "kept from shared caches", Account(), account("Cache-Control", "private")),
		Passes("no-store", "kept from shared caches", Account(), account("Cache-Control", "no-store")),
		Passes("no-cache", "kept from shared caches", Account(), account("Cache-Control", "no-cache")),
		Passes("Vary: Cookie", "kept from shared caches", Account(), account("Vary", "Accept-Encoding, cookie")),
		Passes("Vary: *", "kept from shared caches", Account(), account("Vary", "*")),
		Passes("stale at once, and to be asked about", "kept from shared caches", Account(), account("Cache-Control", "public, max-age=0, must-revalidate")),
		Fails("stale at once, and given away all the same", "none of them", Account(), account("Cache-Control", "max-age=0")),
		Fails("nothing", "none of them on the only answer", Account(), account()),
		Fails("public", "none of them", Account(), account("Cache-Control", "public, max-age=600", "Vary", "Accept-Encoding")),
		Fails("private for one field", "none of them", Account(), account("Cache-Control", `private="set-cookie"`)),
		Fails("another word with cookie in it", "none of them", Account(), account("Vary", "X-Cookie-Consent")),
		Undecided("not logged in", "no probe showed", Account(), Login(page("/account"), seen(1, recording.Broken))),
	)
}

func TestClearSiteData(t *testing.T) {
	t.Parallel()
	out := func(header string, more ...Step) Element {
		return Logout(append([]Step{Do(recording.LoggingOut, "/logout").Says("Clear-Site-Data", header)}, more...)...)
	}
	left := Keeps(recording.AfterLogout, "local", "draft", "a letter")
	Table(t, ClearSiteData,
		Passes("the storage is empty", "no storage is left", out(`"cookies", "storage"`)),
		Passes("everything, and all is gone", "no storage is left", out(`"*"`, Keeps(recording.AfterLogin, "local", "draft", "a letter"))),
		Passes("the storage is not named", "does not name the storage", out(`"cookies"`, left)),
		Passes("another origin's storage", "no storage is left",
			out(`"storage"`, Keeps(recording.AfterLogout, "local", "a", "b", func(k *recording.Kept) { k.Page = "https://help.shop.test/" }))),
		Passes("from localhost", "no storage is left", Target("http://localhost:8000/"), out(`"storage"`)),
		Passes("on a redirect", "no storage is left",
			Logout(Do(recording.LoggingOut, "/logout").Then(Do(recording.LoggingOut, "/bye").Says("Clear-Site-Data", `"storage"`)))),
		Fails("an entry is left", `1 entry of storage after the logout, though it asks for "storage"`, out(`"storage"`, left)),
		Fails("everything was to go", `though it asks for "*"`, out(`"*"`, Keeps(recording.AfterLogout, "indexed", "mail", ""))),
		Fails("no quotes", "not in double quotes", out(`cookies, storage`)),
		Fails("a type in upper case", `"Cookies" is no type that browsers know`, out(`"Cookies"`)),
		Fails("a type without its last letter", `"cookie" is no type that browsers know`, out(`"cookie"`)),
		Passes("a type that Chrome has added", "does not name the storage", out(`"cookies", "clientHints"`)),
		Passes("a type of times to come", "does not name the storage", out(`"cookies", "passkeys"`)),
		Fails("one of two without quotes", "not in double quotes", out(`"cookies", storage`)),
		Skips("no header", "it need not", Logout(Do(recording.LoggingOut, "/logout"))),
		Skips("on another page", "it need not", Logout(Get("/").Says("Clear-Site-Data", `"storage"`), left)),
		Fails("over http", "Clear-Site-Data over plain http, which browsers ignore", Target("http://shop.test/"), out(`"storage"`, left)),
		Undecided("the logout failed", "logout: no way is known", Failed(recording.Logout, "no way is known")),
		Skips("no login", "no login is given", Unneeded(recording.Logout, "no login is given")),
	)
}
