package judge

import "github.com/cookiespec/cookiespec/suites/recording"

const oneLeftOut = "one cookie left out"

// replays say with which cookies a page was opened in an empty browser.
var replays = map[recording.ProbeKind]string{
	recording.WithAll: "all cookies of a login", recording.WithoutAll: "no cookies", recording.Without: oneLeftOut,
	recording.Alone: "one cookie alone", recording.Tampered: "one cookie altered", recording.BeforeIn: "the cookies from before the login",
	recording.Early: "cookies that were just replaced", recording.BeforeOut: "all cookies of a login",
	recording.AfterOut: "the cookies from before the logout, after it", recording.OldRaise: "the cookies from before the privilege change",
	recording.Expired: "a cookie after it expired", recording.Extended: "a cookie whose expiry was put off",
}

// replayed tells whether a probe opened a page with cookies that a browser was given, and with which.
func replayed(s *recording.Scene, p recording.Probe) (detail string, is bool) {
	detail, is = replays[p.Kind]
	if !is && s.Stage == recording.Replay {
		return "copied cookies", true
	}
	return detail, is
}
