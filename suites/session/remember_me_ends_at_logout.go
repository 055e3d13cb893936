package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// RememberMeEndsAtLogout: a logout ends every way in that the login gave, "remember me" tokens too (ASVS 7.4.1).
var RememberMeEndsAtLogout = check.Check{
	ID:       "session/remember-me-ends-at-logout",
	Title:    "a logout ends a remembered login",
	Failure:  "a remembered login outlives the logout",
	Severity: check.Critical,
	Cites:    []check.Citation{check.ASVS("7.4.1"), check.WSTG("SESS-06"), check.CWE("613")},
	Needs:    recording.RememberMe | recording.RememberMeRestart | recording.RememberMeLogout,
	Reads:    recording.Replay,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		const stage = recording.RememberMeLogout
		if v, ok := without(c, stage, recording.LoggedIn); ok {
			if p := c.Probe(stage, recording.LoggedIn); out(p) {
				return check.Skip("the remembered login did not last until its logout: see restart/remember-me", check.AtProbe(stage, p))
			}
			return v
		}
		if p := c.Probe(recording.Replay, recording.AfterOut); in(p) {
			return check.Skip("no login ends with its logout here: see session/logout-ends-server-side", check.AtProbe(recording.Replay, p))
		}
		if p := c.Probe(stage, recording.LoggedOut); in(p) {
			return check.Fail("not logged in", "the browser is still logged in after the logout", check.AtProbe(stage, p))
		}
		return ended(stage, c.Probe(stage, recording.AfterOut), "the cookies of the remembered login show no login after the logout",
			"not logged in", "logged in with the cookies of the remembered login, after its logout")
	},
	Explain: check.Explanation{
		Rule: "A browser logs in with \"remember me\", is quit and started again, and logs out. After that it is not logged in, and neither is an empty browser that is given the cookies from before the logout.",
		Reason: "The token that a login is remembered by logs in by itself, for weeks. A logout that ends the session alone leaves it behind: in the browser of a shared computer, or with whoever copied it. " +
			"People who log out expect to be logged out.",
		Fails:   "After the logout the browser is still logged in, because the token was left in it; or the cookies from before the logout still log in, because the token was not revoked on the server.",
		Django:  "RememberToken.objects.filter(user=request.user, value=hashed(request.COOKIES.get(\"remember\", \"\"))).delete()\nlogout(request)\nresponse.delete_cookie(\"remember\")",
		Go:      "err := tokens.Revoke(r.Context(), cookie.Value)\nhttp.SetCookie(w, &http.Cookie{Name: \"remember\", Path: \"/\", MaxAge: -1, HttpOnly: true, Secure: true})",
		Express: `await tokens.revoke(req.signedCookies.remember); res.clearCookie("remember")`,
		Limits:  "Only a login whose box was found, or is named by login.remember, is tried.",
	},
}
