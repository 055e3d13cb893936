package recording

import "time"

// Scene is what one stage of the run saw.
type Scene struct {
	Stage     Stage      `json:"stage"`
	State     State      `json:"state"`
	Reason    string     `json:"reason,omitempty"` // why the state is not Done, one sentence
	Advice    string     `json:"advice,omitempty"` // what whoever runs the audit can do about that, a clause in the imperative
	Notes     []string   `json:"notes,omitempty"`  // what a reader must know of how it was gathered
	Started   time.Time  `json:"started"`
	Ended     time.Time  `json:"ended"`
	Exchanges []Exchange `json:"exchanges,omitempty"` // in the order in which the requests began
	Jars      []Snapshot `json:"jars,omitempty"`      // in the order of time
	Scripts   []Script   `json:"scripts,omitempty"`
	Aged      []Ageing   `json:"aged,omitempty"`     // in stage Aged: how far each cookie was moved
	Drops     []Drop     `json:"drops,omitempty"`    // in stage CookieLoss
	Echoed    []Echoed   `json:"echoed,omitempty"`   // in stage Echo: the jar that was sent
	Probes    []Probe    `json:"probes,omitempty"`   // in the order of time
	Controls  []Control  `json:"controls,omitempty"` // ways to log out that pages offer, in stage Login
	Kept      []Kept     `json:"kept,omitempty"`     // what pages keep in the browser beside cookies
	Leaks     []Leak     `json:"leaks,omitempty"`    // cookie values where they do not belong
	Memories  []Memory   `json:"memories,omitempty"` // data of the session as pages showed them
	Sampled   []Sampled  `json:"sampled,omitempty"`  // in stage Samples: what is known of the values given
}

// State tells whether a stage was gathered.
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
	BeforeKill   Moment = "before-kill"   // in stage Crash: the jar is flushed to disk, the browser is about to die
	AtEnd        Moment = "end"           // the last act of the scene is over
	BeforeExpiry Moment = "before-expiry" // aged and waited cookies are in their last seconds
	AfterExpiry  Moment = "after-expiry"  // and their time is over
	BeforeLogin  Moment = "before-login"  // the form is filled in and not yet submitted
	AfterLogin   Moment = "after-login"   // the login is answered and the page has come to rest
	BeforeLogout Moment = "before-logout"
	AfterLogout  Moment = "after-logout" // likewise
	AfterRelogin Moment = "after-relogin"
	BeforeStep   Moment = "before-step" // in stage PrivilegeChange
	AfterStep    Moment = "after-step"
	BeforeLink   Moment = "before-link" // in stage Linked
	AfterLink    Moment = "after-link"
	AsStranger   Moment = "as-stranger" // in stage Replay: what the protected page gave a browser without cookies
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

// Which says which cookie of a jar an entry is about, as [Cookie] has it.
type Which struct {
	Name      string `json:"name,omitempty"`
	Domain    string `json:"domain,omitempty"`
	Path      string `json:"path,omitempty"`
	Partition string `json:"partition,omitempty"`
}

// Which is what tells the cookie from all others of its jar.
func (c Cookie) Which() Which { return Which{c.Name, c.Domain, c.Path, c.Partition} }

// Script is what scripts of a page could read.
type Script struct {
	Page  string   `json:"page"`
	Seq   int      `json:"seq"`
	Names []string `json:"names"` // of document.cookie, sorted
}

// Ageing is how a cookie's dates were moved back in the closed profile.
type Ageing struct {
	Which
	By      Seconds   `json:"by"`      // how far
	Expires time.Time `json:"expires"` // when it ends now
}

// Drop is what the target did when cookies were taken away.
type Drop struct {
	Which         // the cookie dropped; empty: all of them
	URL    string `json:"url"`
	Status int    `json:"status,omitempty"` // of the page that it ended on
	Error  string `json:"error,omitempty"`  // net::ERR_TOO_MANY_REDIRECTS and the like
}

// Echoed is what a page that shows the cookies it is sent shows of one in the jar.
type Echoed struct {
	Which
	Named  bool `json:"named"`  // the page holds its name
	Valued bool `json:"valued"` // the page holds its value, as it is or with quotes and escapes undone
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
