// Package recording is what was seen of a target's cookies, as plain data: no browser, no clock, no verdict.
//
// A recording is a list of scenes, one for each stage of a run. Scenes hold exchanges (a request and its answer),
// snapshots of the jar, and what page scripts could see. Cookie values are never in it: see [Value].
package recording

import "time"

// Version is the version of the JSON form. It changes when a field changes its meaning or goes away.
const Version = 2

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
	Scenes   []Scene       `json:"scenes"`             // in the order of [Stages], at most one a stage
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
	URL       string   `json:"url"`                 // as asked for
	Name      string   `json:"name,omitempty"`      // by which the config tells it from its other targets; empty: by its URL, or there are none
	Landed    string   `json:"landed"`              // where the first navigation ended
	Pages     []string `json:"pages"`               // visited, the entry page first
	Sites     []string `json:"sites"`               // registrable domains (or hosts) whose cookies are judged: that of URL, and that of Landed when a permanent redirect led there
	AppPath   string   `json:"app_path,omitempty"`  // where the application begins on a host that it shares with others, as declared; empty: the host is its own
	Framework string   `json:"framework,omitempty"` // what the application is made with, as it was started; empty: it was not, or in a way of its own
	Digest    string   `json:"digest"`              // of the part of the config that steers gathering
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

// Scene returns the scene of a stage, or nil.
func (r *Recording) Scene(s Stage) *Scene {
	for i := range r.Scenes {
		if r.Scenes[i].Stage == s {
			return &r.Scenes[i]
		}
	}
	return nil
}
