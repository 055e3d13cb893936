package gather

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/browser"
)

// Picture is what a page of the target looked like, without cookie values and passwords.
type Picture struct {
	Of   string // "login", "logged-in", "logged-out" or "login-failed"
	Page string // URL
	Type string // of the image: "image/webp", "image/png"
	Data []byte
}

// portray hands on a picture of the page that is open. Taking it changes the page: it must be left, or closed, next.
func (r *run) portray(ctx context.Context, b *browser.Browser, t *tab, of string) {
	if r.o.Pictured == nil {
		return
	}
	jar, err := b.JarOf(t.ctx)
	if err != nil { // it is the profile's tab
		jar, err = b.Jar(ctx)
	}
	if err != nil {
		return
	}
	r.masker.jar(jar) // what is in it must not be on the picture
	quality := int64(60)
	if data := r.shoot(ctx, t, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &quality}); data != nil {
		r.hand(ctx, t, Picture{Of: of, Type: "image/webp", Data: data})
	}
}

// hand hands a picture of the open page on.
func (r *run) hand(ctx context.Context, t *tab, p Picture) {
	s, err := r.glance(ctx, t)
	if r.o.Pictured == nil || err != nil || s.err != nil {
		return
	}
	p.Page = r.masker.text(r.shown(s.URL))
	r.o.Pictured(p)
}

// painted waits until the page has been painted once more.
const painted = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`

// shoot takes a picture once all that is secret is blanked; nil: there is none, rather than one with a secret.
func (r *run) shoot(ctx context.Context, t *tab, how page.CaptureScreenshotParams) []byte {
	bounded, cancel := context.WithTimeout(ctx, scripts)
	defer cancel()
	if clean, err := do[bool](bounded, t, "blank", r.masker.secrets()); err != nil || !clean {
		return nil
	}
	if _, err := chromedp.Call(t.within(bounded), page.BringToFront, cdp.Empty{}); err != nil { // what lies behind is not painted
		return nil
	}
	if _, err := script[bool](bounded, t, painted); err != nil {
		return nil
	}
	shot, err := chromedp.Call(t.within(bounded), page.CaptureScreenshot, how)
	if err != nil {
		return nil
	}
	return shot.Data
}
