package sent

import (
	"testing"
	"time"

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

// entry is an answer of the entry page that sets the session cookie.
func entry() *Exchange { return Get("/").Sets("sid=31d4d96e407aad42; HttpOnly; Secure; SameSite=Lax") }

func TestEveryRequest(t *testing.T) {
	t.Parallel()
	Table(t, EveryRequest,
		Passes("it goes with everything that follows", "sent on 5 of 5 requests: navigation, reload, fetch, redirect",
			Visit(entry(), Get("/cart")), Browse(Do(recording.Reload, "/"), Fetch("/api"), Get("/old").Then(Get("/new"))),
		).Of("sid"),
		Fails("an HttpOnly cookie is missing once", "sent on 1 of 2 requests; missing on GET https://shop.test/cart (navigation)",
			Visit(entry(), Get("/cart").Lacks("sid"), Get("/cart"))),
		Passes("an answer deleted it while another set it", "sent on 2 of 2 requests",
			Visit(entry(), Get("/"), Get("/in").Sets("sid=31d4d96e407aad42; HttpOnly").During(Fetch("/out").Sets("sid=; Max-Age=0")), Wait(2*time.Second), Get("/cart").Lacks("sid"))),
		Passes("an answer that deleted it was told of late", "sent on 1 of 1 requests",
			Visit(entry(), Get("/"), Fetch("/out").Sets("sid=; Max-Age=0").During(Get("/cart").Lacks("sid")).Lacks("sid"))),
		Skips("a script took it away", "a script of the page took it away before GET https://shop.test/cart",
			Visit(Get("/").Sets("theme=dark"), Forget("theme"), Get("/cart"), Get("/"))),
		Passes("a script took it away later", "sent on 1 of 1 requests: navigation; a script of the page took it away before GET https://shop.test/b",
			Visit(Get("/").Sets("theme=dark"), Get("/a"), Forget("theme"), Get("/b"), Get("/c"))),
		Passes("a script took it away before the jar was read", "sent on 1 of 1 requests: navigation",
			Visit(Get("/").Sets("theme=dark"), Get("/a"), Forget("theme"), Look(recording.AtEnd), Get("/b"))),
		Skips("the jar was read without it, and no request was made before", "no request was made to its host and path while it was there",
			Visit(Get("/").Sets("theme=dark"), Forget("theme"), Look(recording.AtEnd), Get("/b"))),
		Fails("so many cookies that it was pushed out", "the jar held 150 cookies of the site or more",
			Visit(Get("/").Sets("theme=dark"), crowd(150), Look(recording.AtEnd), Forget("theme"), Get("/cart"))).Of("theme"),
		Passes("many cookies, and all are there", "sent on 2 of 2",
			Visit(Get("/").Sets("theme=dark"), crowd(150), Look(recording.AtEnd), Get("/cart"))).Of("theme"),
		Undecided("Chrome has it and withholds it for a reason that the model does not see", "Chrome withheld it from GET https://shop.test/cart (navigation) (SchemefulSameSiteStrict)",
			Visit(entry(), Get("/cart").Withholds("sid", "SchemefulSameSiteStrict"))).At(check.Medium),
		Undecided("Chrome withholds it against its path", "(NotOnPath)", Visit(entry(), Get("/cart").Withholds("sid", "NotOnPath"))),
		Passes("what a sandboxed frame asks for is not counted", "sent on 1 of 1",
			Visit(entry(), Get("/"), Do(recording.IFrame, "/box").Withholds("sid", "SameSiteLax"), Do(recording.SubResource, "/img").Withholds("sid", "SameSiteLax"))),
		Passes("what the browser's settings withhold is not counted", "sent on 1 of 1",
			Visit(entry(), Get("/"), Get("/cart").Withholds("sid", "UserPreferences"))),
		Passes("a request in an anonymous context is not counted", "sent on 1 of 1",
			Visit(entry(), Get("/"), Do(recording.SubResource, "/font").Withholds("sid", "AnonymousContext"))),
		Passes("a fetch without credentials is not counted", "sent on 1 of 1", Visit(entry(), Get("/"), Fetch("/api").Lacks("sid"))),
		Passes("a preflight is not counted", "sent on 1 of 1", Visit(entry(), Get("/"), Do(recording.Preflight, "/api").Lacks("sid"))),
		Passes("an answer from the cache is not counted", "sent on 1 of 1", Visit(entry(), Get("/"), Do(recording.SubResource, "/a.css").OffWire())),
		Passes("another path is not counted", "sent on 1 of 1",
			Visit(Get("/app/").Sets("sid=31d4; Path=/app; HttpOnly"), Get("/app/x"), Get("/other").Withholds("sid", "NotOnPath"))),
		Passes("a subdomain is none of a host-only cookie's", "sent on 1 of 1", Visit(entry(), Get("/"), Get("https://www.shop.test/"))),
		Passes("a request that was under way while it was set is not counted", "sent on 1 of 1",
			Visit(Get("/").During(Fetch("/api").Sets("sid=31d4; HttpOnly")).Lacks("sid"), Get("/"))),
		Passes("the handshake of a WebSocket", "websocket", Visit(entry(), Do(recording.WebSocket, "wss://shop.test/live"))),
		Passes("set by a script, and there when browsing began", "sent on 1 of 1 requests: reload",
			Visit(Get("/"), Hold("theme=dark")), Browse(Do(recording.Reload, "/"))),
		Skips("set by the last answer", "no request was made to its host and path while it was there", Visit(Get("/"), entry())),
		Skips("a path that nobody visits", "no visited page is within its path", Visit(Get("/").Sets("sid=31d4; Path=/admin"), Get("/"))),
		Skips("set while each request was under way", "each was on its way",
			Visit(Get("/").During(Fetch("/api").Sets("sid=31d4; HttpOnly")).Carries("sid=31d4; HttpOnly"))),
		Passes("deleted in between", "sent on 1 of 1", Visit(entry(), Get("/out").Sets("sid=; Max-Age=0"), Get("/"))),
		Passes("requests to a stand-in do not count", "sent on 1 of 1", Visit(entry(), Get("/")), Browse(), Elsewhere(Get("/x").Lacks("sid"))),
		NoSubject("a line that Chrome refused", Visit(Get("/").Sets("sid=31d4; Domain=test").Blocked("InvalidDomain"), Get("/"))),
		NoSubject("a deletion of what was never there", Visit(Get("/").Sets("sid=; Max-Age=0"), Get("/"))),
		NoSubject("another site's cookie", Visit(Get("https://ads.example/").Sets("t=1"), Get("https://ads.example/"))),
		Undecided("browsing failed", "browse: Chrome died", Visit(entry(), Get("/")), Failed(recording.Browse, "Chrome died")),
	)
}

func crowd(n int) Step {
	x := Get("/many")
	for i := range n {
		x.Sets("many" + string(rune('a'+i/26)) + string(rune('a'+i%26)) + "=1")
	}
	return x
}

func TestByteExact(t *testing.T) {
	t.Parallel()
	Table(t, ByteExact,
		Passes("the value that was set", "unchanged on 2 of 2 requests", Visit(entry(), Get("/")), Browse(Get("/"))),
		Passes("quotes and percent signs", "unchanged on 1 of 1", Visit(Get("/").Sets(`a="%41%20b"`), Get("/"))),
		Passes("each request the value of its time", "unchanged on 2 of 2", Visit(entry(), Get("/").Sets("sid=other; HttpOnly"), Get("/"))),
		Passes("an empty value", "unchanged on 1 of 1", Visit(Get("/").Sets("a="), Get("/"))),
		Passes("the value that an answer has just replaced", "unchanged on 2 of 2", Role("sid", "session"),
			Visit(Get("/").Sets("sid=31d4d96e407aad42"), Get("/").Sets("sid=77aa96e407aad42e"), Fetch("/cart").Carries("sid=31d4d96e407aad42"))),
		Fails("the value that an answer replaced long ago", "another value on 1 of 2 requests", Role("sid", "session"),
			Visit(Get("/").Sets("sid=31d4d96e407aad42"), Get("/").Sets("sid=77aa96e407aad42e"), Wait(2*time.Second), Fetch("/cart").Carries("sid=31d4d96e407aad42"))),
		Passes("the value of either answer to two requests at once", "unchanged on 1 of 1", Role("sid", "session"),
			Visit(Get("/").Sets("sid=31d4d96e407aad42").During(Fetch("/api").Sets("sid=77aa96e407aad42e")), Wait(2*time.Second), Get("/cart").Carries("sid=77aa96e407aad42e"))),
		Passes("the value of an answer that was told of late", "unchanged on 2 of 2", Role("sid", "session"),
			Visit(Get("/").Sets("sid=31d4d96e407aad42"), Fetch("/api").Sets("sid=77aa96e407aad42e").During(Get("/cart").Carries("sid=77aa96e407aad42e")))),
		Fails("a session cookie that a script changed", "another value on 1 of 1 requests, first on GET https://shop.test/cart (navigation) (4 bytes)",
			Role("sid", "session"), Visit(Get("/").Sets("sid=31d4d96e407aad42"), Hold("sid=77aa"), Get("/cart"))),
		Skips("another cookie that a script changed", "a script of the page changed it",
			Visit(Get("/").Sets("theme=dark"), Hold("theme=light"), Get("/"))),
		Undecided("no script can change an HttpOnly cookie", "an answer that was not seen may have given a new one",
			Visit(Get("/").Sets("theme=dark; HttpOnly"), Get("/").Carries("theme=light; HttpOnly"))).At(check.Low),
		Undecided("no script can change an HttpOnly session cookie", "an answer that was not seen may have given a new one",
			Role("sid", "session"), Visit(entry(), Get("/").Carries("sid=77aa; HttpOnly; Secure; SameSite=Lax"))).At(check.Low),
		Undecided("octets that the browser may report in two ways", "does not allow",
			Role("sid", "session"), Visit(Get("/").Sets("sid=Grüße"), Get("/").OnWire("sid=GrÃ¼Ã\u009fe"))),
		Fails("the wire tells another story than the jar", "another value on 1 of 1",
			Role("sid", "session"), Visit(Get("/").Sets("sid=31d4d96e407aad42"), Get("/").OnWire("sid=77aa"))),
		Skips("a value that a script had changed before browsing began", "no request carried a value",
			Role("sid", "session"), Visit(Get("/").Sets("sid=31d4"), Hold("sid=77aa")), Browse(Get("/"))),
		Skips("set by a script", "no request carried a value", Visit(Get("/"), Hold("theme=dark")), Browse(Get("/"))),
		Passes("changed while a request was on its way", "unchanged on 1 of 1",
			Role("sid", "session"), Visit(entry(), Get("/").During(Fetch("/api").Sets("sid=77aa; HttpOnly")))),
		Undecided("the visit failed", "visit: the host is not known", Failed(recording.Visit, "the host is not known"), Browse(Get("/").Carries("sid=1"))),
	)
}

func TestNowhereElse(t *testing.T) {
	t.Parallel()
	away := func(steps ...Step) Element {
		return Elsewhere(append([]Step{Get("/cookiespec-elsewhere/"), Get("http://shop.test/"), Get("https://cookiespec-elsewhere.shop.test/")}, steps...)...)
	}
	Table(t, NowhereElse,
		Passes("Secure and host-only", "not sent with 2 of 3 requests elsewhere, and with the others as its attributes ask for", Visit(entry()), Browse(), away()),
		Passes("a path of its own", "not sent with 4 of 4 requests", Visit(Get("/app/").Sets("sid=1; Secure; Path=/app")), Browse(), away(Get("http://shop.test/app/"))),
		Skips("a path of its own that nobody asked for over http", "no request to its host and path went over plain http",
			Visit(Get("/app/").Sets("sid=1; Path=/app")), Browse(), away()),
		Skips("over http only what never left the browser", "no request to its host and path went over plain http",
			Visit(Get("/").Sets("sid=1")), Browse(), Elsewhere(Get("https://www.shop.test/"), Get("http://shop.test/").OffWire())),
		Fails("without Secure, and a path of its own", "sent with GET http://shop.test/app/ (navigation)",
			Visit(Get("/app/").Sets("sid=1; Path=/app")), Browse(), away(Get("http://shop.test/app/"))).At(check.Medium),
		Fails("a session cookie without Secure", "sent with GET http://shop.test/ (navigation), where anybody on the way can read it",
			Role("sid", "session"), Visit(Get("/").Sets("sid=1; HttpOnly")), Browse(), away()).At(check.High),
		Fails("a load balancer's without Secure", "sent with GET http://shop.test/ (navigation), where anybody on the way can read it",
			Visit(Get("/").Sets("AWSALB=1")), Browse(), away()).At(check.Medium),
		Passes("without Secure, but only ever set over http", "not sent with 1 of 3",
			Target("http://shop.test/"), Visit(Get("/").Sets("sid=1")), Browse(), away()),
		Passes("a domain cookie goes below its host, as it says", "not sent with 1 of 3 requests elsewhere, and with the others as its attributes ask for",
			Visit(Get("/").Sets("sid=1; Secure; Domain=shop.test")), Browse(), Elsewhere(Get("/x"), Get("https://cookiespec-elsewhere.shop.test/"), Get("http://shop.test/"))),
		Passes("http on a loopback address is not in the clear", "sent with 1 of 1 requests",
			Target("https://localhost/"), Visit(Get("/").Sets("sid=1; Secure")), Browse(), Elsewhere(Get("http://localhost/"))),
		Fails("sent in spite of its path", "sent with GET https://shop.test/other (navigation): the path is not under the cookie's path",
			Visit(Get("/app/").Sets("sid=1; Secure; Path=/app"), Get("/other").Carries("sid=1; Secure; Path=/app")), Browse(), away()),
		Fails("sent to a host below its own", "the host is not the one that the cookie was set on",
			Visit(entry()), Browse(), Elsewhere(Get("https://www.shop.test/").Strays("sid"))),
		Passes("changed on the way is not astray", "not sent with 2 of 3",
			Visit(entry(), Get("/").During(Fetch("/out").Sets("sid=; Max-Age=0")).Carries("sid=31d4d96e407aad42; HttpOnly; Secure; SameSite=Lax"), entry()), Browse(), away()),
		Skips("of so short a life that it may be over before", "it was about to end", Visit(Get("/").Sets("flash=1; Max-Age=3; Secure")), Browse(), away()),
		Skips("deleted before", "not in the jar any more", Visit(entry(), Get("/out").Sets("sid=; Max-Age=0")), Browse(), away()),
		Undecided("nothing was asked elsewhere", "no request was made elsewhere", Visit(entry()), Browse(), Elsewhere()),
		Undecided("elsewhere failed", "other-hosts: Chrome died", Visit(entry()), Browse(), Failed(recording.OtherHosts, "Chrome died")),
	)
}

func TestNoTwins(t *testing.T) {
	t.Parallel()
	Table(t, NoTwins,
		Passes("one cookie of a name", "never more than one on 2 requests", Visit(entry(), Get("/"), Get("/"))),
		Passes("two of a name that never meet", "never more than one on 2 requests",
			Visit(Get("/a/").Sets("sid=1; Path=/a"), Get("/b/").Sets("sid=2; Path=/b"), Get("/a/"), Get("/b/"))),
		Fails("an old cookie of another path", "2 values of that name in one Cookie header, with GET https://shop.test/a/ (navigation)",
			Visit(Get("/").Sets("sid=1"), Get("/a/").Sets("sid=2; Path=/a"), Get("/a/"))),
		Fails("an old cookie of the domain", "2 values", Visit(Get("/").Sets("sid=1; Domain=shop.test", "sid=2"), Get("/"))),
		Passes("names are not folded", "never more than one", Visit(Get("/").Sets("sid=1", "SID=2"), Get("/"))).Of("sid"),
		Skips("never sent", "no request carried it", Visit(Get("/").Sets("sid=1"))),
		NoSubject("no cookie at all", Visit(Get("/"))),
	)
}

func TestReachesServer(t *testing.T) {
	t.Parallel()
	visit := Visit(Get("/").Sets("theme=dark", "sid=31d4d96e407aad42"))
	Table(t, ReachesServer,
		Passes("shown", "with its name and its value", visit, Echo(Get("/cookies"), Echoed("sid", true, true), Echoed("theme", false, false))).Of("sid"),
		Fails("not shown", "GET https://shop.test/cookies (navigation), and not shown", visit, Echo(Get("/cookies"), Echoed("sid", true, true), Echoed("theme", false, false))).Of("theme"),
		Undecided("without its value", "hidden on purpose", visit, Echo(Get("/cookies"), Echoed("sid", true, false), Echoed("theme", true, true))).At(check.Low).Of("sid"),
		Undecided("a page that shows none", "shows none of the cookies", visit, Echo(Get("/cookies"), Echoed("sid", false, false), Echoed("theme", true, false))).Of("sid"),
		Undecided("a page that is not there", "was answered 404 Not Found", visit, Echo(Get("/cookies").Status(404), Echoed("sid", false, false), Echoed("theme", false, false))).Of("sid"),
		NoSubject("of another path, and so not sent", Visit(Get("/app/").Sets("sid=1; Path=/app")), Echo(Get("/cookies"), Echoed("sid", false, false))),
		Undecided("never asked for on the wire", "not seen to be asked for", Visit(Get("/").Sets("sid=1")), Echo(Get("/cookies").OffWire(), Echoed("sid", true, true))),
		Skips("no such page", "echo: no page was named", visit, Unneeded(recording.Echo, "no page was named")),
		Undecided("it could not be opened", "echo: the host is gone", visit, Failed(recording.Echo, "the host is gone")),
	)
}

func TestLossTolerated(t *testing.T) {
	t.Parallel()
	Table(t, LossTolerated,
		Passes("a page without any cookie", "answered 200 OK", Visit(Get("/")), Loss(DropAll(200))),
		Passes("the login page", "answered 401 Unauthorized", Visit(Get("/")), Loss(DropAll(401))),
		Fails("a server error without any cookie", "answered 500 Internal Server Error", Visit(Get("/")), Loss(DropAll(500))),
		Fails("a redirect in a circle", "redirected in a circle", Visit(Get("/")), Loss(DropAll(302, "https://shop.test/ cannot be opened: it redirects in a circle (net::ERR_TOO_MANY_REDIRECTS)"))),
		Fails("a connection that is closed", "net::ERR_EMPTY_RESPONSE", Visit(Get("/")), Loss(DropAll(0, "net::ERR_EMPTY_RESPONSE"))),
		Undecided("a network that is gone", "net::ERR_INTERNET_DISCONNECTED", Visit(Get("/")), Loss(DropAll(0, "net::ERR_INTERNET_DISCONNECTED"))),
		Fails("a server error without one cookie", "answered 503 Service Unavailable",
			Visit(Get("/").Sets("theme=dark")), Loss(DropAll(200), Drop("theme", 503))).Of("theme"),
		Passes("all well without one cookie", "answered 200 OK",
			Visit(Get("/").Sets("theme=dark", "sid=1")), Loss(DropAll(500), Drop("theme", 200), Drop("sid", 500))).Of("theme"),
		Undecided("the entry page is broken anyhow", "does not work with its cookies either: answered 500", Visit(Get("/").Status(500)), Loss(DropAll(500))),
		Undecided("the entry page ends in an error after its redirects", "either: answered 502",
			Visit(Get("/").Then(Get("/home").Status(502)), Get("/other")), Loss(DropAll(500))),
		Fails("a later page that is broken does not excuse the entry page", "answered 500", Visit(Get("/"), Get("/other").Status(500)), Loss(DropAll(500))),
		Undecided("nothing was dropped", "was not opened without cookies", Visit(Get("/")), Loss()),
		Skips("there was nothing to take away", "cookie-loss: the target has no cookie", Visit(Get("/")), Unneeded(recording.CookieLoss, "the target has no cookie")),
	)
}
