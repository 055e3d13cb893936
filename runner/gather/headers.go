package gather

import (
	"net/url"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/fetch"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// userAgent is Chrome's own without "Headless", which some sites turn away, and with our name, so that a site can tell who
// called.
func (r *run) userAgent(b *browser.Browser) string {
	if r.o.UserAgent != "" {
		return r.o.UserAgent
	}
	return strings.ReplaceAll(b.UserAgent, "HeadlessChrome", "Chrome") + " " + strings.ReplaceAll(r.o.Tool, " ", "/")
}

// withHeaders adds the user's headers to a request to the target's own site, to no other, and never in the clear when the target is on https.
func (r *run) withHeaders(e *fetch.EventRequestPaused) fetch.ContinueRequestParams {
	p := fetch.ContinueRequestParams{RequestID: e.RequestID}
	u, err := url.Parse(e.Request.URL)
	inTheClear := err == nil && r.target.Scheme == "https" && u.Scheme != "https"
	if err != nil || inTheClear || rfc6265.Site(u.Hostname()) != rfc6265.Site(r.target.Hostname()) {
		return p
	}
	for name, value := range e.Request.Headers {
		text, _ := value.(string)
		p.Headers = append(p.Headers, &fetch.HeaderEntry{Name: name, Value: text})
	}
	for _, h := range r.o.Headers {
		p.Headers = slices.DeleteFunc(p.Headers, func(e *fetch.HeaderEntry) bool { return strings.EqualFold(e.Name, h.Name) })
		p.Headers = append(p.Headers, &fetch.HeaderEntry{Name: h.Name, Value: h.Value})
	}
	return p
}
