package set_test

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/set"
)

func TestGrammar(t *testing.T) {
	t.Parallel()
	line := func(text string) Element { return Visit(Get("/").Sets(text)) }
	blocked := func(text string) Element { return Visit(Get("/").Sets(text).Blocked("DisallowedCharacter")) }
	Table(t, set.Grammar,
		Passes("every attribute as written in the grammar", "no deviation on the only line",
			line("SID=31d4; Expires=Wed, 09 Jun 2027 10:18:14 GMT; Max-Age=60; Domain=shop.test; Path=/; Secure; HttpOnly; SameSite=Strict")),
		Passes("names of attributes and SameSite in any case", "no deviation", line("a=1; path=/; MAX-AGE=60; samesite=lax; httponly")),
		Passes("an empty value", "no deviation", line("a=; Path=/")),
		Passes("quotes around the value", "no deviation", line(`a="31d4"; Path=/`)),
		Passes("a = in the value", "no deviation", line("a=b3RoZXI==; Path=/")),
		Passes("every byte that a value may have", "no deviation", line("a=!#$%&'()*+-./:<=>?@[]^_`{|}~")),
		Passes("every character that a name may have", "no deviation", line("a!#$%&'*+-.^_`|~0=1")),
		Passes("attributes that no specification knows", "no deviation", line("a=1; Priority=High; SameParty; x-note=any thing, \"quoted\"; Partitioned; Secure")),
		Passes("a leading dot in Domain", "no deviation", line("a=1; Domain=.shop.test")),
		Passes("an empty Path", "no deviation", line("a=1; Path=")),
		Passes("no blank behind the semicolon", "no deviation", line("a=1;Path=/;Secure")),
		Passes("blanks around =", "no deviation", line("a = 1 ; Path = /")),
		Passes("a deletion that is not judged beside it", "no deviation on the only line",
			Visit(Get("/").Sets("a=1; Path=/"), Get("/").Sets("a=; Path=/; Max-Age=-1; Expires=Thu, 01-Jan-1970 00:00:01 GMT"))),

		Fails("a blank in the value", "the value holds a blank", line("data=Hello this is your Cookies")).At(check.Low),
		Fails("a blank in a quoted value", "the value holds a blank", line(`data="Hello this is your Cookies"; Path=/`)).At(check.Low),
		Fails("a comma in the value", `the value holds ","`, line("a=1,2")).At(check.Low),
		Fails("JSON", `the value holds a quote, ","`, line(`a={"b":1,"c":2}`)).At(check.Low),
		Fails("a backslash", `the value holds "\\"`, line(`a="x\054y"`)).At(check.Low),
		Fails("one quote alone", "the value holds a quote", line(`a="`)).At(check.Low),
		Fails("UTF-8", "the value holds a byte beyond ASCII", line("a=é")).At(check.Low),
		Fails("octets that are no UTF-8", "the value holds a byte beyond ASCII", line("a=\xe9\xff")).At(check.Low),
		Fails("a tab", "the value holds a tab", blocked("a=1\t2")).At(check.Low),
		Fails("a control character", "the value holds a control character", blocked("a=1\x012")).At(check.Low),
		Fails("a name that is no token", `the name holds "[", "]"`, line("user[id]=1")).At(check.Low),
		Fails("a blank in the name", "the name holds a blank", line("user id=1")).At(check.Low),
		Fails("a date with hyphens", "Expires=Wed, 09-Jun-2027 10:18:14 GMT", line("a=1; Expires=Wed, 09-Jun-2027 10:18:14 GMT")).At(check.Low),
		Fails("a year of two digits", "Expires=Wednesday, 09-Jun-27", line("a=1; Expires=Wednesday, 09-Jun-27 10:18:14 GMT")).At(check.Low),
		Fails("a day of one digit", "Expires=Wed, 9 Jun", line("a=1; Expires=Wed, 9 Jun 2027 10:18:14 GMT")).At(check.Low),
		Fails("another zone than GMT", "Expires=Wed, 09 Jun 2027 10:18:14 UTC", line("a=1; Expires=Wed, 09 Jun 2027 10:18:14 UTC")).At(check.Low),
		Fails("a number for a date", "Expires=0", line("a=1; Expires=0")).At(check.Low),
		Fails("a Max-Age that is no number", "Max-Age=60s", line("a=1; Max-Age=60s")).At(check.Low),
		Fails("an empty Max-Age", "Max-Age=", line("a=1; Max-Age=")).At(check.Low),
		Fails("Secure with a value", "Secure=true", line("a=1; Secure=true")).At(check.Low),
		Fails("Path without =", `Path without "="`, line("a=1; Path")).At(check.Low),
		Fails("a semicolon at the end", "an empty attribute", line("a=1; Path=/;")).At(check.Low),
		Fails("an attribute twice, in another case", `"path" comes twice`, line("a=1; Path=/; path=/b")).At(check.Low),
		Fails("a letter beyond ASCII in an attribute", "an attribute holds a byte beyond ASCII", line("a=1; Path=/é")).At(check.Low),
		Fails("a SameSite that means nothing", "SameSite=Laxx", line("a=1; SameSite=Laxx")).At(check.Medium),
		Fails("SameSite without a value", "SameSite=", line("a=1; SameSite")).At(check.Medium),
		Fails("a cookie without a name", "a cookie without a name", line("Secure; HttpOnly")).At(check.Medium),
		Fails("nothing before =", "a cookie without a name", line("=1; Path=/")).At(check.Medium),
		Fails("several at once take the highest severity", "a cookie without a name; the value holds a blank; Max-Age=x", line("=1 2; Max-Age=x")).At(check.Medium),
		Fails("one page of two", "on 1 of 2 lines", Visit(Get("/").Sets("a=1"), Get("/").Sets("a=1 2"))).At(check.Low),

		Skips("a deletion alone", "no answer sets it", line("a=; Max-Age=0; Max-Age=0")),
		Skips("a script's cookie", "a script set it", Visit(Get("/"), Hold("a=1"))),
	)
}

func TestHostileLinesBreakNoJudge(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("\x80", 3000)
	for _, text := range []string{
		"", ";", "=", "=;=;=", ";;;;", "a", "a=1;" + long, "a=1; Path=/" + long, "a=1; Domain=" + long, "a=1; " + long + "=1; " + long + "=1",
		long + "=1", "a=" + long, "a=1; Secure, \x80=2", "a=1; Expires=" + long + "; Max-Age=" + long + "; SameSite=" + long, "\x00\x01\x7f=\x00; \x00",
	} {
		c := Case(Role("a", "session"), Visit(Get("/").Sets(text), Get("/").Sets(text+"; Max-Age=0")))
		for _, chk := range set.Checks {
			for _, s := range chk.Subjects(c) {
				if v := chk.Apply(c, s); strings.Contains(v.Reason, "an internal error") || v.Outcome == check.Failed && len(v.Evidence) == 0 {
					t.Errorf("%.20q: %s: %+v", text, chk.ID, v)
				}
			}
		}
	}
}
