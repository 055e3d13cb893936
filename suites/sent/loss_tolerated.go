package sent

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// LossTolerated: "Servers SHOULD gracefully degrade if the user agent fails to return one or more cookies in the Cookie
// header field because the user agent might evict any cookie at any time" (6265bis §6.1).
var LossTolerated = check.Check{
	ID:       "sent/loss-tolerated",
	Title:    "the site copes with the loss of cookies",
	Failure:  "the site breaks when cookies are lost",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("6.1"), check.RFC6265bis("8.6")},
	Needs:    recording.CookieLoss,
	Subjects: dropped,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		d := dropOf(c, s.Cookie)
		if d == nil {
			return check.Unknown("the entry page was not opened without cookies")
		}
		if status := entryStatus(c); status >= http.StatusInternalServerError || status == 0 {
			return check.Unknown(fmt.Sprintf("the entry page does not work with its cookies either: %s", answered(status)))
		}
		lost := "all cookies"
		if s.Cookie != nil {
			lost = s.Cookie.Name()
		}
		evidence := check.Evidence{At: recording.CookieLoss.String(), Text: fmt.Sprintf("GET %s, without %s: %s", d.URL, lost, outcome(d))}
		switch {
		case d.Status >= http.StatusInternalServerError, breaks.MatchString(d.Error):
			return check.Fail("a page, or the login", outcome(d), evidence)
		case d.Error != "" || d.Status == 0:
			return check.Unknown("the page could not be opened: "+outcome(d), evidence)
		}
		if d.Status >= http.StatusBadRequest && entryStatus(c) < http.StatusBadRequest && !refusals[d.Status] {
			return check.Fail("a page, or the login", fmt.Sprintf("%s, where it answered %d with its cookies", outcome(d), entryStatus(c)), evidence).At(check.Low)
		}
		return check.Pass(outcome(d), evidence)
	},
}

// refusals are the statuses by which a server asks for a login, or for patience with the many requests of a run.
var refusals = map[int]bool{
	http.StatusUnauthorized: true, http.StatusForbidden: true, http.StatusTooManyRequests: true,
}

// breaks are Chrome's errors that the target makes by itself, however good the network is.
var breaks = regexp.MustCompile(`ERR_(TOO_MANY_REDIRECTS|EMPTY_RESPONSE|CONNECTION_(RESET|CLOSED)|INVALID_HTTP_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH|HTTP_RESPONSE_CODE_FAILURE)`)

// dropped are the site, for the loss of all cookies, and the cookies that were taken away one at a time.
func dropped(c *check.Case) []*check.Subject {
	single := check.CookiesWhere(func(k *check.Cookie) bool { return dropOf(c, k) != nil })(c)
	return append(check.Site(c), single...)
}

// dropOf returns what happened without a cookie, or without all of them (nil).
func dropOf(c *check.Case, k *check.Cookie) *recording.Drop {
	scene := c.Scene(recording.CookieLoss)
	if scene == nil {
		return nil
	}
	i := slices.IndexFunc(scene.Drops, func(d recording.Drop) bool {
		return k == nil && d.Which == recording.Which{} || k != nil && k.Is(d.Which)
	})
	if i < 0 {
		return nil
	}
	return &scene.Drops[i]
}

// entryStatus is how the entry page answered when it was visited first, after its redirects. 0: it did not.
func entryStatus(c *check.Case) int {
	status := 0
	for _, e := range c.Scene(recording.Visit).Exchanges {
		if !e.TopLevel {
			continue
		}
		if status != 0 && e.Hop == 0 {
			break
		}
		status = e.Status
	}
	return status
}

// outcome says in one clause how a page ended.
func outcome(d *recording.Drop) string {
	switch {
	case strings.Contains(d.Error, "ERR_TOO_MANY_REDIRECTS"):
		return "redirected in a circle (net::ERR_TOO_MANY_REDIRECTS)"
	case d.Error != "":
		return strings.TrimSuffix(d.Error, ".")
	}
	return answered(d.Status)
}

func answered(status int) string {
	if status == 0 {
		return "no answer"
	}
	return strings.TrimSpace(fmt.Sprintf("answered %d %s", status, http.StatusText(status)))
}
