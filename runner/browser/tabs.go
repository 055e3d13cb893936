package browser

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Each way to open a tab returns its context and the function that closes it. Each event of the tab reaches listen, from the first
// on, in the order of arrival; listen must not block.

// FirstTab is the blank tab that a browser starts with, free of charge and to be had once. Closing it leaves it blank.
func (b *Browser) FirstTab(listen func(event any)) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(b.ctx)
	closing := func() {
		leaving, done := context.WithTimeout(ctx, time.Second)
		defer done()
		chromedp.Call(leaving, page.Navigate, page.NavigateParams{URL: "about:blank"}) // or the page would go on asking
		cancel()
	}
	if err := chromedp.Listen(ctx, listen); err != nil {
		cancel() // the browser is gone, and every call in this tab says so
	}
	return ctx, closing
}

// Tab opens a tab in the browser's own context, the one that the profile keeps, in a window.
func (b *Browser) Tab(listen func(event any)) (context.Context, context.CancelFunc) {
	return chromedp.NewContext(b.ctx, chromedp.WithListener(listen))
}

// Aside is as [Browser.Tab], without a window.
func (b *Browser) Aside(listen func(event any)) (context.Context, context.CancelFunc) {
	return b.open("", listen)
}

// Stranger opens a tab in an empty context of its own: another user's browser, as far as cookies go. Nothing of it reaches
// the profile, so nothing about restarts can be learnt in it.
func (b *Browser) Stranger(listen func(event any)) (context.Context, context.CancelFunc) {
	if b.headed {
		return b.Window(listen)
	}
	dispose := true
	made, err := chromedp.CallBrowser(b.ctx, target.CreateBrowserContext, target.CreateBrowserContextParams{DisposeOnDetach: &dispose})
	if err != nil {
		return dead(b.ctx)
	}
	ctx, end := b.open(made.BrowserContextID, listen)
	return ctx, func() {
		end()
		chromedp.CallBrowser(b.ctx, target.DisposeBrowserContext, target.DisposeBrowserContextParams(made))
	}
}

// Window is as [Browser.Stranger], in a window: only there does Chrome keep a page that is left, see [Options], and paint it.
func (b *Browser) Window(listen func(event any)) (context.Context, context.CancelFunc) {
	return chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(listen))
}

// Beside opens another tab in the context of a stranger's.
func (b *Browser) Beside(tab context.Context, listen func(event any)) (context.Context, context.CancelFunc) {
	return b.open(chromedp.FromContext(tab).BrowserContextID, listen)
}

// open opens a tab that no window shows. To its page it is as any other, and so are its cookies; but Chrome draws nothing of it, which
// halves the cost of a page. With a head, all is to be seen.
func (b *Browser) open(id cdp.BrowserContextID, listen func(event any)) (context.Context, context.CancelFunc) {
	hidden := !b.headed
	tab, err := chromedp.CallBrowser(b.ctx, target.CreateTarget, target.CreateTargetParams{URL: "about:blank", BrowserContextID: id, Hidden: &hidden})
	if err != nil {
		return dead(b.ctx)
	}
	ctx, end := chromedp.NewContext(b.ctx, chromedp.WithTargetID(tab.TargetID), chromedp.WithListener(listen))
	chromedp.FromContext(ctx).BrowserContextID = id
	return ctx, end
}

// dead is a tab of a browser that is no more, as every call in it says.
func dead(browser context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(browser)
	cancel()
	return ctx, cancel
}
