package scope

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

// sid is a session cookie as declared, and what the entry page sets it by.
func sid(attributes string) []Element {
	return []Element{Role("sid", "session"), Visit(Get("/").Sets("sid=31d4d96e407aad42" + attributes))}
}

func with(elements []Element, more ...Element) []Element { return append(elements, more...) }

const none = "; Secure; SameSite=None"

func meantForAll() Element {
	return Declare(recording.Declaration{Name: "sid", Role: "session", SameSite: "none"})
}

// noSession are rows that are alike for all checks about session cookies.
func noSession(visit Element) []Row {
	return []Row{
		Skips("no login, and nothing declared", "no cookie is known to carry a session", visit),
		Skips("another role is declared", "no cookie is known to carry a session", Role("sid", "preference"), visit),
		Undecided("a login that no cookie carries", "none can be told to carry it", Account(), visit, Replay(Ask(recording.WithAll, recording.Out))),
	}
}

func TestHostOnly(t *testing.T) {
	t.Parallel()
	below := Elsewhere(Get("https://cookiespec-elsewhere.shop.test/"))
	Table(t, HostOnly, append(noSession(Visit(Get("/").Sets("sid=1; Domain=shop.test"))),
		Passes("no Domain", "it goes to shop.test alone", with(sid(""), below)...),
		Fails("the very host", "opens it to every host below shop.test: it was sent to cookiespec-elsewhere.shop.test", with(sid("; Domain=shop.test"), below)...),
		Fails("nobody asked below", "opens it to every host below shop.test", sid("; Domain=shop.test")...),
		Skips("one login for all hosts, as declared", "for all hosts of shop.test",
			with([]Element{Declare(recording.Declaration{Name: "sid", Role: "session", Domain: ".shop.test"})}, sid("; Domain=shop.test")[1], below)...),
		Fails("another domain is declared", "opens it to every host below shop.test",
			Declare(recording.Declaration{Name: "sid", Role: "session", Domain: "app.shop.test"}), sid("; Domain=shop.test")[1]),
		Passes("a Domain of the address itself", "it goes to 127.0.0.1 alone",
			Target("https://127.0.0.1/"), Role("sid", "session"), Visit(Get("/").Sets("sid=1; Domain=127.0.0.1"))),
		Fails("a second line has one", "opens it to every host below",
			Role("sid", "session"), Visit(Get("/").Sets("sid=1; Domain=shop.test"), Get("/out").Sets("sid=; Max-Age=0"))).Of("sid"),
		Undecided("elsewhere failed", "other-hosts: Chrome died", with(sid(""), Failed(recording.OtherHosts, "Chrome died"))...),
	)...)
}

func TestPath(t *testing.T) {
	t.Parallel()
	Table(t, Path, append(noSession(Visit(Get("/").Sets("sid=1"))),
		Skips("a host of its own", "the host is the application's own", sid("")...),
		Skips("all of the host, as declared", "the host is the application's own", with(sid(""), AppPath("/"))...),
		Passes("its own path", "Path=/app/ is within /app/", with(sid("; Path=/app/"), AppPath("/app/"))...),
		Passes("its own path, without a slash", "Path=/app is within /app/", with(sid("; Path=/app"), AppPath("/app/"))...),
		Passes("a path below", "Path=/app/members is within /app", with(sid("; Path=/app/members"), AppPath("/app"))...),
		Fails("all of the host", "Path=/, so that it goes to the other applications", with(sid("; Path=/"), AppPath("/app/"))...),
		Fails("another that begins alike", "Path=/apple", with(sid("; Path=/apple"), AppPath("/app"))...),
		Fails("a page that it never reaches, and that asks for the login", "/me asks a user who is logged in to log in again: Path=/account",
			member("; Path=/account", Get("/me").Status(302).Says("Location", "/login").Then(Get("/login")), ask)...).At(check.Medium),
		Skips("a page that it reaches, and that asks for the login", "the host is the application's own",
			member("; Path=/", Get("/me").Status(302).Says("Location", "/login").Then(Get("/login")), ask)...),
		Skips("a page that leads elsewhere", "the host is the application's own",
			member("; Path=/account", Get("/me").Status(302).Says("Location", "/home").Then(Get("/home")), ask)...),
		Skips("a page with a login of its own", "the host is the application's own",
			member("; Path=/account", Get("/me").Status(302).Says("Location", "/admin/login").Then(Get("/admin/login")), ask)...),
		Skips("the login did not hold", "the host is the application's own",
			member("; Path=/account", Get("/me").Status(302).Says("Location", "/login").Then(Get("/login")))...),
	)...)
}

