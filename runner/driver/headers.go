package driver

import (
	"net/url"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/fetch"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Header is a request header.
type Header struct{ Name, Value string }

// userAgent is Chrome's own without "Headless", which some sites turn away, and with our name, so that a site can tell who
// called.
func (d *Driver) userAgent(b *browser.Browser) string {
	if d.UserAgent != "" {
		return d.UserAgent
	}
	return strings.ReplaceAll(b.UserAgent, "HeadlessChrome", "Chrome") + " " + strings.ReplaceAll(d.Tool, " ", "/")
}

// withHeaders adds the user's headers to a request to the target's own site, to no other, and never in the clear when the target is on https.
func (d *Driver) withHeaders(e *fetch.EventRequestPaused) fetch.ContinueRequestParams {
	p := fetch.ContinueRequestParams{RequestID: e.RequestID}
	u, err := url.Parse(e.Request.URL)
	inTheClear := err == nil && d.Target.Scheme == "https" && u.Scheme != "https"
	if err != nil || inTheClear || rfc6265.Site(u.Hostname()) != rfc6265.Site(d.Target.Hostname()) {
		return p
	}
	for name, value := range e.Request.Headers {
		text, _ := value.(string)
		p.Headers = append(p.Headers, &fetch.HeaderEntry{Name: name, Value: text})
	}
	for _, h := range d.Headers {
		p.Headers = slices.DeleteFunc(p.Headers, func(e *fetch.HeaderEntry) bool { return strings.EqualFold(e.Name, h.Name) })
		p.Headers = append(p.Headers, &fetch.HeaderEntry{Name: h.Name, Value: h.Value})
	}
	return p
}
