package set_test

import (
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/set"
)

func TestDeletionDeletes(t *testing.T) {
	t.Parallel()
	in := Get("/").Sets("sid=31d4; Path=/; HttpOnly")
	Table(t, set.DeletionDeletes,
		Passes("Max-Age=0", "neither in the jar nor in a navigation", Visit(in, Get("/out").Sets("sid=; Path=/; Max-Age=0"), Get("/"))),
		Passes("a date in the past", "neither in the jar", Visit(in, Get("/out").Sets("sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"), Get("/"))),
		Passes("the same Domain", "neither in the jar",
			Visit(Get("/").Sets("sid=31d4; Path=/; Domain=shop.test"), Get("/out").Sets("sid=; Path=/; Domain=.shop.test; Max-Age=0"), Get("/"))),
		Passes("deleted and set anew with another value", "neither in the jar",
			Visit(in, Get("/out").Sets("sid=; Path=/; Max-Age=0"), Get("/").Sets("sid=77aa; Path=/; HttpOnly"), Get("/"))),
		Passes("deleted and set anew with the same value", "neither in the jar",
			Visit(in, Get("/out").Sets("sid=; Path=/; Max-Age=0"), in, Get("/"))),
		Passes("a request that was on its way when the deletion came", "neither in the jar",
			Visit(in, Get("/slow").During(Get("/out").Sets("sid=; Path=/; Max-Age=0")), Get("/"))),
		Passes("the icon of the page before, which the recording has too late", "neither in the jar",
			Visit(Get("/").Sets("sid=31d4; Path=/"), Get("/out").Sets("sid=; Path=/; Max-Age=0"),
				Do(recording.SubResource, "/favicon.ico").Carries("sid=31d4; Path=/"), Get("/"))),
		Passes("a __Host- cookie, with Secure", "neither in the jar",
			Visit(Get("/").Sets("__Host-sid=31d4; Path=/; Secure"), Get("/out").Sets("__Host-sid=; Path=/; Secure; Max-Age=0"), Get("/"))),
		Skips("nothing to delete", "no such cookie to delete", Visit(Get("/").Sets("sid=; Path=/; Max-Age=0"), Get("/"))),
		Passes("deleted in a profile that went on from the visit", "neither in the jar",
			Visit(Get("/").Sets("sid=31d4; Path=/; Max-Age=600")), Restart(Get("/out").Sets("sid=; Path=/; Max-Age=0"), Get("/"))),

		Fails("a __Host- deletion without Secure, which Chrome refuses", "Chrome refused the deletion: InvalidPrefix",
			Visit(Get("/").Sets("__Host-sid=31d4; Path=/; Secure"), Get("/out").Sets("__Host-sid=; Path=/; Max-Age=0").Blocked("InvalidPrefix"), Get("/"))),
		Fails("a Secure deletion over plain http", "Chrome refused the deletion: SecureOnly", Target(plain),
			Visit(Get("/").Sets("sid=31d4; Path=/"), Get("/out").Sets("sid=; Path=/; Secure; Max-Age=0").Blocked("SecureOnly"), Get("/"))),
		Fails("a deletion that the model refuses and Chrome loses in silence", "the deletion is refused: Partitioned needs Secure",
			Visit(Get("/").Sets("sid=31d4; Path=/; Secure; Partitioned"), Get("/out").Sets("sid=; Path=/; Partitioned; Max-Age=0"), Get("/"))),
		Fails("an HttpOnly cookie that Chrome keeps all the same", "though the deletion has the same Path and Domain",
			Visit(in, Get("/out").Sets("sid=; Path=/; Max-Age=0").Unstored(), Get("/"))),
		Undecided("a readable cookie that a script may have set again", "a script of the page may have set it again",
			Visit(Get("/").Sets("sid=31d4; Path=/"), Get("/out").Sets("sid=; Path=/; Max-Age=0"), Hold("sid=31d4; Path=/"), Get("/"))).At(check.Medium),

		NoSubject("a cookie that nobody deletes", Visit(in, Get("/"))),
		NoSubject("a cookie that the server's clock kills", Visit(Get("/").Dated(time.Hour).Sets("a=1; Expires=Mon, 02 Mar 2026 12:01:00 GMT"))),
	)
}

func TestADeletionThatMissesTheDomain(t *testing.T) {
	t.Parallel()
	c := Case(Visit(
		Get("/").Sets("sid=31d4; Path=/; Domain=shop.test"),
		Get("/out").Sets("sid=; Path=/; Max-Age=0"),
		Get("/")))
	subjects := set.DeletionDeletes.Subjects(c)
	if len(subjects) != 1 || subjects[0].Cookie.Key.HostOnly {
		t.Fatalf("subjects: %v", subjects)
	}
	v := set.DeletionDeletes.Apply(c, subjects[0])
	if v.Outcome != check.Failed || v.Expected[0] != "a deletion with Path=/; Domain=shop.test" {
		t.Errorf("%+v", v)
	}
}
