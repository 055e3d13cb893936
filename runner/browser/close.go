package browser

import (
	"context"
	"slices"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// blank is the URL of a page that asks for nothing.
const blank = "about:blank"

const (
	leaveTimeout = 2 * time.Second
	closeTimeout = 10 * time.Second
	listedAgain  = 5 * time.Millisecond  // until targets are listed again
	closedAgain  = 20 * time.Millisecond // until a target is closed a second time; then twice as long each time
)

// Leave blanks a tab, and returns when its page is gone, or after two seconds. Chrome answers the command before it has taken
// the new page over. What meets that moment is lost: a navigation, though nothing says so, and a close, though it is answered
// with success. The event that the blank page was loaded comes after it.
func Leave(ctx, tab context.Context) {
	if c := chromedp.FromContext(tab); tab.Err() != nil || c == nil || c.Target == nil {
		return // it was never used
	}
	bounded, cancel := context.WithTimeout(tab, leaveTimeout)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	var arrived bool // events come one after the other
	left, leave := context.WithCancel(bounded)
	defer leave()
	if err := chromedp.Listen(bounded, func(event any) {
		switch e := event.(type) {
		case *page.EventFrameNavigated:
			arrived = arrived || e.Frame.ParentID == "" && e.Frame.URL == blank
		case *page.EventLoadEventFired:
			if arrived {
				leave()
			}
		}
	}); err != nil {
		return
	}
	if _, err := chromedp.Call(bounded, page.Navigate, page.NavigateParams{URL: blank}); err == nil {
		<-left.Done()
	}
}

// closeTab closes one tab.
func (b *Browser) closeTab(id target.ID) {
	b.closeAll(func(t *target.Info) bool { return t.TargetID == id })
}

// closeContext closes all tabs of a context and disposes of it. Chrome crashes a minute after the disposal of a context that still
// has a tab: one with a tab that does not close is left to the end of the browser.
func (b *Browser) closeContext(id cdp.BrowserContextID) {
	if b.closeAll(func(t *target.Info) bool { return t.BrowserContextID == id }) {
		chromedp.CallBrowser(b.ctx, target.DisposeBrowserContext, target.DisposeBrowserContextParams{BrowserContextID: id})
	}
}

// closeAll closes tabs until none of them is listed, and tells whether that came true. A close can be lost, see [Leave].
func (b *Browser) closeAll(which func(*target.Info) bool) bool {
	ctx, cancel := context.WithTimeout(b.ctx, closeTimeout)
	defer cancel()
	next, wait := time.Now(), closedAgain
	again := time.NewTicker(listedAgain)
	defer again.Stop()
	for {
		listed, err := b.tabs(ctx, which)
		if err != nil || len(listed) == 0 {
			return err == nil
		}
		if !time.Now().Before(next) {
			for _, t := range listed {
				chromedp.CallBrowser(ctx, target.CloseTarget, target.CloseTargetParams{TargetID: t.TargetID})
			}
			next, wait = time.Now().Add(wait), 2*wait
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return false
		}
	}
}

// tabs lists those that fit, hidden ones, which are of the type "other", included.
func (b *Browser) tabs(ctx context.Context, which func(*target.Info) bool) ([]*target.Info, error) {
	all, err := chromedp.CallBrowser(ctx, target.GetTargets, target.GetTargetsParams{})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all.TargetInfos, func(t *target.Info) bool {
		return t.Type != "page" && t.Type != "other" || !which(t)
	}), nil
}
