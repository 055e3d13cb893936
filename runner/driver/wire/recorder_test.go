package wire

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
)

func navigated(loader, url string) *page.EventFrameNavigated {
	return &page.EventFrameNavigated{Frame: &cdp.Frame{ID: "main", LoaderID: cdp.LoaderID(loader), URL: url}}
}

func inFrame(loader string) *page.EventFrameNavigated {
	return &page.EventFrameNavigated{Frame: &cdp.Frame{ID: "inner", ParentID: "main", LoaderID: cdp.LoaderID(loader), URL: "http://a.test/inner"}}
}

func ofType(e *network.EventRequestWillBeSent, kind network.ResourceType) *network.EventRequestWillBeSent {
	e.Type = kind
	return e
}

func fetched(e *network.EventResponseReceived) *network.EventResponseReceived {
	e.Type = network.ResourceTypeFetch
	return e
}

func finished(id string) *network.EventLoadingFinished {
	return &network.EventLoadingFinished{RequestID: network.RequestID(id)}
}

func failed(id string) *network.EventLoadingFailed {
	return &network.EventLoadingFailed{RequestID: network.RequestID(id)}
}

// TestQuiet: a page is quiet when all that it has asked for was answered, with the raw headers of each answer.
func TestQuiet(t *testing.T) {
	t.Parallel()
	started, stopped := &page.EventFrameStartedLoading{FrameID: "main"}, &page.EventFrameStoppedLoading{FrameID: "main"}
	for name, row := range map[string]struct {
		events []any
		want   bool
	}{
		"nothing happened":               {nil, true},
		"it is loading":                  {[]any{started}, false},
		"it has loaded":                  {[]any{started, stopped}, true},
		"an inner frame is loading":      {[]any{navigated("1", account), &page.EventFrameStartedLoading{FrameID: "inner"}}, true},
		"a request is on its way":        {[]any{request("1", account)}, false},
		"a request has ended":            {[]any{request("1", account), response("1", false), finished("1")}, true},
		"a request has failed":           {[]any{request("1", account), failed("1")}, true},
		"it failed with headers due":     {[]any{request("1", account), response("1", true), failed("1")}, true},
		"the raw headers are due":        {[]any{request("1", account), response("1", true), finished("1")}, false},
		"the raw headers came":           {[]any{request("1", account), response("1", true), answered("1", 200, ""), finished("1")}, true},
		"the raw headers came first":     {[]any{request("1", account), answered("1", 200, ""), response("1", true), finished("1")}, true},
		"the answer is to be announced":  {[]any{request("1", account), answered("1", 200, "")}, false},
		"a hop's raw headers are due":    {[]any{request("1", account), redirected("1", account, 302), response("1", false), finished("1")}, false},
		"a stream never ends":            {[]any{ofType(request("1", account), network.ResourceTypeEventSource)}, true},
		"nobody waits for a ping":        {[]any{ofType(request("1", account), network.ResourceTypePing)}, true},
		"data: is no request":            {[]any{request("1", "data:,x")}, true},
		"a fetch that was just answered": {[]any{ofType(request("1", account), network.ResourceTypeFetch), fetched(response("1", false))}, false},
		"a fetch without an answer":      {[]any{ofType(request("1", account), network.ResourceTypeFetch)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := NewState()
			for _, e := range row.events {
				s.hear(e)
			}
			if got := s.Quiet(); got != row.want {
				t.Errorf("quiet: %v, open %v, raw headers due %v", got, s.open, s.extra)
			}
		})
	}
}

// TestQuietDoesNotWaitForAFetchThatNobodyReads longer than a moment.
func TestQuietDoesNotWaitForAFetchThatNobodyReads(t *testing.T) {
	t.Parallel()
	s := NewState()
	s.open["1"] = pending{answered: time.Now().Add(-Unread)}
	if !s.Quiet() {
		t.Error("it waits on")
	}
}

