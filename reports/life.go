package reports

// Life is what became of the cookies from stage to stage: the picture of a run.
type Life struct {
	Stages []Stage `json:"stages"` // in the order in which they are told
	Lanes  []Lane  `json:"lanes"`  // one for each of the target's own cookies, in their order
}

// Stage is a stage of the run in which a browser held cookies.
type Stage struct {
	Name   string  `json:"name"`            // of the stage: "visit", "restart"
	After  string  `json:"after,omitempty"` // what was done to the browser just before: see [Restarted]; empty: it went on
	Line   string  `json:"line"`            // of browsers: stages of one follow each other; another begins with an empty jar
	State  string  `json:"state"`           // "done", "unneeded" or "failed"
	Reason string  `json:"reason,omitempty"`
	From   float64 `json:"from"` // seconds since the run began
	To     float64 `json:"to"`
	Marks  []Event `json:"marks"` // what the harness did in it: [LoggedIn], [LoggedOut]
}

// What was done to a browser before a stage.
const (
	Restarted = "restart" // quit and started again
	Crashed   = "crash"   // killed and started again
	Restored  = "restore" // quit, and started with "Continue where you left off"
	Aged      = "aged"    // quit, the dates of its cookies moved back, and started again
	Waited    = "waited"  // quit and started again, to wait on the real clock
)

// The lines of browsers.
const (
	First      = "first"       // the browser that visited, and what was done with copies of its profile
	Leaving    = "leaving"     // the one that logs out
	Remembered = "remember-me" // the one that asks to be remembered
)

// Lane is the life of one cookie.
type Lane struct {
	Cookie Subject `json:"cookie"`
	Spans  []Span  `json:"spans"` // the stages in which it was there or something happened to it, in their order
}

// Span is one cookie in one stage.
type Span struct {
	Stage    string     `json:"stage"`
	Start    Held       `json:"start"`          // as the stage began
	End      Held       `json:"end"`            // as it ended
	Want     Held       `json:"want,omitempty"` // what it had to be as the stage began, or at its end where Late; empty: either is right
	Late     bool       `json:"late,omitempty"` // Want is about the end of the stage
	Copy     Held       `json:"copy,omitempty"` // whether a copy of a session's cookie, taken before the logout of the stage, was logged in after it
	Sent     int        `json:"sent"`           // requests that carried it
	Withheld []Withheld `json:"withheld"`       // requests that the browser kept it from
	Events   []Event    `json:"events"`         // in the order of time
}

// Held tells whether a jar held a cookie.
type Held string

const (
	There  Held = "there"
	Gone   Held = "gone"
	Unseen Held = "" // nobody looked
)

// Astray tells whether the cookie, or a copy of it, lives where it should have died, or is dead where it should live.
func (s Span) Astray() bool { return s.Misplaced() || s.Copy == There }

// Misplaced tells whether the jar held the cookie where it should not, or did not where it should.
func (s Span) Misplaced() bool {
	is := s.Start
	if s.Late {
		is = s.End
	}
	return s.Want != Unseen && is != Unseen && is != s.Want
}

// Withheld counts the requests that a cookie was kept from for one reason.
type Withheld struct {
	Reason string `json:"reason"` // as the browser names it: "NotOnPath"
	Count  int    `json:"count"`
	At     string `json:"at"` // the first of them in the recording
}

// Event is one thing that happened in a stage.
type Event struct {
	Kind  string  `json:"kind"`
	At    string  `json:"at,omitempty"`    // in the recording: "visit#3"
	Time  float64 `json:"time"`            // seconds since the run began
	Place float64 `json:"place"`           // in the stage, from 0 to 1 in the order of what happened
	Count int     `json:"count,omitempty"` // of [Renewed]: renewals one after the other are one event, at the first of them
	Text  string  `json:"text,omitempty"`  // what more there is to say, a clause
}

// Kinds of events.
const (
	Set       = "set"      // by an answer; it was not there before
	Renewed   = "renewed"  // by an answer; it was there before
	Deleted   = "deleted"  // by an answer
	Refused   = "refused"  // a line that the browser does not store
	Appeared  = "appeared" // in the jar, though no answer set it: a script did
	Vanished  = "vanished" // from the jar, though no answer deleted it: a script did
	Due       = "due"      // its end
	LoggedIn  = "login"    // of the harness
	LoggedOut = "logout"   // of the harness
)
