// Package recipe says in plain data how one logs into a target and out of it, what tells that one is in, and what the user
// expects of sessions. The config writes it, package gather follows it.
package recipe

import (
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Session is all that is asked for about logins. A nil *Session: nothing is.
type Session struct {
	User        string   // for a form that is found by itself; may be empty where Fill or Steps say it
	Password    string   // likewise; never printed
	TOTP        string   // secret of one-time codes, in Base32 or as otpauth:// address; empty: none; never printed
	CodeCommand Command  // prints the one-time codes that come by mail or SMS; zero: none is needed
	Passkey     *Passkey // that the user confirms with, beside all else; nil: none
	URL         string   // page that the login begins on, absolute or relative to the target; empty: found
	Hosts       []string // beside the target's own, at which the password may be typed
	Fill        []Fill   // in order; empty: found
	Submit      string   // selector of what is clicked; empty: found
	Remember    string   // selector of the "remember me" box; empty: found, or none
	Steps       []Step   // instead of a form
	Recording   string   // file that Steps were recorded in; empty: the config says them
	State       *State   // instead of a login
	Protected   []string // URLs or paths for those alone who are logged in; empty: found
	LoggedIn    Oracle   // what tells that one is; zero: learnt
	Logout      Logout   // zero: found
	Memory      *Memory  // data of the session; nil: recognised where possible
	Change      *Detour  // changes the password and back; nil: not tried
	Raise       []Step   // raises what the session may do; empty: not tried
	Action      *Action  // something to forge; nil: not tried
	Expected    recording.Expectations
	MaxLogins   int      // attempts of a run at most, refused ones too; at least 1
	Secrets     []string // what came from the environment: never shown
}

// GivesCodes tells whether one-time codes are to be had.
func (s Session) GivesCodes() bool { return s.TOTP != "" || len(s.CodeCommand.Args) > 0 }

// Command is a program with its arguments, which no shell reads unless it is one, and the folder that it is run in. Zero: there is none.
type Command struct {
	Args []string
	Dir  string // empty: the working directory
}

// Passkey is a credential of WebAuthn.
type Passkey struct {
	ID, User     []byte // credential ID and user handle
	Site         string // relying party ID
	Key          []byte // ECDSA P-256, PKCS#8. A secret
	Discoverable bool
	Counts       bool // the site holds the signature counter against the last one
}

// Fill is one field and what goes into it. Text is a secret.
type Fill struct{ Selector, Text string }

// StepKind is what a step does.
type StepKind string

const (
	Goto    StepKind = "goto"     // navigates to Text
	FillIn  StepKind = "fill"     // puts Text into Selector
	Click   StepKind = "click"    // on Selector
	Press   StepKind = "press"    // the key Text, such as Enter, in what has the focus
	Select  StepKind = "select"   // the option whose value or label is Text, in Selector
	WaitFor StepKind = "wait_for" // until there is a Selector
	Fetch   StepKind = "fetch"    // by a script of the page that is open: Method, Text (the URL), Headers, Body
)

// DoubleClick is a step that only a recording has: two clicks on Selector.
const DoubleClick StepKind = "double click"

// Keys are those that can be pressed by name, beside single characters.
var Keys = []string{"Enter", "Tab", "Escape", "Space", "ArrowDown", "ArrowUp"}

// Step is one step of a script. Text, Headers and Body may hold secrets.
type Step struct {
	Kind     StepKind
	Selector string
	Text     string

	Alternatives []string // selectors, of which Selector is the first; the step waits until there is an element for one. Empty: Selector alone, at once

	Method   string            // of Fetch; empty: GET
	Headers  map[string]string // of Fetch
	Body     string            // of Fetch: JSON, or text
	At       string            // place in a recording, for messages; empty: in the list of steps
	Recorded bool              // the user name and the password of the run go where those of a recording went
	Optional bool              // whether the script goes on where it cannot be done
	Timeout  time.Duration     // 0: as long as the target's pages have given reason to expect
}

// Oracle is what tells that the user is logged in, on the page that a protected URL leads to. At most one is given.
type Oracle struct {
	Selector string // there is such an element
	Text     string // the page's text holds it
	URL      string // where it ended, a path or URL, with * for any bytes
	Status   int    // of the answer
}

// Given tells whether the user said what tells.
func (o Oracle) Given() bool { return o != Oracle{} }

// Logout is how one logs out. At most one is given.
type Logout struct {
	URL    string // opened
	Click  string // selector of what is clicked
	Submit string // selector of the form that is submitted
	Steps  []Step
}

// Given tells whether the user said how.
func (l Logout) Given() bool {
	return l.URL != "" || l.Click != "" || l.Submit != "" || len(l.Steps) > 0
}

// Memory is how data get into a session, and where they are seen.
type Memory struct {
	Set  []Step
	Page string // that shows them; empty: the first protected one
	Read string // selector: its text, or the value of a field
}

// Detour is steps and those that undo them.
type Detour struct{ Steps, Undo []Step }

// Action is something that one who is logged in can do, what another site would post to have it done, and where it shows.
type Action struct {
	Steps  []Step // as the user does it
	URL    string // what the other site posts to
	Fields []Fill // of its form: names instead of selectors
	Page   string // that shows what was done; empty: the first protected one
	Read   string // selector: its text, or the value of a field
}

// State is a browser's state in the form of Playwright's storageState.
type State struct {
	File    string // for messages
	Cookies []Cookie
	Origins []Origin
}

// Cookie is one of a state.
type Cookie struct {
	Name, Value, Domain, Path string
	Expires                   float64 // seconds since 1970; -1: a session cookie
	HTTPOnly, Secure          bool
	SameSite                  string
}

// Origin is the local storage of an origin.
type Origin struct {
	Origin string
	Local  map[string]string
}
