package wire

import (
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// State is what a tab is doing, as its events tell. It is guarded by the recorder that hears them, see [Recorder.Locked].
type State struct {
	Act           recording.Act // what the harness does in this tab
	ActingForPage bool          // a script of ours acts for the page that is open: what it sets off counts as that page's, though Chrome names no initiator
	UsesCache     bool          // the tab uses the HTTP cache, of whose answers Chrome announces raw headers that never come

	Heard       int // events that belong into the recording
	Main        cdp.FrameID
	Loading     bool     // the main frame
	Loads       int      // load events so far
	Documents   int      // received in the main frame so far, restored ones too; neither blank ones nor Chrome's own that say what failed
	Moved       int      // to other places of the page that is open, in the main frame
	Restored    bool     // the last document came from the back/forward cache
	NotRestored []string // why the last one that was asked for did not
	Failures    int      // documents of Chrome's own that say what failed
	Failure     string   // what that was

	loader   network.RequestID            // of the document that is open
	answers  map[network.RequestID]Answer // to the documents that were asked for
	received map[network.RequestID]bool   // loaders of the documents in the main frame

	frames map[cdp.FrameID]*frame
	open   map[network.RequestID]pending // requests on their way
	extra  map[network.RequestID]int     // answers whose raw headers are still to come
}

// Answer is what the target answered when a document was asked for.
type Answer struct {
	URL        string
	Status     int
	RetryAfter string
	FromCache  bool // the HTTP cache answered, and nobody else
}

type pending struct {
	url      string
	answered time.Time // a fetch alone; else zero
	headed   time.Time // when raw headers came that no answer was announced for yet; else zero
}

// handedOver is how long the answer is waited for whose raw headers came. The script of a shared worker is announced to the worker alone.
const handedOver = 250 * time.Millisecond

// over tells whether nobody waits for the request any more.
func (p pending) over() bool {
	return !p.answered.IsZero() && time.Since(p.answered) >= Unread || !p.headed.IsZero() && time.Since(p.headed) >= handedOver
}

type frame struct {
	parent  cdp.FrameID
	url     string
	foreign bool // lives in another process: by site isolation it is of another site
}

// NewState is that of a tab that has done nothing.
func NewState() *State {
	return &State{
		Act:    recording.Navigation,
		frames: map[cdp.FrameID]*frame{}, answers: map[network.RequestID]Answer{}, received: map[network.RequestID]bool{},
		open: map[network.RequestID]pending{}, extra: map[network.RequestID]int{},
	}
}

// Unread is how long a fetch that was answered is waited for. It ends only when the page reads the body, and many never do.
const Unread = 100 * time.Millisecond

// Quiet tells whether nothing that the page has asked for so far is on its way.
func (s *State) Quiet() bool {
	if s.Loading {
		return false
	}
	for _, p := range s.open {
		if !p.over() {
			return false
		}
	}
	for _, due := range s.extra {
		if due > 0 && !s.UsesCache {
			return false
		}
	}
	return true
}

// hear updates the state, and tells whether the event belongs into the recording.
func (s *State) hear(data any) (kept bool) {
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
			s.Main = e.Frame.ID
			s.loader = network.RequestID(e.Frame.LoaderID)
			switch {
			case e.Frame.UnreachableURL != "":
				s.Failures++
			case e.Frame.URL != "about:blank": // the next page may be on its way already
				s.Documents++
				s.received[s.loader] = true
				s.left(s.loader)
			}
			s.Restored = e.Type == page.NavigationTypeBackForwardCacheRestore
		}
	case *page.EventNavigatedWithinDocument:
		if e.FrameID == s.Main {
			s.Moved++
		}
	case *page.EventBackForwardCacheNotUsed:
		s.NotRestored = nil
		for _, why := range e.NotRestoredExplanations {
			s.NotRestored = append(s.NotRestored, string(why.Reason))
		}
	case *page.EventFrameStartedLoading:
		if e.FrameID == s.Main || s.Main == "" {
			s.Loading = true
		}
	case *page.EventFrameStoppedLoading:
		if e.FrameID == s.Main || s.Main == "" {
			s.Loading = false
		}
	case *page.EventLoadEventFired:
		s.Loads++
	case *network.EventRequestWillBeSent:
		if strings.HasPrefix(e.Request.URL, "data:") || strings.HasPrefix(e.Request.URL, "blob:") {
			return false
		}
		if e.RedirectResponse != nil && e.RedirectHasExtraInfo {
			s.extra[e.RequestID]++
		}
		if awaited(e.Type) {
			s.open[e.RequestID] = pending{url: e.Request.URL}
		}
		return true
	case *network.EventResponseReceived:
		if e.HasExtraInfo && !strings.HasPrefix(e.Response.URL, "data:") {
			s.extra[e.RequestID]++
		}
		if e.Type == network.ResourceTypeDocument && (e.FrameID == s.Main || s.Main == "") {
			asked := e.HasExtraInfo && s.extra[e.RequestID] <= 0 // their raw headers came first
			s.answers[e.RequestID] = Answer{
				URL: e.Response.URL, Status: int(e.Response.Status), RetryAfter: Header(e.Response.Headers, "retry-after"),
				FromCache: e.Response.FromDiskCache && !asked,
			}
		}
		if p, open := s.open[e.RequestID]; open {
			p.headed = time.Time{}
			if e.Type == network.ResourceTypeFetch {
				p.answered = time.Now()
			}
			s.open[e.RequestID] = p
		}
		return true
	case *network.EventResponseReceivedExtraInfo:
		s.extra[e.RequestID]--
		if p, open := s.open[e.RequestID]; open && s.extra[e.RequestID] < 0 {
			p.headed = time.Now()
			s.open[e.RequestID] = p
		}
		if a, ok := s.answers[e.RequestID]; ok { // it was asked, if only whether the text in the cache is still right
			a.FromCache = false
			s.answers[e.RequestID] = a
		}
		return true
	case *network.EventLoadingFinished:
		delete(s.open, e.RequestID)
	case *network.EventLoadingFailed:
		if e.Type == network.ResourceTypeDocument {
			s.Failure = e.ErrorText
		}
		delete(s.open, e.RequestID)
		delete(s.extra, e.RequestID)
		return true
	case *network.EventRequestWillBeSentExtraInfo, *network.EventWebSocketCreated,
		*network.EventWebSocketWillSendHandshakeRequest, *network.EventWebSocketHandshakeResponseReceived:
		return true
	}
	return false
}

// Answer is the one to the document that is open; it is empty where nobody was asked.
func (s *State) Answer() Answer { return s.answers[s.loader] }

// Since tells whether the document of a navigation was received, be it that it is no longer the one that is open.
func (s *State) Since(loader cdp.LoaderID) bool { return s.received[network.RequestID(loader)] }

// Open are the addresses of what is on its way, in order.
func (s *State) Open() []string {
	var urls []string
	for _, p := range s.open {
		urls = append(urls, p.url)
	}
	slices.Sort(urls)
	return slices.Compact(urls)
}

// left forgets what the page before had asked for: nobody waits for it any more. The document itself goes by the loader's id.
func (s *State) left(document network.RequestID) {
	for id := range s.open {
		if id != document {
			delete(s.open, id)
		}
	}
	for id := range s.answers {
		if id != document {
			delete(s.answers, id)
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