// ask is the probe that shows that the login holds.
var ask = Ask(recording.Later, recording.In)

// member is a login that sets sid, and what is done with it.
func member(attributes string, steps ...Step) []Element {
	return []Element{Account(), Role("sid", "session"), Visit(Get("/")), Login(append([]Step{Post("/login").Sets("sid=31d4d96e407aad42" + attributes)}, steps...)...)}
}

func TestCrossSiteSubrequest(t *testing.T) {
	t.Parallel()
	asked := CrossSite(Embed("/"), Do(recording.IFrame, "/").CrossSite(), CrossPost("/"))
	Table(t, CrossSiteSubrequest, append(noSession(Visit(Get("/").Sets("sid=1"+none))),
		Passes("Lax", "withheld from 2 requests of another site", with(sid("; SameSite=Lax"), asked)...),
		Passes("Strict", "withheld from 2 requests", with(sid("; SameSite=Strict"), asked)...),
		Passes("no SameSite, as Chrome takes it", "withheld from 2 requests", with(sid(""), asked)...),
		Fails("None", "sent with 2 of 2 requests of another site", with(sid(none), asked)...),
		Fails("None, and a frame in which Chrome withheld it", "sent with 1 of 2 requests",
			with(sid(none), CrossSite(Embed("/"), Do(recording.IFrame, "/").CrossSite().Withholds("sid", "UserPreferences")))...),
		Skips("None, as declared", "meant to go with what other sites embed", with([]Element{meantForAll()}, sid(none)[1], asked)...),
		Skips("the browser's settings withhold it", "(UserPreferences)", with(sid(none), CrossSite(Embed("/").Withholds("sid", "UserPreferences")))...),
		Skips("it was gone", "not in the jar any more", with(sid(""), CrossSite(Forget("sid"), Embed("/")))...),
		Undecided("nothing was asked for", "no request of another site", with(sid(""), CrossSite())...),
		Undecided("asked for over a cache", "no request of another site", with(sid(none), CrossSite(Embed("/").OffWire()))...),
		Undecided("only the site itself asked", "no request of another site", with(sid(none), CrossSite(Do(recording.SubResource, "/")))...),
		Undecided("it could not be tried", "cross-site: Chrome died", with(sid(none), Failed(recording.CrossSite, "Chrome died"))...),
	)...)
}

func TestCrossSitePost(t *testing.T) {
	t.Parallel()
	young, older := CrossSite(Embed("/"), CrossPost("/")), CrossAged(CrossPost("/"))
	Table(t, CrossSitePost, append(noSession(Visit(Get("/").Sets("sid=1"+none))),
		Passes("Lax", "withheld from 1 form of another site", with(sid("; SameSite=Lax"), young)...),
		Passes("Lax, and another cookie made it be tried later too", "withheld from 2 forms", with(sid("; SameSite=Lax"), young, older)...),
		Fails("no SameSite, while it is young", "sent while it is younger than two minutes", with(sid(""), young, older)...).At(check.Medium),
		Fails("no SameSite, and a browser that takes it for None", "sent with 2 of 2 forms",
			with(sid(""), young, CrossAged(CrossPost("/").Strays("sid")))...),
		Undecided("no SameSite, and nothing was posted later", "no form was posted when it was older", with(sid(""), young)...),
		Fails("None", "sent with 1 of 1 forms", with(sid(none), young)...),
		Fails("None since the login", "sent with 1 of 1 forms",
			with([]Element{Role("sid", "session"), Visit(Get("/").Sets("sid=1; SameSite=Lax")), Browse(Get("/in").Sets("sid=2" + none))}, young)...),
		Skips("None, as declared", "meant to go with what other sites post", with([]Element{meantForAll()}, sid(none)[1], young)...),
		Undecided("images alone", "no request of another site", with(sid("; SameSite=Lax"), CrossSite(Embed("/")))...).Of("sid"),
		Undecided("a form of the site itself", "no request of another site", with(sid(none), CrossSite(Post("/")))...),
		Undecided("the later try broke", "cross-aged: Chrome died", with(sid(""), young, Failed(recording.CrossAged, "Chrome died"))...),
	)...)
}

