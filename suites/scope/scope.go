// Package scope judges how far cookies reach: to which hosts and paths, and with which requests of other sites.
package scope

import (
	"embed"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Checks are those of the area, in the order in which they are listed and run.
var Checks = check.Explained(texts,
	HostOnly,
	Path,
	CrossSiteSubrequest,
	CrossSitePost,
	CrossSiteLink,
	ForgedRequest,
	SameSiteNoneJustified,
	Partitioned,
	ThirdParties,
	Overlay,
)

// texts explain them.
//
//go:embed *.md
var texts embed.FS

// sessions are the cookies that carry a session. Where none is known to, the site stands for them, to have that said.
func sessions(c *check.Case) []*check.Subject {
	if cookies := check.Secrets(c); len(cookies) > 0 {
		return cookies
	}
	return check.Site(c)
}

// each judges a cookie that carries a session.
func each(judge func(*check.Case, *check.Cookie) check.Verdict) func(*check.Case, *check.Subject) check.Verdict {
	return func(c *check.Case, s *check.Subject) check.Verdict {
		if s.Cookie != nil {
			return judge(c, s.Cookie)
		}
		control := c.Probe(recording.Replay, recording.WithAll)
		if len(c.Cookies) > 0 && control != nil && control.Answer != recording.In {
			return check.Unknown(c.NoControl(), check.AtProbe(recording.Replay, control))
		}
		return check.Skip("no cookie is known to carry a session").Advise("give a login, or declare `role: session`")
	}
}

// lines are those of the target that set k, as far as browsers take them.
func lines(k *check.Cookie) []*check.Setting {
	var found []*check.Setting
	for i := range k.Settings {
		if s := &k.Settings[i]; recording.OfTarget.Has(s.Scene.Stage) && !s.Deletes && s.Refusal == nil && len(s.Line.Blocked) == 0 {
			found = append(found, s)
		}
	}
	return found
}

// shownLines are different lines as evidence, each once.
func shownLines(settings []*check.Setting) []check.Evidence {
	var all []check.Evidence
	shown := map[string]bool{}
	for _, s := range settings {
		if !shown[s.Line.Text] && len(all) < most {
			shown[s.Line.Text] = true
			all = append(all, s.Shown())
		}
	}
	return all
}

// most bounds evidence to what a reader wants to see.
const most = 5

// try is a request for which Chrome considered a cookie.
type try struct {
	scene    *recording.Scene
	exchange *recording.Exchange
	withheld []string // Chrome's reasons; empty: it went
}

func (t try) went() bool { return len(t.withheld) == 0 }

// tries are the requests of a scene to k's host and path for which Chrome considered it, and that fulfil a condition.
func tries(scene *recording.Scene, k *check.Cookie, is func(*recording.Exchange) bool) []try {
	if scene == nil {
		return nil
	}
	var all []try
	for i := range scene.Exchanges {
		e := &scene.Exchanges[i]
		if !e.Wire || !reaches(k, e) || !is(e) {
			continue
		}
		for j := range e.Associated {
			if a := &e.Associated[j]; check.KeyOf(a.Cookie) == k.Key {
				all = append(all, try{scene, e, a.Withheld})
			}
		}
	}
	return all
}

// that fulfil a condition.
func that(all []try, is func(try) bool) []try {
	return slices.DeleteFunc(slices.Clone(all), func(t try) bool { return !is(t) })
}

func shownTries(k *check.Cookie, all []try) []check.Evidence {
	var evidence []check.Evidence
	for _, t := range all[:min(len(all), most)] {
		with := "with"
		if !t.went() {
			with = "withheld (" + strings.Join(t.withheld, ", ") + "):"
		}
		evidence = append(evidence, check.AtExchange(t.scene, t.exchange, fmt.Sprintf("%s asks: %s, %s %s", siteOf(t.exchange.Page), check.RequestLine(t.exchange), with, k.Name())))
	}
	return evidence
}

// siteOf names the site of a page.
func siteOf(page string) string {
	u, err := url.Parse(page)
	if err != nil || u.Host == "" {
		return "another site"
	}
	return u.Scheme + "://" + rfc6265.Site(u.Host)
}

// declaredNone tells whether the config says that k goes with requests of other sites.
func declaredNone(k *check.Cookie) bool {
	return k.Declared != nil && strings.EqualFold(k.Declared.SameSite, "None")
}

// kept is the verdict on a cookie that went with none of some requests of another site.
func kept(c *check.Case, part recording.Stage, k *check.Cookie, all []try, passed string) check.Verdict {
	bySite := that(all, func(t try) bool { return check.BySite(t.withheld) })
	switch jar, entry := c.Entry(part, recording.AtStart, k); {
	case len(all) == 0 && k.Key.Partition != "" && entry != nil:
		return check.Pass("partitioned: within other sites Chrome does not even look at it", k.ShownIn(c.Scene(part), jar))
	case len(bySite) > 0:
		return check.Pass(passed, shownTries(k, bySite)...)
	case len(all) > 0:
		return check.Skip("Chrome withheld it for another reason than its SameSite ("+strings.Join(all[0].withheld, ", ")+")", shownTries(k, all)...)
	case jar != nil && entry == nil:
		return check.Skip("it was not in the jar any more when another site asked")
	case jar != nil && entry.Expires != nil && entry.Expires.Before(c.Scene(part).Ended):
		return check.Skip("it expired before another site asked")
	}
	return check.Unknown("no request of another site asked for its host and path")
}
