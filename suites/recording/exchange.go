package recording

import (
	"net/url"
	"slices"
	"time"
)

// Exchange is one request and its answer. A redirect is an exchange of its own.
//
// Began, Sent and Answered count the events of the scene as they arrived, from 1. A cookie that was answered before another
// request began must be known to that request; one answered between began and sent may be. Zero: never happened.
type Exchange struct {
	ID         int               `json:"id"`             // position in the scene, from 1: "visit#3" is an address
	Act        Act               `json:"act"`            // what made the request
	Hop        int               `json:"hop,omitempty"`  // 0 for a first request, n for the nth redirect after it
	Page       string            `json:"page,omitempty"` // URL of the document that asked for it; empty for a top-level navigation
	Method     string            `json:"method"`
	URL        string            `json:"url"`
	SameSite   bool              `json:"same_site"` // the document and all its ancestors are of the request's site
	TopLevel   bool              `json:"top_level,omitempty"`
	Began      int               `json:"began"`
	Sent       int               `json:"sent,omitempty"`
	Answered   int               `json:"answered,omitempty"`
	BeganAt    time.Time         `json:"began_at"`
	AnsweredAt time.Time         `json:"answered_at,omitzero"`
	Wire       bool              `json:"wire"`                 // seen on the network; without it Pairs and Jar say nothing
	Pairs      []Pair            `json:"pairs,omitempty"`      // the Cookie header as it was sent, in its order
	Associated []Associated      `json:"associated,omitempty"` // the cookies that Chrome considered
	Status     int               `json:"status,omitempty"`
	Header     map[string]string `json:"header,omitempty"` // of the response, lower-case: date, age, location, vary, cache-control, expires, strict-transport-security, clear-site-data, content-type, retry-after, x-powered-by
	Lines      []Line            `json:"lines,omitempty"`  // the Set-Cookie lines in their order
	Error      string            `json:"error,omitempty"`  // net::ERR_… when no answer came
}

// Crossed tells of two exchanges of one scene that both were under way at once, so that only the browser knows which answer it took
// first, and whether the other request left before or after that.
func (e *Exchange) Crossed(other *Exchange) bool {
	before := func(a, b *Exchange) bool { return a.Answered != 0 && a.Answered < b.Began }
	return e != other && !before(e, other) && !before(other, e)
}

// Modifies tells whether its method is one that may change something: none of the safe ones that browsers send, RFC 9110 §9.2.1.
func (e Exchange) Modifies() bool {
	return !slices.Contains([]string{"GET", "HEAD", "OPTIONS"}, e.Method)
}

// Path is the path of the URL, escaped as it was requested.
func (e Exchange) Path() string {
	u, err := url.Parse(e.URL)
	if err != nil {
		return e.URL
	}
	return u.EscapedPath()
}

// Act is the kind of thing that made a request.
type Act string

const (
	Navigation  Act = "navigation"
	Reload      Act = "reload"
	NewTab      Act = "new-tab"
	Back        Act = "back"
	SubResource Act = "sub-resource"
	Fetch       Act = "fetch"
	XHR         Act = "xhr"
	Form        Act = "form"
	IFrame      Act = "iframe"
	Link        Act = "link" // on a page of another site
	WebSocket   Act = "websocket"
	Preflight   Act = "preflight" // carries no cookies by definition
	LoggingIn   Act = "login"     // the login form, or the steps of the login
	LoggingOut  Act = "logout"
	Polling     Act = "polling" // what a page asks for by itself while nobody uses it
)

// Pair is one name=value of a Cookie header.
type Pair struct {
	Name  string `json:"name"`
	Value Value  `json:"value"`
}

// Associated is a cookie that Chrome considered for a request.
type Associated struct {
	Cookie   Cookie   `json:"cookie"`
	Withheld []string `json:"withheld,omitempty"` // Chrome's reasons; empty: it was sent
}

// Line is one Set-Cookie line.
type Line struct {
	Text    string   `json:"text"`              // as received, its value masked; byte lengths and syntax are kept, see [Masker.Line]
	Name    string   `json:"name"`              // as §5.6 splits it
	Value   Value    `json:"value"`             // likewise
	Blocked []string `json:"blocked,omitempty"` // Chrome's reasons for not storing it
}
