package wire

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/suites/recording"
)

const account = "http://a.test/account/"

// heardIn numbers events as a recorder would.
func heardIn(act recording.Act, data ...any) []Event {
	tab := NewState()
	var events []Event
	for i, d := range data {
		events = append(events, Event{Data: d, seq: 2 * (i + 1), at: time.Unix(1700000000, 0).UTC(), tab: tab, act: act, from: origin{sameSite: true, topLevel: true}})
	}
	return events
}

func request(id, url string) *network.EventRequestWillBeSent {
	return &network.EventRequestWillBeSent{
		RequestID: network.RequestID(id), Request: &network.Request{URL: url, Method: "GET"}, Type: network.ResourceTypeDocument,
		WallTime: cdp.TimeSinceEpoch(1700000000),
	}
}

func redirected(id, url string, status int64) *network.EventRequestWillBeSent {
	e := request(id, url)
	e.RedirectResponse, e.RedirectHasExtraInfo = &network.Response{Status: status}, true
	return e
}

func sent(id, cookie string) *network.EventRequestWillBeSentExtraInfo {
	return &network.EventRequestWillBeSentExtraInfo{RequestID: network.RequestID(id), Headers: network.Headers{"Cookie": cookie}}
}

func answered(id string, status int64, lines string) *network.EventResponseReceivedExtraInfo {
	return &network.EventResponseReceivedExtraInfo{
		RequestID: network.RequestID(id), StatusCode: status, Headers: network.Headers{"set-cookie": lines},
	}
}

func response(id string, extra bool) *network.EventResponseReceived {
	return &network.EventResponseReceived{RequestID: network.RequestID(id), HasExtraInfo: extra, Response: &network.Response{Status: 200}}
}

