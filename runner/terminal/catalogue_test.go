package terminal_test

import (
	"bytes"
	"testing"

	"github.com/cookiespec/cookiespec/runner/terminal"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

var sample = check.Check{
	ID: "restart/session-cookie-ends", Title: "the session cookie is gone after the browser restarts", Severity: check.High,
	Cites: []check.Citation{check.RFC6265bis("5.7"), check.WSTG("SESS-01")}, Needs: recording.Visit | recording.Restart,
	Explain: check.Explanation{
		Rule:   "A cookie with neither Max-Age nor Expires lives until \"the current session is over\", as the user agent defines it, so that a browser that was quit and started again must not send it.",
		Reason: "At a shared computer the next person would be logged in as the one before.",
		Fails:  "The cookie is in the jar.\nOr it is sent.",
		Fixes: []check.Fix{
			{In: "Django", Lines: "SESSION_EXPIRE_AT_BROWSER_CLOSE = True"}, {In: "Go", Lines: "http.SetCookie(w, &http.Cookie{\n\tName: \"id\", // no MaxAge, no Expires\n})"},
			{In: check.AnyServer, Lines: "Set-Cookie: id=VALUE"},
		},
		Limits: "None that is known.",
	},
}

func TestAnExplanationIsShownAsTheGoldenFileSays(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := terminal.Explain(&b, sample, false); err != nil {
		t.Fatal(err)
	}
	golden(t, "explain", b.String())
}

func TestAListIsShownAsTheGoldenFileSays(t *testing.T) {
	t.Parallel()
	other := sample
	other.ID, other.Severity, other.Needs = "set/secure", check.Info, recording.Visit
	var b bytes.Buffer
	if err := terminal.List(&b, check.Catalogue{sample, other}, false); err != nil {
		t.Fatal(err)
	}
	golden(t, "list", b.String())
}
