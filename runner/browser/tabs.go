package browser

import (
	"context"
	"sync"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Each way to open a tab returns its context and the function that closes it, which returns when the tab is gone. Each event of the
// tab reaches listen, from the first on, in the order of arrival; listen must not block.

// FirstTab is the blank tab that a browser starts with, free of charge and to be had once. Closing it leaves it blank.
func (b *Browser) FirstTab(listen func(event any)) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(b.ctx)
	if err := chromedp.Listen(ctx, listen); err != nil {
		cancel() // the browser is gone, and every call in this tab says so
	}
	return ctx, sync.OnceFunc(func() {
		Leave(context.Background(), ctx) // or the page would go on asking
		cancel()
	})
}

// Tab opens a tab in the browser's own context, the one that the profile keeps, in a window.
func (b *Browser) Tab(listen func(event any)) (context.Context, context.CancelFunc) {
	return b.open(window(), listen, b.closeTab)
}

// Aside is as [Browser.Tab], without a window.
func (b *Browser) Aside(listen func(event any)) (context.Context, context.CancelFunc) {
	return b.open(b.unseen(), listen, b.closeTab)
}

// Beside opens another tab in the context of a stranger's, whose close closes it too.
func (b *Browser) Beside(tab context.Context, listen func(event any)) (context.Context, context.CancelFunc) {
	how := b.unseen()
	how.BrowserContextID = chromedp.FromContext(tab).BrowserContextID
	return b.open(how, listen, b.closeTab)
}

// Stranger opens a tab in an empty context of its own: another user's browser, as far as cookies go. Nothing of it reaches
// the profile, so nothing about restarts can be learnt in it.
func (b *Browser) Stranger(listen func(event any)) (context.Context, context.CancelFunc) {
	if b.headed {
		return b.Window(listen)
	}
	return b.apart(b.unseen(), listen)
}

// Window is as [Browser.Stranger], in a window: only there does Chrome keep a page that is left, see [Options], and paint it.
func (b *Browser) Window(listen func(event any)) (context.Context, context.CancelFunc) {
	return b.apart(window(), listen)
}

func window() target.CreateTargetParams {
	yes := true
	return target.CreateTargetParams{NewWindow: &yes}
}

// unseen is a tab that no window shows. To its page it is as any other, and so are its cookies; but Chrome draws nothing of it,
// which halves the cost of a page. With a head, all is to be seen.
func (b *Browser) unseen() target.CreateTargetParams {
	hidden := !b.headed
	return target.CreateTargetParams{Hidden: &hidden}
}

// apart opens a tab in a context of its own, which goes with it.
func (b *Browser) apart(how target.CreateTargetParams, listen func(event any)) (context.Context, context.CancelFunc) {
	made, err := chromedp.CallBrowser(b.ctx, target.CreateBrowserContext, target.CreateBrowserContextParams{})
	if err != nil {
		return dead(b.ctx)
	}
	how.BrowserContextID = made.BrowserContextID
	return b.open(how, listen, func(target.ID) { b.closeContext(made.BrowserContextID) })
}

// open opens a tab. end is called for it once it is blank and nobody listens any more.
func (b *Browser) open(how target.CreateTargetParams, listen func(event any), end func(target.ID)) (context.Context, context.CancelFunc) {
	how.URL = blank
	tab, err := chromedp.CallBrowser(b.ctx, target.CreateTarget, how)
	if err != nil {
		return dead(b.ctx)
	}
	ctx, detach := chromedp.NewContext(b.ctx, chromedp.WithTargetID(tab.TargetID), chromedp.WithListener(listen), chromedp.WithDetachOnCancel())
	chromedp.FromContext(ctx).BrowserContextID = how.BrowserContextID
	return ctx, sync.OnceFunc(func() {
		Leave(context.Background(), ctx)
		detach()
		end(tab.TargetID)
	})
}

// dead is a tab of a browser that is no more, as every call in it says.
func dead(browser context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(browser)
	cancel()
	return ctx, cancel
}
