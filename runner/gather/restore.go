package gather

import (
	"context"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// restore starts the closed profile with "Continue where you left off", which brings session cookies back, and looks where
// they all go. The stand-in answers for every host.
func (r *run) restore(ctx context.Context, profile string) error {
	r.say(recording.Restore, "quit gracefully, continued where it left off")
	scene := recording.Scene{Stage: recording.Restore, Started: time.Now().UTC()}
	if err := browser.ContinueWhereLeftOff(profile); err != nil {
		return err
	}
	if err := browser.Born(profile, time.Now()); err != nil {
		return err
	}
	if err := browser.ForgetHSTS(profile); err != nil {
		return err
	}
	b, err := r.start(ctx, profile, r.standIn.Rule())
	if err != nil {
		return err
	}
	defer b.Kill()
	rec := wire.NewRecorder()
	if err := r.snapshot(ctx, b, &scene, rec, recording.AtStart); err != nil {
		return err
	}
	if r.wants(recording.Restore) {
		r.keep(scene)
	}
	if r.wants(recording.OtherHosts) {
		if err := r.elsewhere(ctx, b); err != nil {
			return err
		}
	}
	if r.wants(recording.CrossSite) {
		if err := r.crossSite(ctx, b); err != nil {
			return err
		}
	}
	if r.wants(recording.Overlay) { // last: it leaves strange cookies behind
		return r.overlay(ctx, b)
	}
	return nil
}

// mostNeighbours bounds what is asked for elsewhere.
const mostNeighbours = 20

// elsewhere asks for what is not the cookies' own: each cookie's home over plain http, a host below it, beside it
// and above it, and another path.
func (r *run) elsewhere(ctx context.Context, b *browser.Browser) error {
	r.say(recording.OtherHosts, "other hosts, paths and schemes")
	scene := recording.Scene{Stage: recording.OtherHosts, Started: time.Now().UTC()}
	rec := wire.NewRecorder()
	if err := r.snapshot(ctx, b, &scene, rec, recording.AtStart); err != nil {
		return err
	}
	t, err := r.driver.Open(ctx, driver.Aside, b, rec)
	if err != nil {
		return err
	}
	defer t.Close()
	landed, err := url.Parse(r.rec.Target.Landed)
	if err != nil {
		return err
	}
	urls := neighbours(landed)
	if landed.Scheme == "https" {
		for _, c := range scene.Jars[0].Cookies {
			if u := home("http", c.Domain, c.Path); r.judged(c.Domain) && !slices.Contains(urls, u) && len(urls) < mostNeighbours {
				urls = append(urls, u)
			}
		}
	}
	if err := r.openPages(ctx, t, urls, &scene); err != nil {
		r.keepBroken(ctx, b, scene, t, err)
		return err
	}
	return r.keepScene(ctx, b, scene, t)
}

// neighbours are URLs near a page that its cookies have no business at. Hosts that are addresses have no hosts below them.
func neighbours(page *url.URL) []string {
	host := page.Hostname()
	at := func(scheme, host, path string) string {
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		return (&url.URL{Scheme: scheme, Host: host, Path: path}).String()
	}
	urls := []string{at(page.Scheme, host, "/cookiespec-elsewhere/")}
	if page.Scheme == "https" {
		urls = append(urls, at("http", host, page.Path))
	}
	if net.ParseIP(host) != nil {
		return urls
	}
	urls = append(urls, at(page.Scheme, "cookiespec-elsewhere."+host, "/"))
	if below, above, ok := strings.Cut(host, "."); ok && below != "" && rfc6265.Site(host) != host {
		urls = append(urls, at(page.Scheme, above, "/"), at(page.Scheme, "cookiespec-elsewhere."+above, "/"))
	}
	return urls
}
