package set_test

import (
	"net/http"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/set"
)

const plain = "http://shop.test/"

func TestTheListOfChecksIsWhole(t *testing.T) {
	t.Parallel()
	if err := check.Catalogue(set.Checks).Validate(); err != nil {
		t.Error(err)
	}
}

// defaults are what frameworks send when nobody configures them, over http.
var defaults = []struct {
	framework string
	answer    *Exchange
}{
	{"Django", Get("/").Sets(
		`csrftoken=OvQ0rKnVdKZGpgbQwVWJZfbPVzFYtqNl; expires=Mon, 01 Mar 2027 12:00:00 GMT; Max-Age=31449600; Path=/; SameSite=Lax`,
		`sessionid=8dvuqb5k2yzfrxjsm0n1t7ha9cwl3epo; expires=Mon, 16 Mar 2026 12:00:00 GMT; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax`)},
	{"Django's messages", Get("/").Sets(
		`messages=W1siX19qc29uX21lc3NhZ2UiLDAsMjUsIkhlbGxvIl1d:1w0abc:kQ3vZ-signature_x; HttpOnly; Path=/; SameSite=Lax`)},
	{"Go's net/http", Get("/").Sets((&http.Cookie{
		Name: "session", Value: "QSBrZXkgb2YgdGhlIHN0b3Jl", Path: "/", MaxAge: 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode}).String())},
	{"Go's net/http, nothing but a value", Get("/").Sets((&http.Cookie{Name: "theme", Value: "dark"}).String())},
	{"Express", Get("/").Sets(`connect.sid=s%3AhV3k9.uQ7Zk0%2FoT2w%2BQ; Path=/; HttpOnly`)},
	{"PHP", Get("/").Sets(`PHPSESSID=9b2n5q7v1r8c4k6j0m3t5w7y9z; path=/`)},
	{"Rails", Get("/").Sets(
		`_shop_session=mK8Zc%2FaGVsbG8%3D--8Qk2dXJ0--b3RoZXI%3D; path=/; HttpOnly; SameSite=Lax`,
		`remember=1; path=/; expires=Fri, 02 Mar 2046 12:00:00 GMT; samesite=lax`)},
	{"ASP.NET Core", Get("/").Sets(
		`.AspNetCore.Session=CfDJ8Kx%2Bq0; path=/; samesite=lax; httponly`,
		`.AspNetCore.Antiforgery.k3x9=CfDJ8Lm-_A; path=/; samesite=strict; httponly`)},
	{"Spring Boot", Get("/").Sets(`JSESSIONID=6A1C5F0B7E2D49389A0B1C2D3E4F5061; Path=/; HttpOnly`)},
	{"Laravel", Get("/").Sets(`XSRF-TOKEN=eyJpdiI6IkE9PSJ9; expires=Mon, 02 Mar 2026 14:00:00 GMT; Max-Age=7200; path=/; samesite=lax`)},
	{"Flask", Get("/").Sets(`session=eyJhIjoxfQ.ZeMxYA.k3J9-x_y; HttpOnly; Path=/`)},
	{"AWS's balancer", Get("/").Sets(`AWSALB=abc+DEF/ghi=; Expires=Mon, 09 Mar 2026 12:00:00 GMT; Path=/`)},
}

func TestWhatFrameworksSendByDefaultRaisesNoAlarm(t *testing.T) {
	t.Parallel()
	for _, row := range defaults {
		t.Run(row.framework, func(t *testing.T) {
			t.Parallel()
			c := Case(Target(plain), Visit(row.answer, Get("/")), Login(Ask(recording.LoggedIn, recording.In)), Replay())
			if len(c.Cookies) == 0 {
				t.Fatal("no cookie")
			}
			for _, chk := range set.Checks {
				for _, s := range chk.Subjects(c) {
					v := chk.Apply(c, s)
					if v.Outcome == check.Failed || v.Outcome == check.Undecided {
						t.Errorf("%s: %s: %s %s", chk.ID, v.Outcome, v.Actual, v.Reason)
					}
				}
			}
		})
	}
}

func TestDjangoLogoutRaisesNoAlarm(t *testing.T) {
	t.Parallel()
	c := Case(Target(plain), Role("sessionid", "session"), Visit(
		Get("/").Sets(`sessionid=8dvuqb5k2yzfrxjsm0n1t7ha9cwl3epo; expires=Mon, 16 Mar 2026 12:00:00 GMT; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax`),
		Get("/logout").Sets(`sessionid=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax`),
		Get("/")),
		Login(Ask(recording.LoggedIn, recording.In)), Replay())
	for _, chk := range set.Checks {
		for _, s := range chk.Subjects(c) {
			if v := chk.Apply(c, s); v.Outcome == check.Failed || v.Outcome == check.Undecided {
				t.Errorf("%s: %s: %s %s", chk.ID, v.Outcome, v.Actual, v.Reason)
			}
		}
	}
}

func TestLinesAreJudgedInEveryStageThatTheTargetAnswers(t *testing.T) {
	t.Parallel()
	bare := Get("/deep").Sets("sid=31d4d96e; Path=/")
	right := Get("/").Sets("sid=31d4d96e; Path=/; Secure; HttpOnly; SameSite=Lax")
	for name, part := range map[string]Element{
		"browse": Browse(right, bare), "restart": Restart(right, bare), "crash": Crash(right, bare),
		"fresh": Fresh(right, bare),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Case(Role("sid", "session"), Visit(right), part)
			for _, chk := range []check.Check{set.Secure, set.HTTPOnly, set.SameSiteExplicit} {
				if v := chk.Apply(c, Only(c)); v.Outcome != check.Failed {
					t.Errorf("%s: %s", chk.ID, v.Outcome)
				}
			}
		})
	}
}

func TestAVisitThatFailedIsInconclusive(t *testing.T) {
	t.Parallel()
	c := Case(Failed(recording.Visit, "the target did not answer"), Browse(Get("/").Sets("a=1")))
	for _, chk := range set.Checks {
		if v := chk.Apply(c, Only(c)); v.Outcome != check.Undecided {
			t.Errorf("%s: %s", chk.ID, v.Outcome)
		}
	}
}
