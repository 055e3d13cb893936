package gather

import (
	"context"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// mostDrops bounds how many cookies are taken away one at a time: each costs the target a page.
const mostDrops = 8

// cookieLoss is the stage CookieLoss: it opens the entry page without any cookie, and without one of them at a time, in a context that holds a copy of the jar.
func (r *run) cookieLoss(ctx context.Context, b *browser.Browser) error {
	r.say(recording.CookieLoss, "cookies taken away")
	jar, err := r.targetsOwn(ctx, b)
	if err != nil {
		return err
	}
	scene := recording.Scene{Stage: recording.CookieLoss, Started: time.Now().UTC()}
	if len(jar) == 0 {
		scene.State, scene.Reason = recording.Unneeded, "the target has no cookie to take away"
		r.keep(scene)
		return nil
	}
	t, err := r.driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
	if err != nil {
		return err
	}
	defer t.Close()
	drops := append([]*network.Cookie{nil}, jar[:min(len(jar), mostDrops)]...)
	if len(jar) > mostDrops {
		scene.Notes = append(scene.Notes, "of many cookies only the first few were taken away one at a time")
	}
	for _, dropped := range drops {
		var left []*network.Cookie
		drop := recording.Drop{URL: r.rec.Target.Pages[0]}
		if dropped != nil {
			left = slices.DeleteFunc(slices.Clone(jar), func(c *network.Cookie) bool { return c == dropped })
			drop.Which = r.redactor.Cookie(dropped).Which()
		}
		if err := t.SetCookies(ctx, left); err != nil {
			return err
		}
		seen := len(t.Recorder.Events())
		if err := t.Visit(ctx, recording.Navigation, drop.URL); err != nil {
			if ctx.Err() != nil || err == driver.ErrChromeExited {
				return err
			}
			drop.Error = oneLine(err)
		}
		drop.Status = wire.Ended(wire.Exchanges(t.Recorder.Events()[seen:], r.redactor))
		scene.Drops = append(scene.Drops, drop)
	}
	r.keep(scene)
	return nil
}

// targetsOwn are those cookies of a browser's jar that are judged.
func (r *run) targetsOwn(ctx context.Context, b *browser.Browser) ([]*network.Cookie, error) {
	jar, err := b.Jar(ctx)
	return slices.DeleteFunc(jar, func(c *network.Cookie) bool { return !r.judged(c.Domain) }), err
}