// TestExchanges: the order in which Chrome tells of a request is not the order in which things happened, and what it tells
// twice must end up in one exchange.
func TestExchanges(t *testing.T) {
	type row struct {
		URL                   string
		Hop                   int
		Wire                  bool
		Status                int
		Pairs, Lines          []string
		Began, Sent, Answered int
		Error                 string
	}
	for name, test := range map[string]struct {
		events []Event
		want   []row
	}{
		"a request and its answer, told in order": {
			heardIn(recording.Navigation, request("1", "http://a.test/"), sent("1", "x=1; y"), response("1", true), answered("1", 200, "a=1; Path=/\nb=2")),
			[]row{{URL: "http://a.test/", Wire: true, Status: 200, Pairs: []string{"x", ""}, Lines: []string{"a", "b"}, Began: 2, Sent: 4, Answered: 8}},
		},
		"the wire is told of before the request": {
			heardIn(recording.Navigation, sent("1", "x=1"), answered("1", 200, "a=1"), request("1", "http://a.test/"), response("1", true)),
			[]row{{URL: "http://a.test/", Wire: true, Status: 200, Pairs: []string{"x"}, Lines: []string{"a"}, Began: 1, Sent: 2, Answered: 4}},
		},
		"each hop of a redirect has its own cookies, in the order of the hops": {
			heardIn(recording.Navigation, request("1", "http://a.test/1"), sent("1", "x=1"), answered("1", 302, "hop=1"), redirected("1", "http://a.test/2", 302),
				sent("1", "x=1; hop=1"), answered("1", 200, "end=1"), response("1", true)),
			[]row{
				{URL: "http://a.test/1", Wire: true, Status: 302, Pairs: []string{"x"}, Lines: []string{"hop"}, Began: 2, Sent: 4, Answered: 6},
				{URL: "http://a.test/2", Hop: 1, Wire: true, Status: 200, Pairs: []string{"x", "hop"}, Lines: []string{"end"}, Began: 8, Sent: 10, Answered: 12},
			},
		},
		"the answer to a hop that is told of late still came before the next hop began": {
			heardIn(recording.Navigation, request("1", "http://a.test/1"), sent("1", ""), redirected("1", "http://a.test/2", 302), answered("1", 302, "hop=1"),
				sent("1", "hop=1"), response("1", true), answered("1", 200, "")),
			[]row{
				{URL: "http://a.test/1", Wire: true, Status: 302, Lines: []string{"hop"}, Began: 2, Sent: 4, Answered: 5},
				{URL: "http://a.test/2", Hop: 1, Wire: true, Status: 200, Pairs: []string{"hop"}, Began: 6, Sent: 10, Answered: 14},
			},
		},
		"an answer from the cache has no wire": {
			heardIn(recording.Navigation, request("1", "http://a.test/"), response("1", false)),
			[]row{{URL: "http://a.test/", Status: 200, Began: 2}},
		},
		"a request that failed after it was sent was on the wire": {
			heardIn(recording.Navigation, request("1", "http://a.test/"), sent("1", "x=1"), &network.EventLoadingFailed{RequestID: "1", ErrorText: "net::ERR_EMPTY_RESPONSE"}),
			[]row{{URL: "http://a.test/", Wire: true, Pairs: []string{"x"}, Began: 2, Sent: 4, Error: "net::ERR_EMPTY_RESPONSE"}},
		},
		"a WebSocket handshake is an exchange": {
			heardIn(recording.Navigation, &network.EventWebSocketCreated{RequestID: "9", URL: "ws://a.test/live"},
				&network.EventWebSocketWillSendHandshakeRequest{RequestID: "9", Request: &network.WebSocketRequest{Headers: network.Headers{"Cookie": "x=1"}}},
				&network.EventWebSocketHandshakeResponseReceived{RequestID: "9", Response: &network.WebSocketResponse{Status: 101, Headers: network.Headers{"Set-Cookie": "a=1"}}}),
			[]row{{URL: "ws://a.test/live", Wire: true, Status: 101, Pairs: []string{"x"}, Lines: []string{"a"}, Began: 2, Sent: 4, Answered: 6}},
		},
		"what was never asked for is not an exchange": {
			heardIn(recording.Navigation, sent("7", "x=1"), answered("7", 200, "a=1"), response("7", true)),
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []row
			for i, e := range Exchanges(test.events, redact.New()) {
				if e.ID != i+1 {
					t.Errorf("exchange %d has id %d", i+1, e.ID)
				}
				r := row{URL: e.URL, Hop: e.Hop, Wire: e.Wire, Status: e.Status, Began: e.Began, Sent: e.Sent, Answered: e.Answered, Error: e.Error}
				for _, p := range e.Pairs {
					r.Pairs = append(r.Pairs, p.Name)
				}
				for _, l := range e.Lines {
					r.Lines = append(r.Lines, l.Name)
				}
				got = append(got, r)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBlockedLinesCarryChromesReason(t *testing.T) {
	t.Parallel()
	lines := redact.New().Lines("a=1; Secure\nb=\x012\nc=3", []*network.BlockedSetCookieWithReason{
		{CookieLine: "b=\x012", BlockedReasons: []network.SetCookieBlockedReason{"DisallowedCharacter"}},
	})
	if len(lines) != 3 || len(lines[0].Blocked)+len(lines[2].Blocked) != 0 || len(lines[1].Blocked) != 1 {
		t.Errorf("blocked: %v", lines)
	}
}

func TestOctetsUndoesChromesDecoding(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"caf\u00c3\u00a9": "café", "caf\u00e9": "caf\xe9", "plain": "plain", "gr\u00c3\u00b6\u00c3\u0178e": "größe", "\u0081\u20ac": "\x81\x80", "already→": "already→"} {
		if got := Octets(in); got != want {
			t.Errorf("Octets(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestARedirectIsSameSiteByItself: an iframe of another site that leads back to the target's carries the target's cookies.
func TestARedirectIsSameSiteByItself(t *testing.T) {
	t.Parallel()
	events := heardIn(recording.Navigation, request("1", "http://idp.test/authorize"), redirected("1", "http://shop.test/callback", 302))
	events[0].from = origin{page: "http://shop.test/"}
	events[1].from = origin{page: "http://elsewhere.test/", sameSite: true, topLevel: true}
	hops := Exchanges(events, redact.New())
	if len(hops) != 2 || hops[0].SameSite || !hops[1].SameSite || hops[1].Page != "http://shop.test/" || hops[1].TopLevel {
		t.Errorf("%+v", hops)
	}
}
