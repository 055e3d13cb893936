// Package recording is what was seen of a target's cookies, as plain data: no browser, no clock, no verdict.
//
// A recording is a list of scenes, one for each part of a run. Scenes hold exchanges (a request and its answer),
// snapshots of the jar, and what page scripts could see. Cookie values are never in it: see [Value].
package recording

import "time"

// Version is the version of the JSON form. It changes when a field changes its meaning or goes away.
const Version = 1

// Recording is all that one run gathered.
type Recording struct {
	Version  int           `json:"version"`
	Tool     string        `json:"tool"`               // name and version of the program that recorded
	Browser  Browser       `json:"browser"`            // what drove the target
	Target   Target        `json:"target"`             // what was asked for
	Declared []Declaration `json:"declared,omitempty"` // the cookies that the user expects, in the order of the config
	Patience Seconds       `json:"patience"`           // longest wait on the real clock
	Started  time.Time     `json:"started"`            // UTC
	Ended    time.Time     `json:"ended"`              // UTC
	Trouble  []string      `json:"trouble,omitempty"`  // what kept the run from being whole, one sentence each
	Notes    []string      `json:"notes,omitempty"`    // what a reader must know of how it was gathered
	Spent    Spent         `json:"spent"`              // where the time went
	Session  *Session      `json:"session,omitempty"`  // how it was logged in; nil: no login was asked for
	Scenes   []Scene       `json:"scenes"`             // in the order in which the parts are declared, at most one a part
}

// Seconds is a duration in seconds, whole or not.
type Seconds float64

// Duration returns s as a duration.
func (s Seconds) Duration() time.Duration { return time.Duration(float64(s) * float64(time.Second)) }

// InSeconds is the inverse of [Seconds.Duration].
func InSeconds(d time.Duration) Seconds { return Seconds(d.Seconds()) }

// Spent says where the wall time of gathering went. A moment in which several things went on counts for the first of
// them in this order.
type Spent struct {
	Chrome Seconds `json:"chrome"` // starting and quitting browsers
	Pages  Seconds `json:"pages"`  // loading pages
	Waits  Seconds `json:"waits"`  // waiting for cookies to expire
	Own    Seconds `json:"own"`    // the rest
	Starts int     `json:"starts"` // browsers started
}

// Browser says which Chrome was driven and how.
type Browser struct {
	Path    string   `json:"path"`
	Product string   `json:"product"`         // as Chrome names itself: "Chrome/156.0.8078.79"
	Flags   []string `json:"flags"`           // command line without the profile's path
	Shell   bool     `json:"shell,omitempty"` // headless-shell, which is not the reference for verdicts
}

// Target is the site under test.
type Target struct {
	URL     string   `json:"url"`                // as asked for
	Name    string   `json:"name,omitempty"`     // by which the config tells it from its other targets; empty: by its URL, or there are none
	Landed  string   `json:"landed"`             // where the first navigation ended
	Pages   []string `json:"pages"`              // visited, the entry page first
	Sites   []string `json:"sites"`              // registrable domains (or hosts) whose cookies are judged: that of URL, and that of Landed when a permanent redirect led there
	AppPath string   `json:"app_path,omitempty"` // where the application begins on a host that it shares with others, as declared; empty: the host is its own
	Digest  string   `json:"digest"`             // of the part of the config that steers gathering
	// Asked are the single settings in that part, in the order of their keys, but for those that a flag or a variable said.
	Asked []Asked `json:"asked,omitempty"`
}

// Asked is one setting of the config.
type Asked struct {
	Key    string `json:"key"`
	Digest string `json:"digest"` // of its value
}

// Declaration is what the user expects of the cookies of one name. A nil or empty field expects nothing.
type Declaration struct {
	Name     string   `json:"name"` // exact, or a glob with * and ?
	Role     string   `json:"role,omitempty"`
	Session  bool     `json:"session,omitempty"`  // lifetime: session
	Lifetime *Seconds `json:"lifetime,omitempty"` // lifetime in seconds
	Within   Seconds  `json:"within,omitempty"`   // tolerance of Lifetime
	HTTPOnly *bool    `json:"http_only,omitempty"`
	Secure   *bool    `json:"secure,omitempty"`
	SameSite string   `json:"same_site,omitempty"` // Strict, Lax or None
	Path     string   `json:"path,omitempty"`
	Domain   string   `json:"domain,omitempty"`
	Optional bool     `json:"optional,omitempty"` // need not come
	File     string   `json:"file,omitempty"`     // where it is declared
	Line     int      `json:"line,omitempty"`     // 1 is the first line
}

// Scene is what one part of the run saw.
type Scene struct {
	Part      Part       `json:"part"`
	State     State      `json:"state"`
	Reason    string     `json:"reason,omitempty"` // why the state is not Done, one sentence
	Notes     []string   `json:"notes,omitempty"`  // what a reader must know of how it was gathered
	Started   time.Time  `json:"started"`
	Ended     time.Time  `json:"ended"`
	Exchanges []Exchange `json:"exchanges,omitempty"` // in the order in which the requests began
	Jars      []Snapshot `json:"jars,omitempty"`      // in the order of time
	Scripts   []Script   `json:"scripts,omitempty"`
	Aged      []Ageing   `json:"aged,omitempty"`     // in part Aged: how far each cookie was moved
	Drops     []Drop     `json:"drops,omitempty"`    // in part Loss
	Echoed    []Echoed   `json:"echoed,omitempty"`   // in part Echo: the jar that was sent
	Probes    []Probe    `json:"probes,omitempty"`   // in the order of time
	Controls  []Control  `json:"controls,omitempty"` // ways to log out that pages offer, in part Login
	Kept      []Kept     `json:"kept,omitempty"`     // what pages keep in the browser beside cookies
	Leaks     []Leak     `json:"leaks,omitempty"`    // cookie values where they do not belong
	Memories  []Memory   `json:"memories,omitempty"` // data of the session as pages showed them
	Sampled   []Sampled  `json:"sampled,omitempty"`  // in part Samples: what is known of the values given
}

