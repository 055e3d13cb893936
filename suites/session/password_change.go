package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// PasswordChange: "Verify that the application gives the option to terminate all other active sessions after a successful change or
// removal of any authentication factor" (ASVS 7.4.3).
var PasswordChange = check.Check{
	ID:       "session/password-change",
	Title:    "a new password ends the logins of other browsers",
	Failure:  "another browser stays logged in after the password was changed",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("7.4.3"), check.CWE("613")},
	Needs:    recording.PasswordChange,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		if v, ok := without(c, recording.PasswordChange, recording.BeforeChange); ok {
			return v
		}
		another := "another browser"
		if c.Session != nil && c.Session.Remember {
			another += ", which asked to be remembered,"
		}
		return ended(recording.PasswordChange, c.Probe(recording.PasswordChange, recording.AfterChange), another+" is logged out once the password was changed",
			"not logged in", another+" is still logged in once the password was changed")
	},
	Explain: check.Explanation{
		Rule:   "Two browsers are logged in to one account. After one of them changes the password the other is not logged in any more, though it ticked the box to be remembered, where there is one.",
		Reason: "People change their password because somebody else may know it. Whoever is logged in with the old one must not stay.",
		Fails:  "The browser that did not change the password is still shown the protected page, be it by its session or by what remembers it.",
		Django: "MIDDLEWARE = [..., \"django.contrib.auth.middleware.AuthenticationMiddleware\"]  # compares the password's hash\nupdate_session_auth_hash(request, user)  # keeps the one that changed it",
		Go:     "// Keep a number in the user's row, raise it with each new password, and compare it with the session's:\nif sessionManager.GetInt(r.Context(), \"generation\") != user.Generation { ... }",
		Limits: "It changes the account's password and back, so that it is done only where the config gives the steps. ASVS demands that users can end their other sessions: a target that asks them instead fails here, unless the steps say yes.",
	},
}
