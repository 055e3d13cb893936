package gather

import (
	"context"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/standin"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// mostOverlaid bounds how many cookies are overlaid.
const mostOverlaid = 20

// overlay lets answers over plain http set cookies of the names that the target's own have: at its host, and at a host beside it for
// both, as somebody on the way can. Then it asks for the target's pages. The stand-in answers for all of them.
func (r *run) overlay(ctx context.Context, b *browser.Browser) error {
	landed, err := url.Parse(r.rec.Target.Landed)
	if err != nil {
		return err
	}
	if landed.Scheme != "https" {
		r.unneeded(recording.Overlay, "the target is on http, where anybody on the way can set its cookies whatever they say")
		return nil
	}
	r.say(recording.Overlay, "answers over plain http set cookies of the same names")
	scene := recording.Scene{Stage: recording.Overlay, Started: time.Now().UTC()}
	rec := wire.NewRecorder()
	if err := r.snapshot(ctx, b, &scene, rec, recording.AtStart); err != nil {
		return err
	}
	jar, err := b.Jar(ctx)
	if err != nil {
		return err
	}
	own, beside := url.Values{}, url.Values{}
	sibling, above := siblingOf(landed.Hostname())
	var pages []string
	for _, c := range r.likelyFirst(r.own(jar)) {
		if !r.maySession(c.Name) || len(own["line"]) == mostOverlaid {
			continue
		}
		line := c.Name + "=; Path=" + c.Path
		own.Add("line", line)
		beside.Add("line", line+"; Domain="+above)
		if u := home(landed.Scheme, c.Domain, c.Path); len(pages) == 0 || pages[len(pages)-1] != u {
			pages = append(pages, u)
		}
	}
	if len(pages) == 0 {
		r.unneeded(recording.Overlay, "there was no cookie of the target that could be overlaid")
		return nil
	}
	urls := []string{overlayAt(landed.Hostname(), own)}
	if sibling != "" {
		urls = append(urls, overlayAt(sibling, beside))
	}
	t, err := r.driver.Open(ctx, driver.Aside, b, rec)
	if err != nil {
		return err
	}
	defer t.Close()
	if err := r.openPages(ctx, t, append(urls, pages[:min(len(pages), mostHomes)]...), &scene); err != nil {
		r.keepBroken(ctx, b, scene, t, err)
		return err
	}
	return r.keepScene(ctx, b, scene, t)
}

func overlayAt(host string, lines url.Values) string {
	return home("http", host, standin.OverlayPath) + "?" + lines.Encode()
}

// siblingOf is a host beside another, or below it where there is none beside, and the domain of both; empty: addresses have none.
func siblingOf(host string) (sibling, above string) {
	if net.ParseIP(host) != nil {
		return "", ""
	}
	above = host
	if _, parent, ok := strings.Cut(host, "."); ok && rfc6265.Site(host) != host {
		above = parent
	}
	return "cookiespec-elsewhere." + above, above
}