func TestSameSiteNoneJustified(t *testing.T) {
	t.Parallel()
	widget := "w=1; SameSite=None; Secure"
	Table(t, SameSiteNoneJustified,
		Skips("Lax", "no line of it that browsers take says SameSite=None", Visit(Get("/").Sets("w=1; SameSite=Lax"))),
		Skips("None without Secure, which browsers refuse", "no line of it that browsers take", Visit(Get("/").Sets("w=1; SameSite=None"))),
		Fails("nothing is declared at all", "SameSite=None on 1 of 1 line", Visit(Get("/").Sets(widget))).UnderStrict(),
		Fails("others are declared", "SameSite=None on 1 of 1 line", Role("sid", "session"), Visit(Get("/").Sets(widget))),
		Fails("it is declared otherwise", "on 1 of 2 lines", Declare(recording.Declaration{Name: "w", SameSite: "Lax"}), Visit(Get("/").Sets("w=1; Secure; SameSite=Lax"), Get("/b").Sets(widget))),
		Fails("a session by experiment, nothing declared", "on 1 of 1 line",
			Account(), Visit(Get("/").Sets("sid=1"+none)), Replay(Bears("sid")...)).At(check.High),
		Passes("declared", "declared; Partitioned would keep", Declare(recording.Declaration{Name: "w", SameSite: "none"}), Visit(Get("/").Sets(widget))),
		Passes("declared and partitioned", "declared, and partitioned", Declare(recording.Declaration{Name: "w", SameSite: "None"}), Visit(Get("/").Sets(widget+"; Partitioned"))),
		Passes("partitioned", "stays there", Role("sid", "session"), Visit(Get("/").Sets(widget+"; Partitioned"))),
		Skips("only deleted", "no line of it", Visit(Get("/").Sets("w=; Max-Age=0; SameSite=None; Secure"))),
	)
}

func TestPartitioned(t *testing.T) {
	t.Parallel()
	const line = "w=1; Secure; SameSite=None; Partitioned"
	Table(t, Partitioned,
		NoSubject("no partitioned cookie", Visit(Get("/").Sets("w=1"+none)), CrossSite(Embed("/"))),
		Passes("it stays", "sent with none of 1 request within other sites", Visit(Get("/").Sets(line)), CrossSite(Embed("/").Lacks("w"))),
		Fails("no Secure", "Partitioned without Secure", Visit(Get("/").Sets("w=1; Partitioned").Unstored()), CrossSite(Embed("/"))),
		Fails("one line without Partitioned", "a cookie of its name that is not partitioned goes with what https://elsewhere.example asks for",
			Visit(Get("/").Sets(line), Get("/b").Sets("w=2"+none)), CrossSite(Embed("/").Carries("w=2"+none))),
		Passes("one of its name and another path", "sent with none of 1 request",
			Visit(Get("/").Sets(line)), CrossSite(Embed("/").Lacks("w").Carries("w=2; Path=/b"+none))),
		Undecided("nobody asked within another site", "no request within another site", Visit(Get("/").Sets(line)), CrossSite()),
		Undecided("it could not be tried", "cross-site: Chrome died", Visit(Get("/").Sets(line)), Failed(recording.CrossSite, "Chrome died")),
	)
}

func TestThirdParties(t *testing.T) {
	t.Parallel()
	follows := func(x *Exchange) Element { return Visit(Get("/"), x.Sets("_ga=1; SameSite=None; Secure")) }
	image := func() *Exchange { return Embed("https://ads.example/pixel") }
	own := func(x *Exchange) *Exchange { return x.On("https://shop.test/") }
	Table(t, ThirdParties,
		Passes("nothing of other sites", "no answer of another site", Visit(Get("/").Sets("sid=1"))),
		Fails("an image that is followed", "1 cookie of other sites: _ga (ads.example)", follows(own(image()))),
		Passes("an image that is followed, as declared", "1 cookie of other sites, declared", Role("_g*", "third-party"), follows(own(image()))),
		Fails("a declaration of another role", "1 cookie of other sites", Role("_ga", "preference"), follows(own(image()))),
		Passes("a login on another site", "no answer of another site", Visit(Get("https://id.example/").Sets("idp=1"))),
		Passes("what that site loads", "no answer of another site", follows(image().On("https://id.example/"))),
		Passes("Chrome does not take it", "no answer of another site", Visit(Get("/"), own(image()).Sets("_ga=1").Blocked("SameSiteLax"))),
		Passes("its user does not take it", "no answer of another site",
			Visit(Get("/"), own(image()).Sets("_ga=1; SameSite=None; Secure").Blocked("UserPreferences"))),
	)
}
