package driver

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// Cookies is the jar of the browser context that the tab is in.
func (t *Tab) Cookies(ctx context.Context) ([]*network.Cookie, error) {
	jar, err := t.browser.JarOf(t.ctx)
	return jar, t.Explain(ctx, err)
}

// SetCookies empties the jar of the browser context that the tab is in, and fills it.
func (t *Tab) SetCookies(ctx context.Context, jar []*network.Cookie) error {
	return t.Explain(ctx, t.browser.SetJarOf(t.ctx, jar))
}

// ClearCookies takes all cookies away from the profile that the tab is in.
func (t *Tab) ClearCookies(ctx context.Context) error {
	if _, err := chromedp.CallBrowser(t.within(ctx), storage.ClearCookies, storage.ClearCookiesParams{}); err != nil {
		return t.Explain(ctx, fmt.Errorf("emptying the jar: %w", err))
	}
	return nil
}

// ClearStorage takes away what the pages of an origin keep beside cookies.
func (t *Tab) ClearStorage(ctx context.Context, origin string) error {
	if _, err := chromedp.Call(t.within(ctx), storage.ClearDataForOrigin, storage.ClearDataForOriginParams{
		Origin: origin, StorageTypes: "local_storage,indexeddb,service_workers,cache_storage",
	}); err != nil {
		return t.Explain(ctx, fmt.Errorf("emptying the storage: %w", err))
	}
	return nil
}
