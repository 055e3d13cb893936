package expiry

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// ServerClock: "The cookie's lifetime is based on the user agent's clock which may differ from the server's clock" (6265bis
// §4.1.2.1).
var ServerClock = check.Check{
	ID:       "expiry/server-clock",
	Title:    "the server's clock is right",
	Failure:  "the server's clock is wrong",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("4.1.2.1"), check.RFC9110("6.6.1")},
	Needs:    recording.Visit,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		all := readings(c)
		if len(all) == 0 {
			return check.Skip("no answer of the target has a Date of its own")
		}
		slices.SortStableFunc(all, func(a, b reading) int { return cmp.Compare(a.ahead, b.ahead) })
		median := all[len(all)/2]
		text := offset(median.ahead) + " by the Date of " + check.Count(len(all), "answer")
		evidence := check.AtExchange(median.scene, median.exchange, fmt.Sprintf("Date: %s, received %s",
			median.exchange.Header["date"], median.exchange.AnsweredAt.UTC().Format(time.RFC3339)))
		if median.ahead.Abs() > allowed {
			return check.Fail(fmt.Sprintf("at most %s off", check.Span(allowed)), text, evidence)
		}
		return check.Pass(text, evidence)
	},
}

// allowed is how far a clock may be off: no more than clocks that are kept right by the network are, on a slow day.
const allowed = 30 * time.Second

// reading is the server's clock as one answer shows it.
type reading struct {
	scene    *recording.Scene
	exchange *recording.Exchange
	ahead    time.Duration
}

// readings are those of all answers of the target that came over the network.
func readings(c *check.Case) []reading {
	var all []reading
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		if !recording.OfTarget.Has(scene.Stage) {
			continue
		}
		for j := range scene.Exchanges {
			e := &scene.Exchanges[j]
			date, ok := rfc6265.ParseDate(e.Header["date"])
			u, err := url.Parse(e.URL)
			if !ok || err != nil || !e.Wire || e.AnsweredAt.IsZero() || !slices.Contains(c.Target.Sites, rfc6265.Site(u.Host)) {
				continue
			}
			if e.Header["age"] != "" { // the Date is that of a cache, or of the day on which it got the answer
				continue
			}
			all = append(all, reading{scene, e, date.Sub(e.AnsweredAt)})
		}
	}
	return all
}

func offset(ahead time.Duration) string {
	ahead = ahead.Round(time.Second)
	if ahead.Abs() > time.Hour/2 {
		ahead = ahead.Round(time.Minute)
	}
	switch {
	case ahead > time.Second:
		return span(ahead) + " ahead"
	case ahead < -time.Second:
		return span(-ahead) + " behind"
	}
	return "right to the second"
}
