package set_test

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/set"
)

// Where cookies share a name, each has a verdict of its own: rows name the cookie by its path.
func TestCookiesOfOneName(t *testing.T) {
	t.Parallel()
	session := Role("sid", "session")
	for _, row := range []struct {
		name     string
		check    check.Check
		path     string
		outcome  check.Outcome // empty: the cookie is no subject
		says     string
		elements []Element
	}{
		{"a readable namesake explains what a script read", set.HTTPOnly, "/", check.Passed, "no script read its name",
			[]Element{session, Visit(Get("/").Sets("sid=31d4; HttpOnly; Path=/"), Hold("sid=2; Path=/app"), Scripts("/app", "sid"))}},
		{"the readable namesake itself fails", set.HTTPOnly, "/app", check.Failed, "a script read its name",
			[]Element{session, Visit(Get("/").Sets("sid=31d4; HttpOnly; Path=/"), Hold("sid=2; Path=/app"), Scripts("/app", "sid"))}},
		{"two lines with two paths", set.OneLinePerCookie, "/", check.Failed, "keeps them as different cookies",
			[]Element{Visit(Get("/").Sets("sid=1; Path=/", "sid=2; Path=/b"))}},
		{"old variants are deleted beside the line that sets it", set.OneLinePerCookie, "/", check.Passed, "one line",
			[]Element{Visit(Get("/").Sets("sid=; Path=/old; Max-Age=0", "sid=; Domain=shop.test; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "sid=1; Path=/"))}},

		{"a deletion with another path misses", set.DeletionDeletes, "/app", check.Failed, "still there after a deletion with Path=/; no Domain (shop.test)",
			[]Element{Visit(Get("/app/in").Sets("sid=31d4"), Get("/app/out").Sets("sid=; Path=/; Max-Age=0"), Get("/app/in"))}},
		{"a deletion by a page that is not sent the cookie means another one", set.DeletionDeletes, "/app", "", "",
			[]Element{Visit(Get("/app/in").Sets("sid=31d4"), Get("/out").Sets("sid=; Max-Age=0"), Get("/app/in"))}},
		{"several pages that delete an old variant mean no cookie in use", set.DeletionDeletes, "/", "", "",
			[]Element{Visit(Get("/").Sets("sid=31d4; Path=/"), Get("/a").Sets("sid=; Path=/old; Max-Age=0"), Get("/b").Sets("sid=; Path=/old; Max-Age=0"), Get("/"))}},
		{"a deletion that misses, before one that hits", set.DeletionDeletes, "/app", check.Failed, "still there after a deletion with Path=/",
			[]Element{Visit(Get("/app/in").Sets("sid=31d4"), Get("/app/leave").Sets("sid=; Path=/; Max-Age=0"), Get("/app/in"), Get("/app/out").Sets("sid=; Max-Age=0"))}},
		{"the key that it names is no subject then", set.DeletionDeletes, "/", "", "",
			[]Element{Visit(Get("/app/in").Sets("sid=31d4"), Get("/app/out").Sets("sid=; Path=/; Max-Age=0"), Get("/app/in"))}},
		{"a deletion of an old path beside the new cookie", set.DeletionDeletes, "/", "", "",
			[]Element{Visit(Get("/").Sets("sid=31d4; Path=/"), Get("/").Sets("sid=; Path=/old; Max-Age=0", "sid=31d4; Path=/"), Get("/"))}},
		{"and the old path had nothing", set.DeletionDeletes, "/old", check.NotApplicable, "no such cookie to delete",
			[]Element{Visit(Get("/").Sets("sid=31d4; Path=/"), Get("/").Sets("sid=; Path=/old; Max-Age=0", "sid=31d4; Path=/"), Get("/"))}},
		{"several variants at once, one of which hits", set.DeletionDeletes, "/", check.Passed, "neither in the jar nor in a navigation",
			[]Element{Visit(Get("/").Sets("sid=31d4; Path=/"), Get("/out").Sets("sid=; Path=/old; Max-Age=0", "sid=; Path=/; Max-Age=0"), Get("/"))}},
		{"a namesake of another path is not meant by a deletion that hits", set.DeletionDeletes, "/app", "", "",
			[]Element{Visit(Get("/").Sets("sid=1; Path=/"), Get("/app/in").Sets("sid=2; Path=/app"), Get("/out").Sets("sid=; Path=/; Max-Age=0"), Get("/app/in"))}},
		{"a cookie of another host is not meant", set.DeletionDeletes, "/", "", "",
			[]Element{Visit(Get("https://www.shop.test/").Sets("sid=31d4; Path=/"), Get("/out").Sets("sid=; Path=/out; Max-Age=0"), Get("https://www.shop.test/"))}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			c := Case(row.elements...)
			var v check.Verdict
			for _, s := range row.check.Subjects(c) {
				if s.Cookie.Key.Path == row.path {
					v = row.check.Apply(c, s)
				}
			}
			if v.Outcome != row.outcome || !strings.Contains(v.Actual+v.Reason, row.says) {
				t.Errorf("%s: %s%s\nexpected %s: … %s …", v.Outcome, v.Actual, v.Reason, row.outcome, row.says)
			}
		})
	}
}
