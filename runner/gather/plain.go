package gather

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// plain is the stage Plain: it asks for the visited pages over plain http, as a visitor without cookies, who has never heard that the site
// wants https. What leads to https is not followed: that way was seen.
func (r *run) plain(ctx context.Context, b *browser.Browser) error {
	door, why, advice := r.plainDoor()
	if why == onPlain {
		r.keep(recording.Scene{Stage: recording.Plain, State: recording.Done, Started: time.Now().UTC(), Ended: time.Now().UTC(), Notes: []string{onPlain}})
		return nil
	}
	if door == nil {
		r.unneededUntil(recording.Plain, why, advice)
		return nil
	}
	r.say(recording.Plain, "%s://%s", door.Scheme, door.Host)
	scene := recording.Scene{Stage: recording.Plain, Started: time.Now().UTC()}
	t, err := r.driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
	if err != nil {
		return err
	}
	defer t.Close()
	if err := t.PlainOnly(); err != nil {
		return err
	}
	for i, page := range r.account.Readers(r.rec.Target.Pages) {
		u, err := url.Parse(page)
		if err != nil {
			continue
		}
		u.Scheme, u.Host = door.Scheme, door.Host
		asked := len(t.Recorder.Events())
		err = t.Visit(ctx, recording.Navigation, u.String())
		switch heard := wire.Answered(t.Recorder.Events()[asked:]); {
		case ctx.Err() != nil || err == driver.ErrChromeExited:
			return errors.Join(ctx.Err(), err)
		case !heard && i == 0:
			r.unneeded(recording.Plain, "nothing answers at "+r.shown(u.String()))
			return nil
		case !heard:
			scene.Notes = append(scene.Notes, r.shown(u.String())+" was not answered")
		}
	}
	t.Leave(ctx)
	scene.Exchanges = wire.Exchanges(t.Recorder.Events(), r.redactor)
	r.keep(scene)
	return nil
}

// plainDoor is where the site's plain http is, or why nobody knows, and what to do about that. A guess could be another application's.
func (r *run) plainDoor() (door *url.URL, why, advice string) {
	landed, err := url.Parse(r.rec.Target.Landed)
	switch {
	case err == nil && landed.Scheme == "http" && r.judged(landed.Hostname()) && !rfc6265.Loopback(landed.Host):
		return nil, onPlain, ""
	case err == nil && landed.Scheme == "http" && rfc6265.Loopback(landed.Host):
		return nil, "the site is on this machine, and what goes there over plain http crosses no network", ""
	case err != nil || landed.Scheme != "https" || !r.judged(landed.Hostname()):
		return nil, "where the site's plain http is, is not known", ""
	case r.o.Plain != "":
		door, err = url.Parse(r.o.Plain)
		if err != nil {
			return nil, "the address of its plain http is no URL", ""
		}
		return door, "", ""
	case r.target.Scheme == "http":
		return r.target, "", ""
	case rfc6265.Loopback(landed.Host):
		return nil, "on this machine another port may be another application's", "name the site's plain http with plain_http: in the config, or --plain-http"
	case landed.Port() != "" && landed.Port() != "443":
		return nil, "where the plain http of a site on port " + landed.Port() + " is, if anywhere, is not known", "name it with plain_http: in the config, or --plain-http"
	}
	return &url.URL{Scheme: "http", Host: strings.TrimSuffix(landed.Host, ":443")}, "", ""
}

// onPlain is why nothing more is asked of a site without https: all that was seen of it shows what goes over plain http.
const onPlain = "the site itself is on plain http"
