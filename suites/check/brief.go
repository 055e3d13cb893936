package check

import (
	"fmt"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// noControl is why nobody knows which cookies carry a login.
const noControl = "all cookies of the login together do not show it in an empty browser, so that none can be told to carry it"

// NoControl says why nobody knows which cookies carry the login, where a replay of all of them shows none: they may have expired before.
func (c *Case) NoControl() string {
	if brief := c.Brief(); brief != "" {
		return brief + ", so that no replay can tell which cookies carry the login"
	}
	return noControl
}

// Brief names a cookie that a login sets for so short a time that it is over before it can be used, in one clause; or is empty. A second
// that was meant to be a minute or a millisecond makes it so.
func (c *Case) Brief() string {
	for _, k := range c.Cookies {
		if role := k.Role(); role != UnknownRole && role != Needed && !role.Secret() || c.dispensable(k) { // a message for the next page
			continue
		}
		for i := range k.Settings {
			s := &k.Settings[i]
			if !recording.OfTarget.Has(s.Scene.Stage) || s.Refusal != nil || s.Deletes || len(s.Line.Blocked) > 0 || !s.Cookie.Persistent || !k.ofLogin(s) {
				continue
			}
			if life := s.Cookie.Expiry.Sub(s.Exchange.AnsweredAt).Round(time.Second); life > 0 && life < Shortest {
				return fmt.Sprintf("the login sets %s for %s: it expires before it can be used, as where a lifetime is given in the wrong unit", k.Name(), Span(life))
			}
		}
	}
	return ""
}

// ofLogin tells whether a login gave k: by its answer, or while it went on.
func (k *Cookie) ofLogin(s *Setting) bool {
	return s.Exchange.Act == recording.LoggingIn || s.Scene.Stage == recording.Login && (s.Exchange.Act == recording.Fetch || s.Exchange.Act == recording.XHR || s.Exchange.Method == "POST")
}
