package restart

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// StillLoggedIn: whether a login outlives the browser is for the site to decide, by the lifetime of its cookie (6265bis §4.1.2),
// and for its users to know.
var StillLoggedIn = check.Check{
	ID:       "restart/still-logged-in",
	Title:    "the login ends, or lasts, as declared when the browser is restarted",
	Failure:  "the login does not do as declared when the browser is restarted",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("4.1.2.2"), check.RFC6265bis("5.7"), check.WSTG("SESS-07")},
	Needs:    recording.Login | recording.Restart,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		wish := expected(c)
		if wish == "" {
			return check.Skip("declare `session: {restart: ends}`, or `lasts`, to have it judged")
		}
		before, missing := loggedIn(c, recording.Login)
		if missing != nil {
			return *missing
		}
		after, missing := answered(c, recording.Restart, recording.Restarted)
		if missing != nil {
			return *missing
		}
		shown := []check.Evidence{check.AtProbe(recording.Login, before), check.AtProbe(recording.Restart, after)}
		switch {
		case wish == "ends" && after.Answer == recording.In:
			return check.Fail("not logged in after the restart, as declared", "still logged in", shown...)
		case wish == "lasts" && after.Answer == recording.Out:
			return check.Fail("still logged in after the restart, as declared", "not logged in any more", shown...)
		case after.Answer == recording.In:
			return check.Pass("still logged in after the restart, as declared", shown...)
		}
		return check.Pass("not logged in after the restart, as declared", shown...)
	},
	Explain: check.Explanation{
		Rule: "The config says what becomes of a login when the browser is quit and started again: `session: {restart: ends}` or `session: {restart: lasts}`. " +
			"The browser that logged in is quit as a user quits it and started again with the same profile, and the protected page is asked for.",
		Reason:  "On a shared computer closing the browser is how people leave: if the login lasts, the next one is logged in as they were. On a phone, to have to log in each time is what makes people choose short passwords. Each is right somewhere, and frameworks have defaults of their own.",
		Fails:   "The protected page shows that the user is logged in although `ends` is declared, or that they are not although `lasts` is.",
		Django:  "SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # restart: ends; the default is False, restart: lasts",
		Go:      "sessions := scs.New(); sessions.Cookie.Persist = false // restart: ends; the default is true, restart: lasts",
		Express: "app.use(session({ cookie: { maxAge: null } })) // restart: ends, the default; a number of milliseconds: lasts",
		Limits: "The login is that of the form as it stands, its box \"remember me\" left alone: see restart/remember-me. A session that the server ended meanwhile, because its time was over, looks like one that ended with the browser. " +
			"Browsers that continue where they left off keep session cookies: see restart/restored.",
	},
}