// TestQuietDoesNotWaitForTheScriptOfASharedWorker, whose answer is announced to the worker alone: the page sees its raw headers.
func TestQuietDoesNotWaitForTheScriptOfASharedWorker(t *testing.T) {
	t.Parallel()
	s := NewState()
	for _, e := range []any{request("1", account), answered("1", 200, "")} {
		s.hear(e)
	}
	p := s.open["1"]
	p.headed = p.headed.Add(-handedOver)
	s.open["1"] = p
	if !s.Quiet() {
		t.Error("it waits on")
	}
	s.hear(response("1", true))
	if s.Quiet() {
		t.Error("it does not wait for the body of an answer that was announced late")
	}
}

// TestQuietInTheCache: of answers from there Chrome announces raw headers that never come.
func TestQuietInTheCache(t *testing.T) {
	t.Parallel()
	s := NewState()
	s.UsesCache = true
	for _, e := range []any{request("1", account), response("1", true), finished("1")} {
		s.hear(e)
	}
	if !s.Quiet() {
		t.Error("it waits for them")
	}
}

// TestLeft: who leaves a page waits no longer for what it had asked for, but for what the next one does.
func TestLeft(t *testing.T) {
	t.Parallel()
	const next = "http://a.test/next"
	for name, row := range map[string]struct {
		events []any
		want   bool
	}{
		"a request of the page before":       {[]any{request("1", account), navigated("2", next)}, true},
		"raw headers of the page before":     {[]any{request("1", account), response("1", true), navigated("2", next)}, true},
		"the document itself":                {[]any{request("2", next), navigated("2", next)}, false},
		"raw headers of the document":        {[]any{request("2", next), response("2", true), navigated("2", next), finished("2")}, false},
		"raw headers before their answer":    {[]any{request("1", next), answered("1", 200, ""), navigated("2", next), response("1", true), finished("1")}, true},
		"a request of the next page":         {[]any{navigated("2", next), request("3", next)}, false},
		"an inner frame leaves nothing":      {[]any{navigated("2", next), request("3", next), inFrame("4")}, false},
		"a blank page on the way to another": {[]any{request("2", next), navigated("1", "about:blank")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := NewState()
			for _, e := range row.events {
				s.hear(e)
			}
			if got := s.Quiet(); got != row.want {
				t.Errorf("quiet: %v, open %v, raw headers due %v", got, s.open, s.extra)
			}
		})
	}
}

// TestHowAPageCameBack: from the browser's memory, or why not.
func TestHowAPageCameBack(t *testing.T) {
	t.Parallel()
	back := navigated("1", account)
	back.Type = page.NavigationTypeBackForwardCacheRestore
	s := NewState()
	s.hear(back)
	if !s.Restored || s.Documents != 1 {
		t.Errorf("restored: %v, arrived: %d", s.Restored, s.Documents)
	}
	s.hear(&page.EventBackForwardCacheNotUsed{NotRestoredExplanations: []*page.BackForwardCacheNotRestoredExplanation{{Reason: "CacheControlNoStore"}}})
	s.hear(navigated("2", account))
	if s.Restored || len(s.NotRestored) != 1 || s.NotRestored[0] != "CacheControlNoStore" {
		t.Errorf("restored: %v, because of %q", s.Restored, s.NotRestored)
	}
}

// TestSince: what the other tabs of a scene did is not this one's.
func TestSince(t *testing.T) {
	t.Parallel()
	r := NewRecorder()
	one, other := NewState(), NewState()
	r.Hear(one, request("1", account))
	r.Hear(other, request("2", account))
	r.Hear(one, finished("1")) // is not kept
	r.Hear(one, request("3", account))
	if all := r.Since(one, 0); len(all) != 2 {
		t.Errorf("%d events of one tab", len(all))
	}
	if later := r.Since(one, 1); len(later) != 1 || later[0].seq != 6 {
		t.Errorf("later: %v", later)
	}
	if n := r.Count(); n != 8 || len(r.Events()) != 3 {
		t.Errorf("the count is %d, of %d events", n, len(r.Events()))
	}
}
