package scope

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Overlay: cookies "do not provide integrity guarantees for sibling domains" and from plain http (6265bis §8.6). What Secure and
// __Host- are good for is that an answer over http can neither replace such a cookie nor stand beside it (§5.7 step 16).
var Overlay = check.Check{
	ID:       "scope/overlay",
	Title:    "answers over plain http cannot replace the session cookie",
	Failure:  "answers over plain http can replace the session cookie",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("5.7"), check.RFC6265bis("8.6"), check.WSTG("SESS-03"), check.CWE("384")},
	Needs:    recording.Overlay,
	Subjects: sessions,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		scene := c.Scene(recording.Overlay)
		if jar, entry := c.Entry(recording.Overlay, recording.AtStart, k); jar != nil && entry == nil {
			return check.Skip("it was not in the jar any more when answers over http came")
		}
		var tried, taken []check.Evidence
		values := map[string]bool{}
		reasons := map[string]bool{}
		loopback := ""
		for i := range scene.Exchanges {
			e := &scene.Exchanges[i]
			for _, l := range e.Lines {
				u, err := url.Parse(e.URL)
				if err != nil || u.Scheme != "http" || l.Name != k.Key.Name {
					continue
				}
				if rfc6265.Trustworthy(u) {
					loopback = u.Hostname()
					continue
				}
				shown := check.AtExchange(scene, e, fmt.Sprintf("http://%s answers Set-Cookie: %s", check.Host(e), l.Text))
				if len(l.Blocked) > 0 {
					reasons[strings.Join(l.Blocked, ", ")] = true
					tried = append(tried, shown)
					continue
				}
				taken = append(taken, shown)
				values[l.Value.Digest] = true
			}
		}
		sent := carriers(scene, k, values)
		switch {
		case len(taken) > 0 && len(sent) > 0:
			return check.Fail("refused by the browser, as Secure or a name that begins with __Host- makes it do",
				fmt.Sprintf("a cookie of its name from an answer over http goes with %s", check.RequestLine(sent[0])),
				append(taken[:min(len(taken), most)], check.AtExchange(scene, sent[0], check.RequestLine(sent[0])+", with "+k.Name()+" as set over http"))...)
		case len(taken) > 0:
			return check.Unknown("Chrome took a cookie of its name over http, and no request to the site was seen with it", taken...)
		case len(tried) > 0:
			return check.Pass(fmt.Sprintf("Chrome refused %s over http (%s)", check.Count(len(tried), "line"), joined(reasons)), tried...)
		}
		if loopback != "" {
			return check.Skip("nobody on the network can answer for " + loopback + ", which is this machine: Chrome takes its plain http for secure")
		}
		return check.Skip("no answer came over plain http: Strict-Transport-Security turns such addresses into https")
	}),
}

// carriers are the requests to k's host over https whose Cookie header has one of some values under k's name.
func carriers(scene *recording.Scene, k *check.Cookie, values map[string]bool) []*recording.Exchange {
	var found []*recording.Exchange
	for i := range scene.Exchanges {
		e := &scene.Exchanges[i]
		u, err := url.Parse(e.URL)
		if err != nil || u.Scheme != "https" || !reaches(k, e) {
			continue
		}
		for _, p := range e.Pairs {
			if p.Name == k.Key.Name && values[p.Value.Digest] {
				found = append(found, e)
				break
			}
		}
	}
	return found
}

func joined(reasons map[string]bool) string {
	return strings.Join(slices.Sorted(maps.Keys(reasons)), "; ")
}
