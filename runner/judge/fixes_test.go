package judge_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
)

// TestExamplesTakeTheNameOfTheCookie that the finding is about, so that they can be copied.
func TestExamplesTakeTheNameOfTheCookie(t *testing.T) {
	t.Parallel()
	for example, want := range map[string]string{
		`response.set_cookie("id", id, secure=True)`:        `response.set_cookie("my$1", id, secure=True)`,
		`http.SetCookie(w, &http.Cookie{Name: "id"})`:       `http.SetCookie(w, &http.Cookie{Name: "my$1"})`,
		`res.cookie("id", id)`:                              `res.cookie("my$1", id)`,
		`res.clearCookie("id")`:                             `res.clearCookie("my$1")`,
		`setcookie('id', $id, ['secure' => true]);`:         `setcookie('my$1', $id, ['secure' => true]);`,
		`cookies['id'] = { value: id }`:                     `cookies['my$1'] = { value: id }`,
		`ResponseCookie.from("id", id)`:                     `ResponseCookie.from("my$1", id)`,
		`Response.Cookies.Append("id", id)`:                 `Response.Cookies.Append("my$1", id)`,
		`cookieStore.set("id", id)`:                         `cookieStore.set("my$1", id)`,
		`Cookie::queue(cookie('id', $id))`:                  `Cookie::queue(cookie('my$1', $id))`,
		`Set-Cookie: id=VALUE; Secure`:                      `Set-Cookie: my$1=VALUE; Secure`,
		`res.set("Cache-Control", "no-store")`:              `res.set("Cache-Control", "no-store")`,
		`&http.Cookie{Name: "__Host-id", Path: "/"}`:        `&http.Cookie{Name: "__Host-id", Path: "/"}`,
		"Set-Cookie: a=1\nSet-Cookie: b=2":                  "Set-Cookie: a=1\nSet-Cookie: b=2",
		"set_cookie(\"id\", 1)\ndelete_cookie(\"id\")":      "set_cookie(\"my$1\", 1)\ndelete_cookie(\"my$1\")",
		`SESSION_COOKIE_NAME = "sessionid"  # of your own:`: `SESSION_COOKIE_NAME = "sessionid"  # of your own:`,
	} {
		if got := judge.FixesOf("my$1", []reports.Fix{{Lines: example}}); got[0].Lines != want {
			t.Errorf("%s, want %s", got[0].Lines, want)
		}
	}
	for _, hostile := range []string{`"+x()+"`, "`id`", `a\b`, "a'b", "#{x}", "", "mode*"} {
		if got := judge.FixesOf(hostile, []reports.Fix{{Lines: `set_cookie("id")`}}); got[0].Lines != `set_cookie("id")` {
			t.Errorf("%s", got[0].Lines)
		}
	}
}

// TestTheWireIsCalledAlike by checks and by reports, which know nothing of each other.
func TestTheWireIsCalledAlike(t *testing.T) {
	t.Parallel()
	if check.AnyServer != reports.AnyServer {
		t.Errorf("%q and %q", check.AnyServer, reports.AnyServer)
	}
}
