package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// Jar returns all cookies of the profile.
func (b *Browser) Jar(ctx context.Context) ([]*network.Cookie, error) {
	return b.jar(ctx, "")
}

// JarOf returns all cookies of the browser context that an open tab of [Browser.Stranger] belongs to.
func (b *Browser) JarOf(tab context.Context) ([]*network.Cookie, error) {
	id, err := stranger(tab)
	if err != nil {
		return nil, err
	}
	return b.jar(tab, id)
}

func (b *Browser) jar(ctx context.Context, id cdp.BrowserContextID) ([]*network.Cookie, error) {
	jar, err := call(ctx, b, storage.GetCookies, storage.GetCookiesParams{BrowserContextID: id})
	if err != nil {
		return nil, fmt.Errorf("reading the jar: %w", err)
	}
	return jar.Cookies, nil
}

// SetJarOf replaces the cookies of the browser context that an open tab of [Browser.Stranger] belongs to.
func (b *Browser) SetJarOf(tab context.Context, cookies []*network.Cookie) error {
	id, err := stranger(tab)
	if err != nil {
		return err
	}
	if _, err := call(tab, b, storage.ClearCookies, storage.ClearCookiesParams{BrowserContextID: id}); err != nil {
		return fmt.Errorf("emptying a jar: %w", err)
	}
	if _, err := call(tab, b, storage.SetCookies, storage.SetCookiesParams{Cookies: params(cookies), BrowserContextID: id}); err != nil {
		return fmt.Errorf("filling a jar: %w", err)
	}
	return nil
}

// Put adds cookies to the profile's jar.
func (b *Browser) Put(ctx context.Context, cookies []*network.Cookie) error {
	if _, err := call(ctx, b, storage.SetCookies, storage.SetCookiesParams{Cookies: params(cookies)}); err != nil {
		return fmt.Errorf("filling the jar: %w", err)
	}
	return nil
}

// stranger returns the browser context of a tab, which must not be the profile's: its jar would be lost.
func stranger(tab context.Context) (cdp.BrowserContextID, error) {
	if c := chromedp.FromContext(tab); c != nil && c.BrowserContextID != "" {
		return c.BrowserContextID, nil
	}
	return "", errors.New("the tab is the profile's own, or not open yet")
}

// call sends a command to the browser and waits for the answer as long as ctx allows.
func call[P, R any](ctx context.Context, b *Browser, command cdp.Command[P, R], params P) (R, error) {
	limited, cancel := context.WithCancel(b.ctx)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	result, err := chromedp.CallBrowser(limited, command, params)
	if err != nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	return result, err
}

func params(cookies []*network.Cookie) []*network.CookieParam {
	params := make([]*network.CookieParam, len(cookies))
	for i, c := range cookies {
		p := &network.CookieParam{
			Name: c.Name, Value: c.Value, Path: c.Path, Secure: c.Secure, HTTPOnly: c.HTTPOnly, SameSite: c.SameSite,
			SourceScheme: c.SourceScheme, PartitionKey: c.PartitionKey,
		}
		if strings.HasPrefix(c.Domain, ".") {
			p.Domain = c.Domain
		} else { // a host-only cookie is set by URL, with no domain
			scheme := "http"
			if c.Secure {
				scheme = "https"
			}
			host := c.Domain
			if strings.Contains(host, ":") && !strings.HasPrefix(host, "[") {
				host = "[" + host + "]"
			}
			p.URL = scheme + "://" + host + c.Path
		}
		if !c.Session {
			p.Expires = cdp.TimeSinceEpoch(c.Expires)
		}
		params[i] = p
	}
	return params
}
