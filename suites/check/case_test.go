package check_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestWant tells what the model says of the first cookie of the target at the last request of the recording, and what went.
func TestWant(t *testing.T) {
	t.Parallel()
	const none = check.Want(-1) // the cookie and the request have nothing to do with each other
	for _, row := range []struct {
		name string
		want check.Want
		went bool
		is   []Element
	}{
		{"set by the answer before", check.Must, true,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/cart"))}},
		{"lost without a word", check.Must, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/cart").Lacks("sid"))}},
		{"set by a redirect on the way", check.Must, true,
			[]Element{Visit(Get("/").Sets("sid=31d4").Then(Get("/home")))}},
		{"there when the browser started again", check.Must, true,
			[]Element{Visit(Get("/").Sets("data=a; Max-Age=60")), Restart(Get("/"))}},
		{"there from the visit when browsing began", check.Must, true,
			[]Element{Visit(Get("/").Sets("sid=31d4")), Browse(Fetch("/api"))}},
		{"set by a script and there when browsing began", check.Must, true,
			[]Element{Visit(Get("/"), Hold("theme=dark")), Browse(Get("/"))}},
		{"set by a script meanwhile", check.May, true,
			[]Element{Visit(Get("/"), Hold("theme=dark"), Get("/"))}},
		{"set while the request was on its way", check.May, true,
			[]Element{Visit(Get("/").During(Fetch("/api").Sets("sid=31d4")))}},
		{"replaced while the request was on its way", check.May, true,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/cart").During(Fetch("/api").Sets("sid=77aa")))}},
		{"deleted while the request was on its way", check.May, true,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/cart").During(Fetch("/api").Sets("sid=; Max-Age=0")).Carries("sid=31d4"))}},
		{"unchanged while another came", check.Must, true,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/cart").During(Fetch("/api").Sets("other=1")))}},
		{"deleted before", none, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/out").Sets("sid=; Max-Age=0"), Get("/"))}},
		{"cleared by Clear-Site-Data", none, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/out").Says("Clear-Site-Data", `"cache", "cookies"`), Get("/"))}},
		{"withheld because of its path", check.MustNot, false,
			[]Element{Visit(Get("/").Sets("sid=31d4; Path=/app"), Get("/other").Withholds("sid", "NotOnPath"))}},
		{"sent in spite of its path", check.MustNot, true,
			[]Element{Visit(Get("/").Sets("sid=31d4; Path=/app"), Get("/other").Carries("sid=31d4; Path=/app"))}},
		{"withheld by the browser's settings", check.May, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/").Withholds("sid", "UserPreferences"))}},
		{"withheld for no reason of its own", check.Must, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/").Withholds("sid", "SameSiteStrict"))}},
		{"a fetch without credentials", check.May, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Fetch("/api").Lacks("sid"))}},
		{"a preflight", none, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Do(recording.Preflight, "/api").Lacks("sid"))}},
		{"an answer from the cache", none, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/").OffWire())}},
		{"begun in the moment in which it was set", check.May, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Wait(-6*time.Millisecond), Get("/cart").Lacks("sid"))}},
		{"begun when there was time to settle", check.Must, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Wait(-4*time.Millisecond), Get("/cart").Lacks("sid"))}},
		{"withheld from a frame as from another site's", check.May, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Do(recording.IFrame, "/box").Withholds("sid", "SameSiteUnspecifiedTreatedAsLax"))}},
		{"missing once, and readable by scripts", none, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Forget("sid"), Get("/a"), Get("/b"))}},
		{"missing from a jar, and readable by scripts", none, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Forget("sid"), Look(recording.AtEnd), Get("/a"))}},
		{"missing from a jar, though scripts cannot reach it", check.Must, false,
			[]Element{Visit(Get("/").Sets("sid=31d4; HttpOnly"), Forget("sid"), Look(recording.AtEnd), Get("/a"))}},
		{"another host's request", none, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("https://cdn.example/"))}},
		{"a subdomain of a host-only cookie", none, false,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("https://www.shop.test/"))}},
		{"a subdomain of a domain cookie", check.Must, true,
			[]Element{Visit(Get("/").Sets("sid=31d4; Domain=shop.test"), Get("https://www.shop.test/"))}},
		{"in the second of its end", check.May, false,
			[]Element{Visit(Get("/").Sets("data=a; Max-Age=60"), Wait(59*time.Second), Get("/").Lacks("data"))}},
		{"after its end", none, false,
			[]Element{Visit(Get("/").Sets("data=a; Max-Age=60"), Wait(63*time.Second), Get("/"))}},
		{"its end is counted by the server's clock", check.Must, true,
			[]Element{Visit(Get("/").Dated(-time.Hour).Sets("data=a; Expires=Mon, 02 Mar 2026 11:01:00 GMT"), Wait(50*time.Second), Get("/"))}},
		{"and by the Date of an old answer, whatever its Age", check.Must, true,
			[]Element{Visit(Get("/").Dated(-time.Hour).Says("Age", "3600").Sets("data=a; Expires=Mon, 02 Mar 2026 11:01:00 GMT"), Wait(50*time.Second), Get("/"))}},
		{"a cross-site post may carry what says nothing of SameSite", check.May, true,
			[]Element{Visit(Get("/").Sets("sid=31d4; Secure"), Post("/in").CrossSite().Carries("sid=31d4; Secure"))}},
		{"blocked by Chrome", none, false,
			[]Element{Visit(Get("/").Sets("sid=31d4").Blocked("UserPreferences"), Get("/"))}},
		{"a blocked line leaves what was there", check.Must, true,
			[]Element{Visit(Get("/").Sets("__Host-s=31d4; Secure; Path=/"), Get("/").Sets("__Host-s=; Max-Age=0").Blocked("InvalidPrefix"), Get("/"))}},
		{"what is left of a broken scene shows what went, not what must", check.May, true,
			[]Element{Visit(Get("/").Sets("sid=31d4"), Get("/")), broken}},
		{"two tabs at once, which the model does not follow", check.May, true,
			[]Element{Visit(Get("/").Sets("sid=31d4")), Other(Get("/").Carries("sid=31d4"))}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			c := Case(row.is...)
			got, went := atLast(c.Cookies[0], &c.Scenes[len(c.Scenes)-1])
			if got != row.want || went != row.went {
				t.Errorf("want %d, went %t; expected %d, %t", got, went, row.want, row.went)
			}
		})
	}
}

func broken(p *Player) { p.Last().State = recording.Failed }

// atLast tells of the request of the scene that was the last to leave.
func atLast(k *check.Cookie, scene *recording.Scene) (want check.Want, went bool) {
	last := slices.MaxFunc(scene.Exchanges, func(a, b recording.Exchange) int { return cmp.Compare(max(a.Began, a.Sent), max(b.Began, b.Sent)) })
	for _, r := range k.Requests {
		if r.Scene == scene && r.Exchange.ID == last.ID {
			return r.Want, r.Went
		}
	}
	return -1, false
}
