package check

import (
	"net/url"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

func requestOf(e *recording.Exchange, u *url.URL) rfc6265.Request {
	return rfc6265.Request{
		URL: u, At: e.BeganAt, SameSite: e.SameSite, TopLevel: e.TopLevel, Safe: safe(e.Method), Partition: topLevelSite(e),
	}
}

func safe(method string) bool {
	return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE"
}

func originOf(e *recording.Exchange, u *url.URL) rfc6265.Origin {
	return rfc6265.Origin{
		URL: u, Received: e.AnsweredAt, Skew: skew(e), SameSite: e.SameSite || e.TopLevel, Partition: topLevelSite(e),
	}
}

// skew is how far the server's clock is ahead of ours. A difference that a second's rounding and the way of the answer
// explain is none. Chrome moves Expires by the Date of an answer from a shared cache too, whatever its Age.
func skew(e *recording.Exchange) time.Duration {
	date, ok := rfc6265.ParseDate(e.Header["date"])
	if !ok {
		return 0
	}
	if d := date.Sub(e.AnsweredAt); d.Abs() > margin {
		return d
	}
	return 0
}

// topLevelSite is that of a cross-site document, as far as the recording tells; empty: the site of the request itself.
func topLevelSite(e *recording.Exchange) string {
	page, err := url.Parse(e.Page)
	if e.SameSite || e.TopLevel || e.Page == "" || err != nil {
		return ""
	}
	return page.Scheme + "://" + rfc6265.Site(page.Host)
}

// clears tells whether a Clear-Site-Data header names the cookies.
func clears(header string) bool {
	for _, directive := range strings.Split(header, ",") {
		if d := strings.TrimSpace(directive); d == `"cookies"` || d == `"*"` {
			return true
		}
	}
	return false
}
