package scope

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestCrossSiteLink(t *testing.T) {
	t.Parallel()
	members := func(end recording.Answer, link *Exchange) Element {
		return Linked(Ask(recording.LoggedIn, recording.In), Get("/account"), Look(recording.BeforeLink), link, Look(recording.AfterLink),
			Ask(recording.Arrived, recording.Out), Ask(recording.AfterArrival, end))
	}
	guests := func(link *Exchange) Element {
		return Linked(Get("/"), Look(recording.BeforeLink), link, Look(recording.AfterLink))
	}
	nowhere := func(p *Player) { // the jar shows no login in the other browser
		Linked(Ask(recording.LoggedIn, recording.Out))(p)
		p.Last().State = recording.Unneeded
	}
	Table(t, CrossSiteLink, append(noSession(Visit(Get("/").Sets("sid=1; SameSite=Strict"))),
		Passes("Lax goes with it", "it goes with the link, and the user is logged in afterwards", with(sid("; SameSite=Lax"), members(recording.In, Follow("/account")))...),
		Passes("no SameSite", "it goes with the link", with(sid(""), members(recording.In, Follow("/account")))...),
		Passes("Strict, and the next page knows the visitor", "it stays behind, as SchemefulSameSiteStrict says", with(sid("; SameSite=Strict"), members(recording.In, Follow("/account")))...),
		Fails("Strict, and logged out", "logged out: after a link of another site", with(sid("; SameSite=Strict"), members(recording.Out, Follow("/account").Sets("sid=77aa; SameSite=Strict")))...),
		Undecided("too many requests afterwards", "neither logged in nor out", with(sid("; SameSite=Strict"), members(recording.Unclear, Follow("/account")))...),
		Fails("a broken page", "the link ends on 500 Internal Server Error", with(sid("; SameSite=Strict"), members(recording.In, Follow("/account").Status(500)))...),
		Fails("a redirect in a circle", "no answer (net::ERR_TOO_MANY_REDIRECTS)", with(sid("; SameSite=Strict"), members(recording.In, Follow("/account").Breaks("net::ERR_TOO_MANY_REDIRECTS")))...),
		Passes("a page that is broken anyhow", "it goes with the link",
			with(sid("; SameSite=Lax"), Linked(Get("/").Status(500), Look(recording.BeforeLink), Follow("/").Status(500), Look(recording.AfterLink)))...),
		Passes("a guest keeps his session", "the jar has it afterwards", with(sid("; SameSite=Strict"), guests(Follow("/")))...),
		Fails("a guest gets a new session", "gave the visitor another", with(sid("; SameSite=Strict"), guests(Follow("/").Sets("sid=77aa; SameSite=Strict")))...),
		Fails("a guest's session is deleted", "gave the visitor another", with(sid("; SameSite=Strict"), guests(Follow("/").Sets("sid=; Max-Age=0")))...),
		Passes("a rolling session that came with the link", "it goes with the link", with(sid("; SameSite=Lax"), guests(Follow("/").Sets("sid=77aa; SameSite=Lax")))...),
		Skips("it was gone", "not in the jar when the link was followed", with(sid("; SameSite=Lax"), Linked(Forget("sid"), Get("/"), Look(recording.BeforeLink), Follow("/")))...),
		Undecided("no link was followed", "no link to its host and path", with(sid("; SameSite=Lax"), Linked(Get("/"), Look(recording.BeforeLink)))...),
		Skips("the cookies do not show the login elsewhere", "linked: all cookies of the login together do not show it", with(sid(""), nowhere)...),
		Skips("they are over before they can show it", "it expires before it can be used", with(sid(""), Login(Post("/login").By(recording.LoggingIn).Sets("sid=77aa; Max-Age=3")), nowhere)...),
		Undecided("it could not be tried", "linked: Chrome died", with(sid(""), Failed(recording.Linked, "Chrome died"))...),
	)...)
}

