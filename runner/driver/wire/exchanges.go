package wire

import (
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/network"
	"golang.org/x/text/encoding/charmap"

	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// chain is all that was heard of one request id: a request, its redirects, and their answers.
type chain struct {
	hops     []*hop
	sent     []heard[*network.EventRequestWillBeSentExtraInfo]
	answered []heard[*network.EventResponseReceivedExtraInfo]
}

type hop struct {
	Event
	url, method string
	began       time.Time
	kind        network.ResourceType
	onWire      bool // its raw headers were announced
	status      int
	headers     network.Headers
	received    time.Time // when Chrome had the answer's headers; zero: it did not say
	failed      string
}

type heard[T any] struct {
	Event
	data T
}

// Exchanges turns the Events of a scene into exchanges, in the order in which the requests began.
//
// Chrome tells of a request twice: once as the page sees it, once as it went over the wire (ExtraInfo), in no certain order
// and under one id for all hops of a redirect. The nth hop that has ExtraInfo owns the nth of them.
func Exchanges(events []Event, m *redact.Redactor) []recording.Exchange {
	type key struct {
		tab *State
		id  network.RequestID
	}
	chains := map[key]*chain{}
	var order []*chain
	of := func(e Event, id network.RequestID) *chain {
		k := key{e.tab, id}
		if chains[k] == nil {
			chains[k] = &chain{}
			order = append(order, chains[k])
		}
		return chains[k]
	}
	for _, e := range events {
		switch data := e.Data.(type) {
		case *network.EventRequestWillBeSent:
			c := of(e, data.RequestID)
			if data.RedirectResponse != nil && len(c.hops) > 0 {
				c.last().answer(data.RedirectResponse, data.RedirectHasExtraInfo)
			}
			h := &hop{Event: e, url: data.Request.URL, method: data.Request.Method, began: wallTime(float64(data.WallTime)), kind: data.Type}
			if data.RedirectResponse != nil && len(c.hops) > 0 {
				// A redirect keeps its origin. Whether it is same-site is asked of each hop anew, as Chrome does.
				h.from.page, h.from.topLevel = c.hops[0].from.page, c.hops[0].from.topLevel
			}
			c.hops = append(c.hops, h)
		case *network.EventRequestWillBeSentExtraInfo:
			c := of(e, data.RequestID)
			c.sent = append(c.sent, heard[*network.EventRequestWillBeSentExtraInfo]{e, data})
		case *network.EventResponseReceived:
			if c := of(e, data.RequestID); len(c.hops) > 0 {
				c.last().answer(data.Response, data.HasExtraInfo)
			}
		case *network.EventResponseReceivedExtraInfo:
			c := of(e, data.RequestID)
			c.answered = append(c.answered, heard[*network.EventResponseReceivedExtraInfo]{e, data})
		case *network.EventLoadingFailed:
			if c := of(e, data.RequestID); len(c.hops) > 0 {
				c.last().failed = data.ErrorText
			}
		case *network.EventWebSocketCreated:
			c := of(e, data.RequestID)
			c.hops = append(c.hops, &hop{Event: e, url: data.URL, method: http.MethodGet, began: e.at, kind: network.ResourceTypeWebSocket})
		// A handshake has no ExtraInfo: its own events tell of the wire, if not of what Chrome considered.
		case *network.EventWebSocketWillSendHandshakeRequest:
			c := of(e, data.RequestID)
			c.sent = append(c.sent, heard[*network.EventRequestWillBeSentExtraInfo]{e, &network.EventRequestWillBeSentExtraInfo{Headers: data.Request.Headers}})
		case *network.EventWebSocketHandshakeResponseReceived:
			c := of(e, data.RequestID)
			c.answered = append(c.answered, heard[*network.EventResponseReceivedExtraInfo]{e, &network.EventResponseReceivedExtraInfo{
				StatusCode: data.Response.Status, Headers: data.Response.Headers,
			}})
		}
	}
	var all []recording.Exchange
	for _, c := range order {
		all = append(all, c.exchanges(m)...)
	}
	slices.SortStableFunc(all, func(a, b recording.Exchange) int { return a.Began - b.Began })
	for i := range all {
		all[i].ID = i + 1
	}
	return all
}

func (c *chain) last() *hop { return c.hops[len(c.hops)-1] }

func (h *hop) answer(r *network.Response, extra bool) {
	h.onWire = extra
	h.status = int(r.Status)
	h.headers = r.Headers
	if r.ResponseTime > 0 {
		h.received = wallTime(float64(r.ResponseTime) / 1000)
	}
}

// exchanges pairs hops with what went over the wire.
func (c *chain) exchanges(m *redact.Redactor) []recording.Exchange {
	var all []recording.Exchange
	for i, h := range c.hops {
		m.Address(h.url)
		e := recording.Exchange{
			Act: h.doing(), Hop: i, Page: h.from.page, Method: h.method, URL: h.url,
			SameSite: h.from.sameSite, TopLevel: h.from.topLevel,
			Began: h.seq, BeganAt: h.began, Status: h.status, Header: headerOf(h.headers), Error: h.failed,
		}
		raw := Octets
		if h.kind == network.ResourceTypeWebSocket {
			raw = asRead
		}
		// A request that failed before any answer may have gone over the wire all the same: then its ExtraInfo is left over.
		if (h.onWire || i == len(c.hops)-1 && h.status == 0) && len(c.sent) > 0 {
			sent := c.sent[0]
			c.sent = c.sent[1:]
			e.Wire = true
			e.Sent = sent.seq
			e.Pairs = m.Pairs(raw(Header(sent.data.Headers, "cookie")))
			e.Associated = m.Associated(sent.data.AssociatedCookies)
		}
		if (h.onWire || h.status == 0) && len(c.answered) > 0 {
			answered := c.answered[0]
			c.answered = c.answered[1:]
			e.Answered, e.AnsweredAt = answered.seq, answered.at
			if !h.received.IsZero() && h.received.Before(answered.at) { // a busy machine tells us late
				e.AnsweredAt = h.received
			}
			e.Status = int(answered.data.StatusCode)
			e.Header = headerOf(answered.data.Headers)
			e.Lines = m.Lines(raw(Header(answered.data.Headers, "set-cookie")), answered.data.BlockedCookies)
		}
		// The answer to a hop came before the next one began, even where its ExtraInfo was late to arrive.
		if i+1 < len(c.hops) && e.Answered > c.hops[i+1].seq {
			e.Answered = c.hops[i+1].seq - 1
		}
		// What was sent was asked for before, and answered after, in whatever order Chrome told of it.
		if e.Sent != 0 && e.Answered != 0 {
			e.Sent = min(e.Sent, e.Answered-1)
		}
		if e.Sent != 0 {
			e.Began = min(e.Began, e.Sent-1)
		}
		all = append(all, e)
	}
	return all
}

// doing names what made the request: its kind where that says it, else what the harness did.
func (h *hop) doing() recording.Act {
	switch h.kind {
	case network.ResourceTypeDocument:
		if h.from.topLevel {
			return h.act
		}
		if h.act == recording.Form {
			return recording.Form
		}
		return recording.IFrame
	case network.ResourceTypeFetch:
		return recording.Fetch
	case network.ResourceTypeXHR:
		return recording.XHR
	case network.ResourceTypeWebSocket:
		return recording.WebSocket
	case network.ResourceTypePreflight:
		return recording.Preflight
	}
	return recording.SubResource
}

// kept are the response headers that a check may want, none of which holds a secret.
var kept = []string{"date", "age", "location", "vary", "cache-control", "expires", "strict-transport-security", "clear-site-data", "content-type", "retry-after", "x-powered-by"}

func headerOf(headers network.Headers) map[string]string {
	found := map[string]string{}
	for _, name := range kept {
		if value := Header(headers, name); value != "" {
			found[name] = strings.ReplaceAll(value, "\n", ", ") // of several lines of one name, as RFC 9110 §5.3 joins them
		}
	}
	if len(found) == 0 {
		return nil
	}
	return found
}

// Header is the value of one of some headers.
func Header(headers network.Headers, name string) string {
	for key, value := range headers {
		if strings.EqualFold(key, name) {
			text, _ := value.(string)
			return text
		}
	}
	return ""
}

// Bytes undoes what Chrome does to raw headers before it writes them as JSON: it takes them for windows-1252, whatever they
// are. A text that cannot come from that is left as it is.
func Octets(text string) string {
	raw := make([]byte, 0, len(text))
	for _, r := range text {
		octet, ok := charmap.Windows1252.EncodeRune(r)
		switch {
		case ok:
			raw = append(raw, octet)
		case r < 0xA0: // the five bytes that have no letter stand for themselves
			raw = append(raw, byte(r))
		default:
			return text
		}
	}
	return string(raw)
}

// asRead is for the headers of a WebSocket handshake, which Chrome reads as UTF-8.
func asRead(text string) string { return text }

func wallTime(seconds float64) time.Time {
	whole, fraction := math.Modf(seconds)
	return time.Unix(int64(whole), int64(fraction*1e9)).UTC().Round(time.Millisecond)
}
