package restart

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// NoShadowLogin: "User agents SHOULD provide users with a mechanism for managing the cookies stored in the cookie store" (6265bis
// §7.3), so that who deletes them is a stranger to the site. A login that is kept elsewhere as well does not end with them.
var NoShadowLogin = check.Check{
	ID:       "restart/no-shadow-login",
	Title:    "without its cookies the browser is not logged in",
	Failure:  "the browser is logged in although all its cookies are gone",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("7.3"), check.ASVS("14.3.3"), check.CWE("922")},
	Needs:    recording.Login | recording.CookiesCleared,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		before, missing := loggedIn(c, recording.Login)
		if missing != nil {
			return *missing
		}
		after, missing := answered(c, recording.CookiesCleared, recording.CookiesGone)
		if missing != nil {
			return *missing
		}
		shown := []check.Evidence{check.AtProbe(recording.Login, before), check.AtProbe(recording.CookiesCleared, after)}
		if after.Answer == recording.Out && c.Session != nil && len(c.Session.Stored) > 0 {
			return check.Skip("the login lives in "+strings.Join(c.Session.Stored, " and ")+", and was gone with the browser: that it is gone without cookies shows nothing", shown...)
		}
		if after.Answer == recording.Out {
			return check.Pass("not logged in once the cookies are gone", shown...)
		}
		storage := keptFor(c)
		actual := "logged in without any cookie"
		if len(storage) > 0 {
			actual += fmt.Sprintf("; the pages keep %s in the browser beside them", entries(len(storage)))
		}
		return check.Fail("not logged in without cookies", actual, append(shown, storage[:min(len(storage), 5)]...)...)
	},
}

// keptFor are the entries that outlive the browser and were there after the login.
func keptFor(c *check.Case) []check.Evidence {
	var found []check.Evidence
	for _, k := range c.Scene(recording.Login).Kept {
		if k.Moment == recording.AfterLogin && k.Area != "session" {
			found = append(found, check.Evidence{
				At: fmt.Sprintf("%s@%s", recording.Login, k.Moment), Text: fmt.Sprintf("%s of %s keeps %q", areaNames[k.Area], k.Page, k.Key),
			})
		}
	}
	return found
}

var areaNames = map[string]string{"local": "localStorage", "indexed": "IndexedDB"}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}