func TestOverlay(t *testing.T) {
	t.Parallel()
	overlay := func(attributes string) *Exchange {
		return Get("http://shop.test/cookiespec-overlay").Sets("sid=overlaid; Path=/" + attributes)
	}
	Table(t, Overlay, append(noSession(Visit(Get("/").Sets("sid=1"))),
		Passes("Secure", "Chrome refused 2 lines over http (OverwriteSecure)", with(sid("; Secure"), Overlaid(overlay("").Blocked("OverwriteSecure"),
			Get("http://beside.shop.test/cookiespec-overlay").Sets("sid=overlaid; Domain=shop.test").Blocked("OverwriteSecure"), Get("/")))...),
		Fails("without Secure", "a cookie of its name from an answer over http goes with GET https://shop.test/ (navigation)", with(sid(""), Overlaid(overlay(""), Get("/")))...),
		Fails("beside it", "goes with GET https://shop.test/", with(sid(""), Overlaid(overlay("; Domain=shop.test"), Get("/")))...),
		Undecided("taken, and nobody asked", "no request to the site was seen with it", with(sid(""), Overlaid(overlay("")))...),
		Undecided("taken, and it went elsewhere only", "no request to the site", with(sid(""), Overlaid(overlay(""), Get("http://shop.test/")))...),
		Skips("http addresses become https", "Strict-Transport-Security", with(sid(""), Overlaid(Get("https://shop.test/cookiespec-overlay"), Get("/")))...),
		Skips("it was gone", "not in the jar any more", with(sid(""), Overlaid(Forget("sid"), overlay(""), Get("/")))...),
		Skips("a target on http", "overlay: the target is on http", with(sid(""), Unneeded(recording.Overlay, "the target is on http"))...),
		Undecided("it could not be tried", "overlay: Chrome died", with(sid(""), Failed(recording.Overlay, "Chrome died"))...),
	)...)
}

func TestForgedRequest(t *testing.T) {
	t.Parallel()
	forged := func(before, done, again, forged string, open ...Step) Element {
		return Forged(append([]Step{
			Shows(recording.BeforeAction, before), Shows(recording.AfterAction, done), Shows(recording.AfterAction, again), Shows(recording.AfterForgery, forged),
		}, open...)...)
	}
	holds := func(m *recording.Memory) { m.Holds = true }
	Table(t, ForgedRequest,
		Passes("no effect, with all cookies either", "even with all cookies", forged("", "meant", "meant", "meant", Shows(recording.AfterOpenPost, "meant"))),
		Undecided("no effect, and no form with all cookies: plain http", "whether the server refuses it by itself is not known", forged("", "meant", "meant", "meant")),
		Fails("an effect", "took effect", forged("", "meant", "meant", "forged", Shows(recording.AfterOpenPost, "forged"))),
		Fails("what was there is gone", "took effect", forged("", "meant", "meant", "")),
		Fails("SameSite alone keeps it off", "SameSite alone", forged("", "meant", "meant", "meant", Shows(recording.AfterOpenPost, "forged"))).At(check.Low),
		Undecided("the action has no effect either", "the action itself had no effect", forged("a", "a", "a", "a")),
		Passes("done before, and the page shows it", "even with all cookies",
			Forged(Shows(recording.BeforeAction, "meant"), Shows(recording.AfterAction, "meant", holds), Shows(recording.AfterAction, "meant"), Shows(recording.AfterForgery, "meant"), Shows(recording.AfterOpenPost, "meant"))),
		Undecided("a page that changes by itself", "changes by itself", forged("a", "b", "c", "d")),
		Undecided("the page lacks it", "could not be looked for (after-forgery): the page has no #note",
			Forged(Shows(recording.BeforeAction, ""), Shows(recording.AfterAction, "b"), Shows(recording.AfterAction, "b"),
				Shows(recording.AfterForgery, "", func(m *recording.Memory) { m.Error = "the page has no #note" }))),
		Undecided("nobody looked", "nobody looked", Forged()),
		Skips("no action is declared", "forged: the config has no action:", Unneeded(recording.Forged, "the config has no action:")),
		Undecided("it could not be tried", "forged: Chrome died", Failed(recording.Forged, "Chrome died")),
	)
}
