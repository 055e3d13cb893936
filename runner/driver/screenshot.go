package driver

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// ImageType is the type of a screenshot.
type ImageType string

// Those that are used.
const (
	PNG  ImageType = "image/png"
	WebP ImageType = "image/webp"
)

// painted waits until the page has been painted once more.
const painted = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`

// Screenshot takes a picture of the open page once all that is secret is blanked; nil: there is none, rather than one with a secret.
// It changes the page, which must be left, or closed, next.
func (t *Tab) Screenshot(ctx context.Context, as ImageType) []byte {
	bounded, cancel := context.WithTimeout(ctx, scripts)
	defer cancel()
	if clean, err := Ask[bool](bounded, t, "blank", t.driver.Redactor.Secrets()); err != nil || !clean {
		return nil
	}
	if _, err := chromedp.Call(t.within(bounded), page.BringToFront, cdp.Empty{}); err != nil { // what lies behind is not painted
		return nil
	}
	if _, err := Evaluate[bool](bounded, t, painted); err != nil {
		return nil
	}
	how := page.CaptureScreenshotParams{}
	if as == WebP {
		quality := int64(60)
		how = page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &quality}
	}
	shot, err := chromedp.Call(t.within(bounded), page.CaptureScreenshot, how)
	if err != nil {
		return nil
	}
	return shot.Data
}
