package sent

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// ReachesServer: "the server can use the Cookie header field to [...] retrieve" what was stored (6265bis §3); between the browser and
// the application there are proxies, servers and the framework's reading of the header (§4.2.2, §5.8.3).
var ReachesServer = check.Check{
	ID:       "sent/reaches-server",
	Title:    "what the browser sends is what the application sees",
	Failure:  "the application does not see the cookie that the browser sends",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("4.2.2"), check.RFC6265bis("5.8.3")},
	Needs:    recording.Echo,
	Subjects: echoed,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		scene, e := echo(c)
		if e == nil {
			return check.Unknown("the page of `echo:` was not seen to be asked for")
		}
		at := check.AtExchange(scene, e, check.RequestLine(e)+fmt.Sprintf(", answered %d", e.Status))
		one := echoOf(c, s.Cookie)
		shown := func(one recording.Echoed) bool { return one.Named && one.Valued }
		switch {
		case e.Status != http.StatusOK:
			return check.Unknown("the page of `echo:` was "+answered(e.Status), at)
		case !slices.ContainsFunc(scene.Echoed, shown):
			return check.Unknown("the page of `echo:` shows none of the cookies that it is sent", at)
		case !one.Named:
			return check.Fail("on the page of `echo:`, as others are", "sent with "+check.RequestLine(e)+", and not shown", at)
		case !one.Valued:
			return check.Unknown("its name is shown without its value, which may be hidden on purpose", at).At(check.Low)
		}
		return check.Pass("sent, and shown by the application with its name and its value", at)
	},
}

// echoed are the cookies that the browser sent to the page that shows them. Where there are none, nothing can be told.
func echoed(c *check.Case) []*check.Subject {
	scene := c.Scene(recording.Echo)
	if scene == nil || scene.State != recording.Done {
		return check.Site(c)
	}
	_, e := echo(c)
	return check.CookiesWhere(func(k *check.Cookie) bool {
		return echoOf(c, k) != nil && (e == nil || k.SentWith(e))
	})(c)
}

// echo is the request for the page, after its redirects, as far as it was seen on the network.
func echo(c *check.Case) (*recording.Scene, *recording.Exchange) {
	scene := c.Scene(recording.Echo)
	var last *recording.Exchange
	for i := range scene.Exchanges {
		if e := &scene.Exchanges[i]; e.TopLevel && e.Wire {
			last = e
		}
	}
	return scene, last
}

// echoOf is what the page shows of k, or nil.
func echoOf(c *check.Case, k *check.Cookie) *recording.Echoed {
	scene := c.Scene(recording.Echo)
	for i := range scene.Echoed {
		one := &scene.Echoed[i]
		if k.Is(one.Which) {
			return one
		}
	}
	return nil
}
