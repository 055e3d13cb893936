package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// FailedLoginGrantsNothing: who does not know the password is not logged in, whatever cookies the refusal sets.
var FailedLoginGrantsNothing = check.Check{
	ID:       "session/failed-login-grants-nothing",
	Title:    "a wrong password logs nobody in",
	Failure:  "a wrong password logs in",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-03"), check.CWE("287")},
	Needs:    recording.WrongPassword,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		return ended(recording.WrongPassword, c.Probe(recording.WrongPassword, recording.Refusal), "not logged in after a wrong password",
			"not logged in", "logged in after a wrong password")
	},
	Explain: check.Explanation{
		Rule:    "After a login with a wrong password the protected page is not shown.",
		Reason:  "Where the session is bound to the user before the password is checked, or an error on the way is taken for a success, anybody who knows a user's name is that user.",
		Fails:   "An empty browser that logs in with a wrong password is shown the protected page.",
		Django:  "user = authenticate(request, username=name, password=password)\nif user is not None:\n    login(request, user)",
		Go:      "if bcrypt.CompareHashAndPassword(hash, password) != nil {\n\thttp.Error(w, \"wrong user name or password\", http.StatusUnauthorized)\n\treturn // before the session knows the user\n}",
		Express: `if (!await bcrypt.compare(password, user.hash)) return res.status(401).send("wrong user name or password") // before the session knows the user`,
		Limits:  "One attempt with one wrong password is made, so that no account is locked.",
	},
}
