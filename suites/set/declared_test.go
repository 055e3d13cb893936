package set_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/set"
)

func TestDeclared(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	declare := func(d recording.Declaration) Element { d.Name = "a"; return Declare(d) }
	Table(t, set.Declared,
		Passes("a name alone", "as declared on the only line", declare(recording.Declaration{}), Visit(Get("/").Sets("a=1"))),
		Passes("everything declared and so", "as declared on the only line",
			declare(recording.Declaration{HTTPOnly: &yes, Secure: &yes, SameSite: "Lax", Path: "/", Domain: "shop.test"}),
			Visit(Get("/").Sets("a=1; Path=/; Domain=shop.test; Secure; HttpOnly; SameSite=lax"))),
		Passes("a host-only cookie of the domain declared", "as declared", declare(recording.Declaration{Domain: "Shop.test"}), Visit(Get("/").Sets("a=1"))),
		Passes("a default path that is the declared one", "as declared", declare(recording.Declaration{Path: "/app"}), Visit(Get("/app/in").Sets("a=1"))),
		Passes("a glob", "as declared", Declare(recording.Declaration{Name: "a*", HTTPOnly: &no}), Visit(Get("/").Sets("abc=1"))),
		Passes("a cookie that only a script sets", "as declared, in the jar", declare(recording.Declaration{HTTPOnly: &no, Path: "/"}), Visit(Get("/"), Hold("a=1"))),
		Passes("a deletion with other attributes", "as declared on the only line", declare(recording.Declaration{HTTPOnly: &yes}),
			Visit(Get("/").Sets("a=1; Path=/; HttpOnly"), Get("/out").Sets("a=; Path=/; Max-Age=0"))),

		Fails("no HttpOnly though declared", "no HttpOnly on the only line", declare(recording.Declaration{HTTPOnly: &yes}), Visit(Get("/").Sets("a=1"))),
		Fails("HttpOnly though declared without", "HttpOnly on the only line", declare(recording.Declaration{HTTPOnly: &no}), Visit(Get("/").Sets("a=1; HttpOnly"))),
		Fails("no Secure though declared", "no Secure on", declare(recording.Declaration{Secure: &yes}), Visit(Get("/").Sets("a=1"))),
		Fails("another SameSite", "SameSite Lax on", declare(recording.Declaration{SameSite: "Strict"}), Visit(Get("/").Sets("a=1; SameSite=Lax"))),
		Fails("no SameSite, which is not Lax", "SameSite not given on", declare(recording.Declaration{SameSite: "Lax"}), Visit(Get("/").Sets("a=1"))),
		Fails("another path", "Path=/app on", declare(recording.Declaration{Path: "/"}), Visit(Get("/app/in").Sets("a=1"))),
		Fails("another domain", "shop.test (no Domain) on", declare(recording.Declaration{Domain: "www.shop.test"}), Visit(Get("/").Sets("a=1"))),
		Fails("host-only though declared with a dot", "shop.test (no Domain) on", declare(recording.Declaration{Domain: ".shop.test"}), Visit(Get("/").Sets("a=1"))),
		Fails("several at once", "no HttpOnly, Path=/app on", declare(recording.Declaration{HTTPOnly: &yes, Path: "/"}), Visit(Get("/app/in").Sets("a=1"))),
		Fails("one page of two", "no HttpOnly on 1 of 2 lines", declare(recording.Declaration{HTTPOnly: &yes}),
			Visit(Get("/").Sets("a=1; Path=/; HttpOnly"), Get("/b").Sets("a=1; Path=/"))),
		Fails("a script's cookie with another path", "Path=/app in the jar", declare(recording.Declaration{Path: "/"}), Visit(Get("/"), Hold("a=1; Path=/app"))),
		Fails("a cookie that nobody declared", "no declaration is for b", declare(recording.Declaration{Optional: true}),
			Visit(Get("/").Sets("b=1"))).At(check.Low).UnderStrict(),
		Fails("a script's cookie that nobody declared", "no declaration is for b", declare(recording.Declaration{Optional: true}),
			Visit(Get("/"), Hold("b=1"))).At(check.Low).UnderStrict(),
		Fails("a declared cookie that never comes", "no answer of a visited page sets it", declare(recording.Declaration{}), Visit(Get("/"))),
		Fails("a declared cookie among others", "no answer of a visited page sets it", declare(recording.Declaration{}), Visit(Get("/").Sets("b=1"))).Of("a"),
		Fails("a misspelt name", "no answer of a visited page sets it", Role("sesionid", "session"), Visit(Get("/").Sets("sessionid=1"))).Of("sesionid"),

		Skips("no declaration at all", "the config declares no cookies", Visit(Get("/").Sets("a=1"))),
		Skips("a line that is rejected as a whole", "see set/stored", declare(recording.Declaration{HTTPOnly: &yes}),
			Visit(Get("/").Sets("a=1\x01").Blocked("DisallowedCharacter"))),
		Skips("an undeclared cookie that is only deleted", "no answer sets it", declare(recording.Declaration{Optional: true}),
			Visit(Get("/").Sets("b=; Max-Age=0"))),
		NoSubject("an optional cookie that does not come", declare(recording.Declaration{Optional: true}), Visit(Get("/"))),
		NoSubject("a third party's cookie", Role("_ga", "third-party"), Visit(Get("https://metrics.example/").Sets("_ga=1"))),
	)
}

func TestADeclaredCookieThatIsOnlyDeletedNeverCame(t *testing.T) {
	t.Parallel()
	c := Case(Role("sid", "session"), Visit(Get("/").Sets("sid=; Max-Age=0")))
	outcomes := map[check.Outcome]int{}
	for _, s := range set.Declared.Subjects(c) {
		outcomes[set.Declared.Apply(c, s).Outcome]++
	}
	if outcomes[check.Failed] != 1 || outcomes[check.NotApplicable] != 1 {
		t.Errorf("%v", outcomes)
	}
}
