package wire

import (
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
)

func document(id string, status int64, cached, extra bool) *network.EventResponseReceived {
	return &network.EventResponseReceived{
		RequestID: network.RequestID(id), FrameID: "main", Type: network.ResourceTypeDocument, HasExtraInfo: extra,
		Response: &network.Response{URL: account, Status: status, FromDiskCache: cached, Headers: network.Headers{"Retry-After": "7"}},
	}
}

func unreachable(loader string) *page.EventFrameNavigated {
	return &page.EventFrameNavigated{Frame: &cdp.Frame{ID: "main", LoaderID: cdp.LoaderID(loader), URL: "chrome-error://chromewebdata/", UnreachableURL: account}}
}

// TestReceived: a document of a navigation was received when the main frame shows one of it, or has since gone on to another.
func TestReceived(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		events              []any
		received            bool // that of loader "2"
		documents, failures int
	}{
		"nothing happened":               {nil, false, 0, 0},
		"it was asked for":               {[]any{navigated("1", account), request("2", account)}, false, 1, 0},
		"it is there":                    {[]any{navigated("1", account), request("2", account), document("2", 200, false, true), navigated("2", account)}, true, 2, 0},
		"it led on":                      {[]any{navigated("2", account), navigated("3", account)}, true, 2, 0},
		"only a blank page is there":     {[]any{navigated("2", "about:blank")}, false, 0, 0},
		"only Chrome's own page of woe":  {[]any{failed("2"), unreachable("2")}, false, 0, 1},
		"only an inner frame's":          {[]any{navigated("1", account), inFrame("2")}, false, 1, 0},
		"the page before went elsewhere": {[]any{navigated("1", account), navigated("9", account)}, false, 2, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := NewState()
			for _, e := range row.events {
				s.hear(e)
			}
			if got := s.Since("2"); got != row.received || s.Documents != row.documents || s.Failures != row.failures {
				t.Errorf("received: %v, %d documents, %d failures", got, s.Documents, s.Failures)
			}
		})
	}
}

// TestAnswer is the one to the document that is open, and from the cache only if nobody was asked.
func TestAnswer(t *testing.T) {
	t.Parallel()
	fresh := Answer{URL: account, Status: 503, RetryAfter: "7"}
	kept := fresh
	kept.FromCache = true
	for name, row := range map[string]struct {
		events []any
		want   Answer
	}{
		"nobody was asked":                  {[]any{navigated("1", account)}, Answer{}},
		"the target answered":               {[]any{document("1", 503, false, true), answered("1", 503, ""), navigated("1", account)}, fresh},
		"the cache answered":                {[]any{document("1", 503, true, false), navigated("1", account)}, kept},
		"the target said it is still right": {[]any{document("1", 503, true, true), answered("1", 304, ""), navigated("1", account)}, fresh},
		"it said so first":                  {[]any{answered("1", 304, ""), document("1", 503, true, true), navigated("1", account)}, fresh},
		"it was to the page before":         {[]any{document("1", 503, false, false), navigated("1", account), navigated("2", account)}, Answer{}},
		"that of the next is not open yet":  {[]any{document("1", 503, false, false), navigated("1", account), document("2", 200, false, false)}, fresh},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := NewState()
			for _, e := range row.events {
				s.hear(e)
			}
			if got := s.Answer(); got != row.want {
				t.Errorf("got %+v, want %+v", got, row.want)
			}
		})
	}
}

// TestOpen are the addresses of what is on its way, each once.
func TestOpen(t *testing.T) {
	t.Parallel()
	s := NewState()
	for _, e := range []any{request("1", "http://a.test/b"), request("2", "http://a.test/a"), request("3", "http://a.test/b"), request("4", "http://a.test/c"), finished("4")} {
		s.hear(e)
	}
	if got := s.Open(); !slices.Equal(got, []string{"http://a.test/a", "http://a.test/b"}) {
		t.Errorf("%q", got)
	}
}
