package terminal

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
)

// TestRehearsal: each want says what was found, or what was wanted and what came instead, and nothing of the target's is obeyed.
func TestRehearsal(t *testing.T) {
	t.Parallel()
	r := reports.Rehearsal{
		Logins: 1, MostLogins: 3, Notes: []string{"a banner was answered"}, Config: "version: 1\n",
		Parts: []reports.Part{{Name: "log in", Deeds: []reports.Deed{
			{Do: "open", What: "http://a.test/\x1b[31m", Status: 200}, {Do: "arrive", What: "http://a.test/in", Status: 200},
			{Do: "fill", What: "#p", With: "the password"}, {Do: "open", What: "http://a.test/x"}, {Do: "open", What: "http://a.test/me", Status: 302, Stranger: true},
		}}},
		Wants: []reports.Want{
			{Name: "login form", State: "met", Want: "a form", Got: "a form on /in", Asked: []string{"never shown"}},
			{Name: "logged in", State: "unmet", Want: "a page", Got: "the page says: \u202eno", Asked: []string{"/me: it looks the same"}},
			{Name: "logged out", State: "untried", Want: "out", Got: "it did not come to that"},
		},
	}
	var b strings.Builder
	if err := Rehearsal(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	want := `log in
  open   http://a.test/\x1b[31m (200)
    ->   http://a.test/in (200)
  fill   #p with the password
  open   http://a.test/x (no answer)
  open   http://a.test/me (302), as a visitor

ok    login form       a form on /in
FAIL  logged in        want  a page
                       got   the page says: \u202eno
                       asked /me: it looks the same
-     logged out       not tried: it did not come to that
note  a banner was answered
1 of at most 3 logins were made; no wrong password was tried

The config that does this login again
version: 1
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
