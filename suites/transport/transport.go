// Package transport judges the way that cookies go: whether it is encrypted, and what answers say to caches and browsers of what is for
// one user alone.
package transport

import (
	"embed"
	"net/http"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Checks are those of the area, in the order in which they are listed and run.
var Checks = check.Explained(texts,
	NoClearText,
	HSTS,
	SharedCache,
	NoStore,
	PersonalisedCaching,
	LogoutNotCached,
	ClearSiteData,
)

// texts explain them.
//
//go:embed *.md
var texts embed.FS

// pages are the documents of part Login that were for those who are logged in, or the verdict where there is none: those that a
// probe showed to be so, and protected URLs that were asked for between two such probes. For a page that is the same for everybody stand
// the data that its scripts ask for.
func pages(c *check.Case) ([]*recording.Exchange, *check.Verdict) {
	var in []*recording.Probe
	for _, kind := range []recording.ProbeKind{recording.LoggedIn, recording.Later} {
		for _, p := range c.Probes(recording.Login, kind) {
			if p.Answer == recording.In {
				in = append(in, p)
			}
		}
	}
	if len(in) == 0 {
		v := check.Unknown("no probe showed that one was logged in")
		return nil, &v
	}
	shown := map[int]bool{}
	for _, p := range in {
		shown[p.Exchange] = true
	}
	scene := c.Scene(recording.Login)
	var found []*recording.Exchange
	other, shell := false, false
	for i := range scene.Exchanges {
		e := &scene.Exchanges[i]
		between := c.Protects(e.URL) && e.Began > in[0].Seq && e.Answered > 0 && e.Answered < in[len(in)-1].Seq
		if !shown[e.ID] && !between || !e.TopLevel || !e.Wire || e.Status != 200 {
			continue
		}
		switch data := dataOf(c, scene, e); {
		case len(data) > 0:
			found = append(found, data...)
		case !document(e):
			other = true
		case anonymous(c, e):
			shell = true
		default:
			found = append(found, e)
		}
	}
	switch {
	case len(found) > 0:
		return found, nil
	case shell:
		v := check.Skip("the protected page is the same for everybody: the login lives in " + strings.Join(c.Session.Stored, " and ") + ", and no cookie was sent")
		return nil, &v
	case other:
		v := check.Skip("what is protected is no HTML document")
		return nil, &v
	}
	v := check.Unknown("no protected page came over the network while logged in")
	return nil, &v
}

// anonymous tells whether the server cannot have known who asked: the login lives in web storage, which browsers send nowhere.
func anonymous(c *check.Case, page *recording.Exchange) bool {
	return c.Session != nil && len(c.Session.Stored) > 0 && len(page.Pairs) == 0
}

// dataOf are the answers with what a page is about, where the page itself is a shell that everybody is given: its scripts ask for the
// data, and are refused where nobody is logged in. None: the page is no shell.
func dataOf(c *check.Case, scene *recording.Scene, page *recording.Exchange) []*recording.Exchange {
	refused := map[string]bool{}
	for i := range c.Scenes {
		for j := range c.Scenes[i].Exchanges {
			if e := &c.Scenes[i].Exchanges[j]; byScript(e, page) && (e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden) {
				refused[e.URL] = true
			}
		}
	}
	var data []*recording.Exchange
	for i := range scene.Exchanges {
		if e := &scene.Exchanges[i]; byScript(e, page) && e.Wire && e.Status == http.StatusOK && refused[e.URL] && e.Began > page.Began {
			data = append(data, e)
		}
	}
	return data
}

// byScript tells whether a script of a page made a request.
func byScript(e, page *recording.Exchange) bool {
	return (e.Act == recording.Fetch || e.Act == recording.XHR) && e.Page == page.URL
}

// document tells whether an answer is a page. Browsers look into what has no type, and show it as one.
func document(e *recording.Exchange) bool {
	kind := e.Header["content-type"]
	return kind == "" || strings.Contains(strings.ToLower(kind), "html")
}

// says tells whether a Cache-Control has one of some directives, without an argument: with one, no-cache and private are about the
// fields that it names (RFC 9111).
func says(e *recording.Exchange, directives ...string) bool {
	for _, d := range strings.Split(strings.ToLower(e.Header["cache-control"]), ",") {
		for _, wanted := range directives {
			if strings.TrimSpace(d) == wanted {
				return true
			}
		}
	}
	return false
}

// shown is the evidence of an answer: one field of it. Each URL is shown once, and no more than a reader wants to see.
func shown(c *check.Case, of []*recording.Exchange, name string) []check.Evidence {
	const most = 5
	var all []check.Evidence
	seen := map[string]bool{}
	for _, e := range of {
		if seen[e.URL] || len(all) == most {
			continue
		}
		seen[e.URL] = true
		text := check.RequestLine(e) + ", answered without " + name
		if value := e.Header[strings.ToLower(name)]; value != "" {
			text = check.RequestLine(e) + ", answered with " + name + ": " + value
		}
		all = append(all, check.AtExchange(c.Scene(recording.Login), e, text))
	}
	return all
}
