package recording

import "time"

// Session is what was found out about logging in, before any of it is judged.
type Session struct {
	By        LoginBy      `json:"by"`
	Page      string       `json:"page,omitempty"`      // URL of the page that the login begins on
	Protected []string     `json:"protected,omitempty"` // URLs for those alone who are logged in; the first is the one that is asked
	Sign      string       `json:"sign,omitempty"`      // what tells that the user is logged in, a clause: "the page has #logout"
	Learnt    bool         `json:"learnt,omitempty"`    // the sign was learnt by comparing, not given
	LogoutBy  string       `json:"logout_by,omitempty"` // how the user logs out, a clause: "the form POST /logout on /account/"; empty: no way is known
	Remember  bool         `json:"remember,omitempty"`  // the login can be asked to remember
	Form      *LoginForm   `json:"form,omitempty"`      // as it was recognised, or given; nil: the login is no form
	Stored    []string     `json:"stored,omitempty"`    // where the login lives that no cookie carries, by experiment: "localStorage (token)"
	Logins    int          `json:"logins"`              // attempts made, refused ones too
	Attempts  []Attempt    `json:"attempts,omitempty"`  // the same, one by one, in the order of time; also those of a stage that was gathered again
	Expected  Expectations `json:"expected"`
}

// Attempt is one attempt to log in. What came of it the probes say that follow.
type Attempt struct {
	Stage Stage     `json:"stage"`
	At    time.Time `json:"at"` // when it began
}

// LoginForm is a login form and a logout, as selectors of CSS.
type LoginForm struct {
	User     string `json:"user"`
	Password string `json:"password"`
	Submit   string `json:"submit,omitempty"`    // empty: Enter submits it
	Remember string `json:"remember,omitempty"`  // empty: there is no such box
	Logout   string `json:"logout,omitempty"`    // what is clicked; empty: none was recognised
	LogoutOn string `json:"logout_on,omitempty"` // URL of the page that has it
}

// LoginBy tells where the recipe of a login comes from.
type LoginBy string

const (
	Found      LoginBy = "found"       // its form was recognised
	Described  LoginBy = "described"   // the config names its fields
	Scripted   LoginBy = "scripted"    // the config gives its steps
	HandedOver LoginBy = "handed-over" // a state was given; no fresh login can be made
)

// Expectations are what the user expects of sessions. A nil or empty field expects nothing.
type Expectations struct {
	Restart    string   `json:"restart,omitempty"`    // "ends" or "lasts": the login, when the browser is quit and started again
	Idle       *Seconds `json:"idle,omitempty"`       // a session that is left alone ends after so long
	Absolute   *Seconds `json:"absolute,omitempty"`   // one that is used ends after so long
	Sliding    *bool    `json:"sliding,omitempty"`    // using the session puts its cookie's end off
	Concurrent string   `json:"concurrent,omitempty"` // "independent": the logins of two browsers do not touch each other; "single": a login ends the one before; "shared": a logout ends both
}

// Answer is what the one who asks is to the target.
type Answer string

const (
	In      Answer = "in"      // logged in
	Out     Answer = "out"     // not logged in
	Broken  Answer = "broken"  // a status of 500 or more, a redirect in a circle, a connection that was closed
	Unclear Answer = "unclear" // too many requests, no network, a page that is neither
)

// ProbeKind names a question.
type ProbeKind string

const (
	// In stage Login, in this order.
	Anonymous ProbeKind = "anonymous"  // before the login, twice
	LoggedIn  ProbeKind = "logged-in"  // right after a login, twice in stage Login; in SecondBrowser, Logout, Fixation, RememberMe, Timeout, Linked once
	Later     ProbeKind = "later"      // after the session was used for a while
	SecondTab ProbeKind = "second-tab" // in another tab of the same browser
	Raced     ProbeKind = "raced"      // in stage SecondBrowser: each of two tabs that had asked at the same moment, asked once more

	// In stage SecondBrowser: after the browser of stage Logout had logged in, and after it had logged out.
	OthersLogin  ProbeKind = "others-login"
	OthersLogout ProbeKind = "others-logout"
	// In stage WrongPassword: another browser that was logged in, before the login with a wrong password and after it.
	OthersRefusal ProbeKind = "others-refusal"

	// In stage Logout, in this order. WentBack's From and Reasons tell how the page came back.
	LoggedOut  ProbeKind = "logged-out" // after the logout
	OtherTab   ProbeKind = "other-tab"  // after the logout: a tab that was open on a protected page, reloaded
	WentBack   ProbeKind = "back"       // after the logout: back to the protected page, as it stands there, unasked
	ReloggedIn ProbeKind = "logged-in-again"
	PlainGet   ProbeKind = "plain-get" // after a page of the target loaded the logout's address as an image; the Control has the address

	// In stage Replay. Each in an empty browser context of its own that is given cookies.
	WithAll    ProbeKind = "with-all"    // all cookies of the login: the control. Unless it is In, what follows proves nothing
	WithoutAll ProbeKind = "without-all" // none
	Without    ProbeKind = "without"     // all but one
	Alone      ProbeKind = "alone"       // one and no other
	Lookalike  ProbeKind = "lookalike"   // another value of the same form in the place of one, beside what the login needs with it
	Tampered   ProbeKind = "tampered"    // likewise, a part of the value changed; Place says which
	ByURL      ProbeKind = "by-url"      // no cookie, but the name and value of one in the query
	BeforeIn   ProbeKind = "before-in"   // the cookies from before the login of part Login
	Early      ProbeKind = "early"       // those that an answer had just replaced. Waited says how long before, at most
	BeforeOut  ProbeKind = "before-out"  // those of part Logout, before the logout: its control
	AfterOut   ProbeKind = "after-out"   // those that the logout request carried, after the logout
	EarlierOut ProbeKind = "earlier-out" // where these had been renewed: those from right after the login, after the logout. Waited says how long after it

	Refusal ProbeKind = "refusal" // in stage WrongPassword: after the login with a wrong password

	// In stages Restart, Crash and RememberMeRestart: in the browser that was started again. In stage CookiesCleared: without cookies.
	Restarted   ProbeKind = "restarted"
	CookiesGone ProbeKind = "cookies-gone"

	// In stage Timeout. Waited says how long.
	Idle     ProbeKind = "idle"     // a page for those who are logged in was left open, unused; Polled counts what it asked for by itself
	Active   ProbeKind = "active"   // the session was used all the time
	Expired  ProbeKind = "expired"  // the cookie's value, given back after its time
	Extended ProbeKind = "extended" // the cookie with its end put off in the jar, after its time

	// In stage Linked, after LoggedIn as the control.
	Arrived      ProbeKind = "arrived"       // the protected page, by a link on a page of another site
	AfterArrival ProbeKind = "after-arrival" // the same page asked for once more, as from the address bar

	// In stage PasswordChange: the browser that had not changed the password, before and after.
	BeforeChange ProbeKind = "before-change"
	AfterChange  ProbeKind = "after-change"
	// In stage PrivilegeChange: after the step.
	AfterRaise ProbeKind = "after-raise"
	OldRaise   ProbeKind = "old-raise" // the cookies from before the step, in an empty browser context, after it
)

