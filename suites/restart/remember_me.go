package restart

import (
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// RememberMe: a cookie with Max-Age or Expires outlives the browser, one without does not (6265bis §4.1.2). Which of them a login
// sets is what the box "remember me" asks for.
var RememberMe = check.Check{
	ID:       "restart/remember-me",
	Title:    "\"remember me\" makes the login outlast the browser, and nothing else does",
	Failure:  "\"remember me\" does not decide whether the login outlasts the browser",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("4.1.2.1"), check.RFC6265bis("4.1.2.2"), check.ASVS("7.3.2"), check.CWE("539")},
	Needs:    recording.Login | recording.Restart | recording.RememberMe | recording.RememberMeRestart,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		ticked, remembered, missing := acrossRestart(c, recording.RememberMe, recording.RememberMeRestart)
		if missing != nil {
			return *missing
		}
		shown := []check.Evidence{check.AtProbe(recording.RememberMe, ticked), check.AtProbe(recording.RememberMeRestart, remembered)}
		if remembered.Answer == recording.Out {
			return check.Fail("logged in after the restart, where the box was ticked", "not logged in, though the box was ticked", shown...)
		}
		plain, restarted, missing := acrossRestart(c, recording.Login, recording.Restart)
		if missing != nil {
			return *missing
		}
		shown = append(shown, check.AtProbe(recording.Login, plain), check.AtProbe(recording.Restart, restarted))
		switch {
		case restarted.Answer == recording.Out:
			return check.Pass("logged in after the restart with the box ticked, and not without", shown...)
		case expected(c) != "ends" && brief(c):
			return check.Pass("logged in after the restart with the box ticked; without, too, for as long as a short session lasts, which the box prolongs", shown...)
		case meantToLast(c):
			return check.Pass("logged in after the restart with the box ticked; without, too, as declared", shown...)
		}
		return check.Fail("not logged in after the restart, where the box was not ticked", "works without being ticked: logged in after the restart all the same", shown...)
	},
}

// longestShort is how long a login may outlive the browser without being remembered by it: a working day.
const longestShort = 24 * time.Hour

// brief tells whether an ordinary login lasts a short time whatever becomes of the browser, and one with the box ticked many times as long:
// a session of two hours beside a token of a year.
func brief(c *check.Case) bool {
	ordinary, ticked := outlasts(c, recording.Login), outlasts(c, recording.RememberMe)
	return ordinary > 0 && ordinary <= longestShort && ticked >= 4*ordinary
}

// outlasts is how long the longest-lived cookie lasts that a login gave: one that carries it, or that was not there before.
func outlasts(c *check.Case, login recording.Stage) (longest time.Duration) {
	for _, k := range c.Cookies {
		_, before := c.Entry(login, recording.BeforeLogin, k)
		after, entry := c.Entry(login, recording.AfterLogin, k)
		if entry == nil || entry.Expires == nil || !k.Secret() && before != nil {
			continue
		}
		longest = max(longest, entry.Expires.Sub(after.At))
	}
	return longest
}

// acrossRestart are the probes before the browser was quit and after it was started again, or the verdict where they do not tell.
func acrossRestart(c *check.Case, login, restart recording.Stage) (before, after *recording.Probe, missing *check.Verdict) {
	if before, missing = loggedIn(c, login); missing != nil {
		return nil, nil, missing
	}
	after, missing = answered(c, restart, recording.Restarted)
	return before, after, missing
}

// meantToLast tells whether the config says that every login outlives the browser.
func meantToLast(c *check.Case) bool {
	switch expected(c) {
	case "lasts":
		return true
	case "ends":
		return false
	}
	for _, s := range check.Sessions(c) {
		if d := s.Cookie.Declared; d != nil && d.Lifetime != nil {
			return true
		}
	}
	return false
}
