// Package sent judges whether the browser sends a cookie where it belongs, as it was set, and nowhere else.
package sent

import (
	"embed"
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Checks are those of the area, in the order in which they are listed and run.
var Checks = check.Explained(texts,
	EveryRequest,
	ByteExact,
	NowhereElse,
	NoTwins,
	LossTolerated,
	ReachesServer,
)

// texts explain them.
//
//go:embed *.md
var texts embed.FS

// shown are the first few of many requests, as evidence: enough to find the fault, few enough to read.
func shown(k *check.Cookie, requests []*check.Request) []check.Evidence {
	const most = 5
	var evidence []check.Evidence
	for _, r := range requests[:min(len(requests), most)] {
		evidence = append(evidence, r.Shown(k))
	}
	return evidence
}

// toTarget returns the requests of k that the target answers and that fulfil a condition.
func toTarget(k *check.Cookie, is func(*check.Request) bool) []*check.Request {
	var found []*check.Request
	for i := range k.Requests {
		if r := &k.Requests[i]; recording.OfTarget.Has(r.Scene.Stage) && is(r) {
			found = append(found, r)
		}
	}
	return found
}

// acts lists what made the requests, each kind once, in the order of the first of it.
func acts(requests []*check.Request) string {
	var names []string
	seen := map[string]bool{}
	for _, r := range requests {
		name := string(r.Exchange.Act)
		if r.Exchange.Hop > 0 {
			name = "redirect"
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// weigh gives a flaw the severity high on a session cookie and medium on any other.
func weigh(k *check.Cookie, v check.Verdict) check.Verdict {
	if k.Secret() {
		return v.At(check.High)
	}
	return v.At(check.Medium)
}

// asked tells whether a scene has a request on the wire to k's host and path, at an address that fulfils a condition.
func asked(k *check.Cookie, scene *recording.Scene, is func(*url.URL) bool) bool {
	form := rfc6265.Cookie{Domain: k.Key.Domain, HostOnly: k.Key.HostOnly, Path: k.Key.Path}
	return slices.ContainsFunc(scene.Exchanges, func(e recording.Exchange) bool {
		u, err := url.Parse(e.URL)
		return err == nil && e.Wire && is(u) && form.Withhold(rfc6265.Request{URL: u, At: e.BeganAt, SameSite: true}) == nil
	})
}
