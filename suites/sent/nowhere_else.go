package sent

import (
	"fmt"
	"net/url"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// NowhereElse: a cookie goes only where host, path and scheme match (6265bis §5.8.3), and one that was set over https has no
// business on a connection that anybody can read (§8.3).
var NowhereElse = check.Check{
	ID:       "sent/nowhere-else",
	Title:    "the cookie is sent nowhere else",
	Failure:  "the cookie is sent where it does not belong",
	Severity: check.High,
	Cites: []check.Citation{
		check.RFC6265bis("5.8.3"), check.RFC6265bis("8.3"), check.WSTG("SESS-02"), check.WSTG("SESS-04"), check.WSTG("SESS-09"),
	},
	Needs:    recording.Visit | recording.Browse | recording.OtherHosts,
	Subjects: check.LiveCookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		elsewhere := c.Scene(recording.OtherHosts)
		var astray, clear []*check.Request
		went := map[*recording.Exchange]bool{}
		for i := range k.Requests {
			r := &k.Requests[i]
			if !r.Went || !(recording.OfTarget | recording.OtherHosts).Has(r.Scene.Stage) {
				continue
			}
			if r.Scene == elsewhere {
				went[r.Exchange] = true
				if inClear(r.Exchange) {
					clear = append(clear, r)
				}
			}
			if r.Want == check.MustNot {
				astray = append(astray, r)
			}
		}
		if len(astray) > 0 {
			r := astray[0]
			return check.Fail("sent where host, path and scheme match only", fmt.Sprintf("sent with %s: %s", check.RequestLine(r.Exchange), r.Refusal.Error()), shown(k, astray)...)
		}
		if set := setOverTLS(k); set != nil && len(clear) > 0 {
			return weigh(k, check.Fail("not sent over plain http, as it was set over https",
				"sent with "+check.RequestLine(clear[0].Exchange)+", where anybody on the way can read it", append(shown(k, clear), set.Shown())...))
		}
		return kept(c, k, elsewhere, went)
	},
}

// inClear tells whether anybody on the way can read a request.
func inClear(e *recording.Exchange) bool {
	u, err := url.Parse(e.URL)
	return err == nil && !rfc6265.Trustworthy(u)
}

// setOverTLS returns a line that set k over https, or nil.
func setOverTLS(k *check.Cookie) *check.Setting {
	for i := range k.Settings {
		s := &k.Settings[i]
		if u, err := url.Parse(s.Exchange.URL); err == nil && (u.Scheme == "https" || u.Scheme == "wss") && !s.Deletes && s.Refusal == nil {
			return s
		}
	}
	return nil
}

// asksInPlain tells whether a request went over plain http that k would go with if it lacked Secure.
func asksInPlain(k *check.Cookie, elsewhere *recording.Scene) bool {
	return asked(k, elsewhere, func(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "ws" })
}

// kept is the verdict on a cookie that did not go astray.
func kept(c *check.Case, k *check.Cookie, elsewhere *recording.Scene, went map[*recording.Exchange]bool) check.Verdict {
	jar := elsewhere.Jar(recording.AtStart)
	if restored := c.Scene(recording.Restore); jar == nil && restored != nil {
		jar = restored.Jar(recording.AtStart)
	}
	if jar != nil {
		switch held := k.In(jar); {
		case held == nil:
			return check.Skip("it was not in the jar any more when requests were made elsewhere")
		case held.Expires != nil && held.Expires.Before(jar.At.Add(check.Shortest)):
			return check.Skip("it was about to end when requests were made elsewhere")
		}
	}
	asked := 0
	var last *recording.Exchange
	for i := range elsewhere.Exchanges {
		if e := &elsewhere.Exchanges[i]; e.Wire {
			asked++
			if !went[e] {
				last = e
			}
		}
	}
	switch {
	case asked == 0:
		return check.Unknown("no request was made elsewhere")
	case setOverTLS(k) != nil && !asksInPlain(k, elsewhere):
		return check.Skip("no request to its host and path went over plain http")
	case last == nil:
		return check.Pass(fmt.Sprintf("sent with %d of %d requests elsewhere, as its attributes ask for", asked, asked))
	}
	actual := fmt.Sprintf("not sent with %d of %d requests elsewhere", asked-len(went), asked)
	if len(went) > 0 {
		actual += ", and with the others as its attributes ask for"
	}
	return check.Pass(actual, check.AtExchange(elsewhere, last, check.RequestLine(last)+", without "+k.Name()))
}