// State tells whether a part was gathered.
type State string

const (
	// Done: gathered; the scene is whole.
	Done State = "done"
	// Unneeded: there was nothing to gather, for instance no cookie to age. What depends on it does not apply.
	Unneeded State = "unneeded"
	// Failed: the scene is missing or broken. What depends on it is inconclusive.
	Failed State = "failed"
)

// Moment names when in a scene the jar was read.
type Moment string

const (
	AtStart      Moment = "start"         // the browser is up and has requested nothing
	BeforeKill   Moment = "before-kill"   // in part Crash: the jar is flushed to disk, the browser is about to die
	AtEnd        Moment = "end"           // the last act of the scene is over
	BeforeExpiry Moment = "before-expiry" // aged and waited cookies are in their last seconds
	AfterExpiry  Moment = "after-expiry"  // and their time is over
	BeforeLogin  Moment = "before-login"  // the form is filled in and not yet submitted
	AfterLogin   Moment = "after-login"   // the login is answered and the page has come to rest
	BeforeLogout Moment = "before-logout"
	AfterLogout  Moment = "after-logout" // likewise
	AfterRelogin Moment = "after-relogin"
	BeforeStep   Moment = "before-step" // in part Raised
	AfterStep    Moment = "after-step"
	BeforeLink   Moment = "before-link" // in part Linked
	AfterLink    Moment = "after-link"
)

// Snapshot is the jar at one moment.
type Snapshot struct {
	Moment  Moment    `json:"moment"`
	At      time.Time `json:"at"`
	Seq     int       `json:"seq"` // on the same count as the exchanges of the scene
	Cookies []Cookie  `json:"cookies"`
}

// Cookie is one cookie in Chrome's jar.
type Cookie struct {
	Name      string     `json:"name"`
	Value     Value      `json:"value"`
	Domain    string     `json:"domain"` // a leading dot means that it is not host-only
	Path      string     `json:"path"`
	Expires   *time.Time `json:"expires,omitempty"` // nil: a session cookie
	Secure    bool       `json:"secure,omitempty"`
	HTTPOnly  bool       `json:"http_only,omitempty"`
	SameSite  string     `json:"same_site,omitempty"` // Strict, Lax, None; empty when none was given (Chrome may report Lax)
	Partition string     `json:"partition,omitempty"` // top-level site of a partitioned cookie
}

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
	Header     map[string]string `json:"header,omitempty"` // of the response, lower-case: date, age, location, vary, cache-control, strict-transport-security, clear-site-data, content-type, retry-after
	Lines      []Line            `json:"lines,omitempty"`  // the Set-Cookie lines in their order
	Error      string            `json:"error,omitempty"`  // net::ERR_… when no answer came
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
	Text    string   `json:"text"`              // as received, its value masked; octet lengths and syntax are kept, see [Masker.Line]
	Name    string   `json:"name"`              // as §5.6 splits it
	Value   Value    `json:"value"`             // likewise
	Blocked []string `json:"blocked,omitempty"` // Chrome's reasons for not storing it
}

// Script is what scripts of a page could read.
type Script struct {
	Page  string   `json:"page"`
	Seq   int      `json:"seq"`
	Names []string `json:"names"` // of document.cookie, sorted
}

// Ageing is how a cookie's dates were moved back in the closed profile.
type Ageing struct {
	Name    string    `json:"name"`
	Domain  string    `json:"domain"`
	Path    string    `json:"path"`
	By      Seconds   `json:"by"`      // how far
	Expires time.Time `json:"expires"` // when it ends now
}

// Drop is what the target did when cookies were taken away.
type Drop struct {
	Name   string `json:"name,omitempty"` // of the cookie dropped; empty: all of them
	Domain string `json:"domain,omitempty"`
	Path   string `json:"path,omitempty"`
	URL    string `json:"url"`
	Status int    `json:"status,omitempty"` // of the page that it ended on
	Error  string `json:"error,omitempty"`  // net::ERR_TOO_MANY_REDIRECTS and the like
}

// Echoed is what a page that shows the cookies it is sent shows of one in the jar.
type Echoed struct {
	Name   string `json:"name"`
	Domain string `json:"domain"` // as in [Cookie]
	Path   string `json:"path"`
	Named  bool   `json:"named"`  // the page holds its name
	Valued bool   `json:"valued"` // the page holds its value, as it is or with quotes and escapes undone
}

// Scene returns the scene of a part, or nil.
func (r *Recording) Scene(p Part) *Scene {
	for i := range r.Scenes {
		if r.Scenes[i].Part == p {
			return &r.Scenes[i]
		}
	}
	return nil
}

// Jar returns the scene's first snapshot of a moment, or nil.
func (s *Scene) Jar(m Moment) *Snapshot {
	for i := range s.Jars {
		if s.Jars[i].Moment == m {
			return &s.Jars[i]
		}
	}
	return nil
}