// Probe is one time that the target was asked whether the one who asks is logged in.
type Probe struct {
	Kind     ProbeKind `json:"kind"`
	Which              // the cookie that it is about, if it is about one
	Place    string    `json:"place,omitempty"` // of Tampered: "start", "middle", "end" of the value
	At       time.Time `json:"at"`
	Seq      int       `json:"seq,omitempty"`      // on the same count as the exchanges of the scene
	Exchange int       `json:"exchange,omitempty"` // ID of the exchange that ended on the page; 0: none was made
	URL      string    `json:"url"`                // asked
	Landed   string    `json:"landed,omitempty"`   // where that ended
	Status   int       `json:"status,omitempty"`
	Answer   Answer    `json:"answer"`
	Sign     string    `json:"sign,omitempty"` // what showed the answer, a clause
	Waited   Seconds   `json:"waited,omitempty"`
	Polled   int       `json:"polled,omitempty"`
	// PolledURLs are what Polled counts, each address once.
	PolledURLs []string `json:"polled_urls,omitempty"`
	From       PageFrom `json:"from,omitempty"`    // of WentBack
	Reasons    []string `json:"reasons,omitempty"` // of WentBack: why Chrome did not restore the page from its back/forward cache
	Error      string   `json:"error,omitempty"`   // why no page came, or net::ERR_TOO_MANY_REDIRECTS and the like
	Ended      bool     `json:"ended,omitempty"`   // of Replay: asked again with all cookies right after it, nobody was logged in, and a fresh login ended likewise
}

// PageFrom is where a page came from when the browser went back.
type PageFrom string

const (
	FromTarget PageFrom = "target"       // the target was asked again
	FromMemory PageFrom = "bfcache"      // the page itself was kept, as it was
	FromCache  PageFrom = "http-cache"   // its text was kept
	FromNobody PageFrom = "undetermined" // none of it was seen
)

// Control is a way to log out that a page for those who are logged in offers, or that it offers none.
type Control struct {
	Page   string `json:"page"`
	Way    string `json:"way,omitempty"` // "link", "form" or "button" (a script's); empty: none was found
	Method string `json:"method,omitempty"`
	URL    string `json:"url,omitempty"` // the link's or the form's; empty: only a script knows
}

// Kept is one entry of what a page's scripts keep in the browser.
type Kept struct {
	Moment Moment `json:"moment"` // AtStart, AfterLogin, AfterLogout
	Page   string `json:"page"`
	Area   string `json:"area"` // "local", "session" (storage), "indexed" (database: its name alone)
	Key    string `json:"key"`
	Value  Value  `json:"value"`
}

// Leak is a cookie's value seen where it does not belong.
type Leak struct {
	Where  string `json:"where"`        // "url", "referer", "page" (its text or markup), "local", "session" (storage), "indexed" (database)
	At     int    `json:"at,omitempty"` // ID of the exchange; 0: Page says where
	Page   string `json:"page,omitempty"`
	Digest string `json:"digest"` // of the value, see [Value]
}

// MemoryKind says when data of a session was looked for.
type MemoryKind string

const (
	Put       MemoryKind = "put"        // in stage SecondBrowser: right after it was put there
	Recalled  MemoryKind = "recalled"   // by a later request
	InTab     MemoryKind = "second-tab" // in another tab
	ByAnother MemoryKind = "by-another" // in stage Logout: by another browser with a login of its own

	// In stage Forged, in this order.
	BeforeAction  MemoryKind = "before-action"
	AfterAction   MemoryKind = "after-action"    // the user himself has done it; twice
	AfterForgery  MemoryKind = "after-forgery"   // a page of another site has posted it
	AfterOpenPost MemoryKind = "after-open-post" // once more, every cookie being SameSite=None; not over plain http
)

// Memory is what a page showed of data that belong to the session.
type Memory struct {
	Kind  MemoryKind `json:"kind"`
	What  string     `json:"what"`            // a clause: `the text of #note`, `the hidden field "token"`
	Given bool       `json:"given,omitempty"` // the config says that this is session data; else it was recognised
	Value Value      `json:"value"`           // what was shown; empty: nothing was there
	Holds bool       `json:"holds,omitempty"` // of AfterAction: and in it something that the user had filled in
	Page  string     `json:"page"`
	Error string     `json:"error,omitempty"` // why nothing could be looked for
}
