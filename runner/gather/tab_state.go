package gather

import (
	"net/url"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"

	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// tabState is what a tab is doing, as its events tell.
type tabState struct {
	main    cdp.FrameID
	frames  map[cdp.FrameID]*frame
	loading bool                            // the main frame
	loaded  int                             // load events so far
	open    map[network.RequestID]time.Time // requests on their way; when a fetch was answered, else zero
	extra   map[network.RequestID]int       // answers whose raw headers are still to come

	ours      bool     // a script of ours acts for the page that is open: what it sets off counts as that page's, though Chrome names no initiator
	cached    bool     // the tab uses the HTTP cache, of whose answers Chrome announces raw headers that never come
	arrived   int      // documents in the main frame so far, restored ones too
	restored  bool     // the last of them came from the back/forward cache
	unstored  []string // why the last one that was asked for did not
	fromCache bool     // its text came from the HTTP cache
}

type frame struct {
	parent  cdp.FrameID
	url     string
	foreign bool // lives in another process: by site isolation it is of another site
}

func newTabState() *tabState {
	return &tabState{
		frames: map[cdp.FrameID]*frame{}, open: map[network.RequestID]time.Time{}, extra: map[network.RequestID]int{},
	}
}

// unread is how long a fetch that was answered is waited for. It ends only when the page reads the body, and many never do.
const unread = 100 * time.Millisecond

// quiet tells whether nothing that the page has asked for so far is on its way.
func (s *tabState) quiet() bool {
	if s.loading {
		return false
	}
	for _, answered := range s.open {
		if answered.IsZero() || time.Since(answered) < unread {
			return false
		}
	}
	for _, due := range s.extra {
		if due > 0 && !s.cached {
			return false
		}
	}
	return true
}

// hear updates the state, and tells whether the event belongs into the recording.
func (s *tabState) hear(data any) (kept bool) {
	switch e := data.(type) {
	case *page.EventFrameAttached:
		s.frames[e.FrameID] = &frame{parent: e.ParentFrameID}
	case *page.EventFrameDetached:
		if f := s.frames[e.FrameID]; f != nil && e.Reason == page.FrameDetachedReasonSwap {
			f.foreign = true
		}
	case *page.EventFrameNavigated:
		s.frames[e.Frame.ID] = &frame{parent: e.Frame.ParentID, url: e.Frame.URL}
		if e.Frame.ParentID == "" {
			s.main = e.Frame.ID
			s.arrived++
			if e.Frame.URL != "about:blank" { // the next page may be on its way already
				s.left(network.RequestID(e.Frame.LoaderID))
			}
			s.restored = e.Type == page.NavigationTypeBackForwardCacheRestore
		}
	case *page.EventBackForwardCacheNotUsed:
		s.unstored = nil
		for _, why := range e.NotRestoredExplanations {
			s.unstored = append(s.unstored, string(why.Reason))
		}
	case *page.EventFrameStartedLoading:
		if e.FrameID == s.main || s.main == "" {
			s.loading = true
		}
	case *page.EventFrameStoppedLoading:
		if e.FrameID == s.main || s.main == "" {
			s.loading = false
		}
	case *page.EventLoadEventFired:
		s.loaded++
	case *network.EventRequestWillBeSent:
		if strings.HasPrefix(e.Request.URL, "data:") || strings.HasPrefix(e.Request.URL, "blob:") {
			return false
		}
		if e.RedirectResponse != nil && e.RedirectHasExtraInfo {
			s.extra[e.RequestID]++
		}
		if awaited(e.Type) {
			s.open[e.RequestID] = time.Time{}
		}
		return true
	case *network.EventResponseReceived:
		if e.HasExtraInfo && !strings.HasPrefix(e.Response.URL, "data:") {
			s.extra[e.RequestID]++
		}
		if e.Type == network.ResourceTypeDocument && e.FrameID == s.main {
			s.fromCache = e.Response.FromDiskCache
		}
		if _, open := s.open[e.RequestID]; open && e.Type == network.ResourceTypeFetch {
			s.open[e.RequestID] = time.Now()
		}
		return true
	case *network.EventResponseReceivedExtraInfo:
		s.extra[e.RequestID]--
		return true
	case *network.EventLoadingFinished:
		delete(s.open, e.RequestID)
	case *network.EventLoadingFailed:
		delete(s.open, e.RequestID)
		delete(s.extra, e.RequestID)
		return true
	case *network.EventRequestWillBeSentExtraInfo, *network.EventWebSocketCreated,
		*network.EventWebSocketWillSendHandshakeRequest, *network.EventWebSocketHandshakeResponseReceived:
		return true
	}
	return false
}

// left forgets what the page before had asked for: nobody waits for it any more. The document itself goes by the loader's id.
func (s *tabState) left(document network.RequestID) {
	for id := range s.open {
		if id != document {
			delete(s.open, id)
		}
	}
	for id, due := range s.extra {
		if id != document && due > 0 { // below zero: they came before what announces them
			delete(s.extra, id)
		}
	}
}

// awaited tells whether a page is not quiet before such a request has ended. Streams never end, and nobody waits for pings.
func awaited(t network.ResourceType) bool {
	switch t {
	case network.ResourceTypeEventSource, network.ResourceTypePing, network.ResourceTypeMedia, network.ResourceTypePrefetch,
		network.ResourceTypeOther, network.ResourceTypeCSPViolationReport:
		return false
	}
	return true
}

// originOf says where a request comes from, for SameSite (RFC 6265bis §5.2.1): the harness's own navigations have no
// initiator and count as same-site; a document's requests are same-site when it and all its ancestors are of the request's
// site.
func (s *tabState) originOf(e *network.EventRequestWillBeSent) origin {
	target, err := url.Parse(e.Request.URL)
	if err != nil {
		return origin{}
	}
	document := e.Type == network.ResourceTypeDocument
	f := s.frames[e.FrameID]
	topLevel := document && (f == nil || f.parent == "") && (e.FrameID == s.main || s.main == "")
	if topLevel {
		if e.Initiator == nil || e.Initiator.Type == network.InitiatorTypeOther && !s.ours || f == nil {
			return origin{sameSite: true, topLevel: true}
		}
		return origin{page: f.url, sameSite: sameSite(f.url, target), topLevel: true}
	}
	if f == nil {
		return origin{page: e.DocumentURL, sameSite: sameSite(e.DocumentURL, target)}
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
		if f.foreign || !sameSite(f.url, target) {
			from.sameSite = false
		}
	}
	return from
}

// socketOrigin takes a WebSocket for one of the main document: Chrome does not say which frame opened it.
func (s *tabState) socketOrigin(socket string) origin {
	target, err := url.Parse(strings.Replace(socket, "ws", "http", 1)) // wss is https to cookies, ws is http
	f := s.frames[s.main]
	if err != nil || f == nil {
		return origin{}
	}
	return origin{page: f.url, sameSite: sameSite(f.url, target)}
}

func sameSite(document string, target *url.URL) bool {
	u, err := url.Parse(document)
	return err == nil && rfc6265.SameSiteURLs(u, target)
}
