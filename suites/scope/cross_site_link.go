package scope

import (
	"fmt"
	"net/http"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// CrossSiteLink: with SameSite=Strict a link on another site is followed without the cookie, which "may be confusing" and must not
// cost more than that one page (6265bis §8.8.2).
var CrossSiteLink = check.Check{
	ID:       "scope/cross-site-link",
	Title:    "a link from another site leaves the session as it was",
	Failure:  "a link from another site costs the visitor the session",
	Severity: check.Low,
	Cites:    []check.Citation{check.RFC6265bis("5.6.7.1"), check.RFC6265bis("8.8.2"), check.WSTG("SESS-02")},
	Needs:    recording.Linked,
	Subjects: sessions,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		scene := c.Scene(recording.Linked)
		all := tries(scene, k, func(e *recording.Exchange) bool { return e.Act == recording.Link && e.TopLevel && !e.SameSite })
		if len(all) == 0 {
			if jar, entry := c.Entry(recording.Linked, recording.BeforeLink, k); jar != nil && entry == nil {
				return check.Skip("it was not in the jar when the link was followed")
			}
			return check.Unknown("no link to its host and path was followed")
		}
		if e := landing(scene, recording.Navigation); e != nil && e.Status < http.StatusBadRequest {
			if end := landing(scene, recording.Link); end.Status >= http.StatusInternalServerError || end.Status == 0 {
				return check.Fail("the page, or the way to it", fmt.Sprintf("the link ends on %s", answer(end)), append(shownTries(k, all), check.AtExchange(scene, end, check.RequestLine(end)+", answered "+answer(end)))...)
			}
		}
		return after(c, k, all)
	}),
}

// expiredIn tells whether k, as a jar of a stage had it, expired before the stage was over.
func expiredIn(c *check.Case, stage recording.Stage, moment recording.Moment, k *check.Cookie) bool {
	_, entry := c.Entry(stage, moment, k)
	return entry != nil && entry.Expires != nil && entry.Expires.Before(c.Scene(stage).Ended)
}

// after judges what is left of the session once the link was followed.
func after(c *check.Case, k *check.Cookie, all []try) check.Verdict {
	withheld := that(all, func(t try) bool { return !t.went() })
	how := "it goes with the link"
	if len(withheld) > 0 {
		how = "it stays behind, as " + withheld[0].withheld[0] + " says"
	}
	evidence := shownTries(k, all)
	if c.Probe(recording.Linked, recording.LoggedIn) != nil {
		later := c.Probe(recording.Linked, recording.AfterArrival)
		switch {
		case later == nil:
			return check.Unknown("nobody asked for the protected page after the link", evidence...)
		case later.Answer == recording.Out && expiredIn(c, recording.Linked, recording.BeforeLink, k):
			return check.Skip("it expired before the protected page was asked for again", append(evidence, check.AtProbe(recording.Linked, later))...)
		case later.Answer == recording.Out:
			return check.Fail("logged in after the link, as before", "logged out: "+check.ProbeLine(later), append(evidence, check.AtProbe(recording.Linked, later))...)
		case later.Answer != recording.In:
			return check.Unknown("neither logged in nor out: "+check.ProbeLine(later), append(evidence, check.AtProbe(recording.Linked, later))...)
		}
		return check.Pass(how+", and the user is logged in afterwards", append(evidence, check.AtProbe(recording.Linked, later))...)
	}
	_, before := c.Entry(recording.Linked, recording.BeforeLink, k)
	jar, then := c.Entry(recording.Linked, recording.AfterLink, k)
	switch {
	case before == nil || jar == nil:
		return check.Unknown("the jar was not read before and after the link", evidence...)
	case len(withheld) > 0 && (then == nil || then.Value.Digest != before.Value.Digest):
		return check.Fail("the same session after the link", "the answer to the link, which came without it, gave the visitor another", append(evidence, check.AtJar(c.Scene(recording.Linked), jar, k.Name()+" has another value than before"))...)
	}
	return check.Pass(how+", and the jar has it afterwards", evidence...)
}

// landing is the last answer to the first navigation of a kind, or nil.
func landing(scene *recording.Scene, act recording.Act) *recording.Exchange {
	var last *recording.Exchange
	for i := range scene.Exchanges {
		e := &scene.Exchanges[i]
		switch {
		case !e.TopLevel || e.Act != act:
		case last != nil && e.Hop == 0:
			return last
		default:
			last = e
		}
	}
	return last
}

func answer(e *recording.Exchange) string {
	if e.Status == 0 {
		return "no answer (" + e.Error + ")"
	}
	return fmt.Sprintf("%d %s", e.Status, http.StatusText(e.Status))
}
