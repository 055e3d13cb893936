package wire

import (
	"net/url"
	"strings"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// originOf says where a request comes from, for SameSite (RFC 6265bis §5.2.1): the harness's own navigations have no
// initiator and count as same-site; a document's requests are same-site when it and all its ancestors are of the request's
// site.
func (s *State) originOf(e *network.EventRequestWillBeSent) origin {
	target, err := url.Parse(e.Request.URL)
	if err != nil {
		return origin{}
	}
	document := e.Type == network.ResourceTypeDocument
	f := s.frames[e.FrameID]
	topLevel := document && (f == nil || f.parent == "") && (e.FrameID == s.Main || s.Main == "")
	if topLevel {
		if e.Initiator == nil || e.Initiator.Type == network.InitiatorTypeOther && !s.ActingForPage || f == nil {
			return origin{sameSite: true, topLevel: true}
		}
		return origin{page: f.url, sameSite: SameSite(f.url, target), topLevel: true}
	}
	if f == nil {
		return origin{page: e.DocumentURL, sameSite: SameSite(e.DocumentURL, target)}
	}
	from := origin{page: f.url, sameSite: true}
	if document { // an iframe is asked for by its parent
		f = s.frames[f.parent]
		if f != nil {
			from.page = f.url
		}
	}
	for ; f != nil; f = s.frames[f.parent] {
		if f.parent != "" && (f.url == "" || f.url == "about:blank" || f.url == "about:srcdoc") {
			continue // takes the origin of its parent
		}
		if f.foreign || !SameSite(f.url, target) {
			from.sameSite = false
		}
	}
	return from
}

// socketOrigin takes a WebSocket for one of the main document: Chrome does not say which frame opened it.
func (s *State) socketOrigin(socket string) origin {
	target, err := url.Parse(strings.Replace(socket, "ws", "http", 1)) // wss is https to cookies, ws is http
	f := s.frames[s.Main]
	if err != nil || f == nil {
		return origin{}
	}
	return origin{page: f.url, sameSite: SameSite(f.url, target)}
}

// SameSite tells whether a document and a URL are of one site.
func SameSite(document string, target *url.URL) bool {
	u, err := url.Parse(document)
	return err == nil && rfc6265.SameSiteURLs(u, target)
}
