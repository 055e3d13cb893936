package set

import (
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// DeletionDeletes: "The server will be successful in removing the cookie only if the Path and the Domain attribute in the
// Set-Cookie header field match the values used when the cookie was created." (6265bis §3.1)
var DeletionDeletes = check.Check{
	ID:       "set/deletion-deletes",
	Title:    "a cookie that is deleted is gone",
	Failure:  "a cookie that was deleted is still there",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("3.1"), check.RFC6265bis("4.1.2"), check.RFC6265bis("5.7")},
	Needs:    recording.Visit,
	Subjects: func(c *check.Case) []*check.Subject {
		return check.CookiesWhere(func(k *check.Cookie) bool { return concerned(c, k) })(c)
	},
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		var own []*check.Setting
		gone := false
		for _, r := range removals(c, k.Key.Name) {
			if v := r.survival(k); v != nil {
				return *v
			}
			if l := r.of(k); l != nil {
				own = append(own, l)
				gone = gone || l.Removed
			}
		}
		if gone {
			return check.Pass("neither in the jar nor in a request after it was deleted", evidence(own)...)
		}
		return check.Pass("there was nothing to delete", evidence(own)...)
	},
	Explain: check.Explanation{
		Rule:   `A server deletes a cookie by setting it with an end in the past. It "will be successful in removing the cookie only if the Path and the Domain attribute in the Set-Cookie header field match the values used when the cookie was created."`,
		Reason: "A deletion with another Path or Domain does nothing, and nobody is told. After a logout the session cookie is still sent, and on a shared computer the next person is logged in.",
		Fails: "After an answer that deletes cookies of a name, the cookie of that name is still in the jar or in a request, with the value of before: the deletion has another Path or Domain (a Path left out means the directory of the page), " +
			"or Chrome refuses it, as it does a deletion of a __Host- cookie without Secure.",
		Django:  `response.delete_cookie("data", path="/", domain=None)  # the same path and domain as in set_cookie`,
		Go:      `http.SetCookie(w, &http.Cookie{Name: "data", Path: "/", Domain: "", MaxAge: -1}) // the same Path and Domain as when it was set`,
		Express: `res.clearCookie("data", { path: "/" }) // the same path and domain as in res.cookie`,
		Any:     "Set-Cookie: data=; Path=/; Max-Age=0",
		Limits: "An answer may delete several variants of a name at once, and one that also sets the name is not held against the cookie that it sets: one that hits is enough. Where the deletion matches and the cookie is seen again all the same, a page script may have set it: that is inconclusive, unless the cookie is HttpOnly. " +
			"Cookies that only a script sets are not followed.",
	},
}

// concerned tells whether a deletion's verdict belongs to k: to the cookie that survived it, else to the one that it names.
func concerned(c *check.Case, k *check.Cookie) bool {
	for _, r := range removals(c, k.Key.Name) {
		if r.survival(k) != nil {
			return true
		}
		survived := func(o *check.Cookie) bool { return o.Key.Name == k.Key.Name && r.survival(o) != nil }
		if r.of(k) != nil && !slices.ContainsFunc(c.Cookies, survived) {
			return true
		}
	}
	return false
}
