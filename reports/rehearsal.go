package reports

import (
	"fmt"
	"strconv"
	"time"
)

// Rehearsal is a login that was only tried: in, out and in again. It holds no cookie value, password or one-time code.
type Rehearsal struct {
	Tool       Tool
	Target     string    // URL as it was given, without a password
	Started    time.Time // UTC
	Logins     int       // that were made
	MostLogins int       // that were allowed
	Parts      []Part
	Wants      []Want
	Notes      []string
	Trouble    string // why it could not be tried to its end; empty: it was
	Config     string // of this login as YAML; empty: there is none to write
	Pictures   []Picture
}

// Part is what was done for one purpose, in the order of time.
type Part struct {
	Name  string // such as "log in"
	Deeds []Deed
}

// Deed is one thing that was done to the target.
type Deed struct {
	Stranger bool   // as a visitor who is not logged in
	Do       string // "open", "reload", "arrive", "fill", "click", "press", "select", "tick", "clear", "submit", "fetch"
	What     string // a URL, a locator or a key
	With     string // what was typed, in words; empty: nothing
	Status   int    // of the answer; 0: none came, or nothing was asked for
}

// Want is one thing that a login needs, and what was found.
type Want struct {
	Name  string
	State string   // "met", "unmet" or "untried"
	Want  string   // a clause
	Got   string   // a clause; of what was not tried: why
	Asked []string // pages that were considered, each with what it showed
}

// Worked tells whether all that a login needs was found.
func (r Rehearsal) Worked() bool {
	for _, w := range r.Wants {
		if w.State != "met" {
			return false
		}
	}
	return r.Trouble == "" && len(r.Wants) > 0
}

// Answer is what came of it, in one sentence.
func (r Rehearsal) Answer() string {
	if r.Worked() {
		return "Logged in, out and in again"
	}
	for _, w := range r.Wants {
		if w.State == "unmet" {
			return fmt.Sprintf("Failed at %q", w.Name)
		}
	}
	return "The login was not tried to its end"
}

// String is a deed in one line.
func (d Deed) String() string {
	verb := d.Do
	if d.Do == "arrive" {
		verb = "  ->"
	}
	text := fmt.Sprintf("%-6s %s", verb, d.What)
	if d.With != "" {
		text += " with " + d.With
	}
	switch {
	case d.Status != 0:
		text += " (" + strconv.Itoa(d.Status) + ")"
	case d.Do == "open" || d.Do == "reload":
		text += " (no answer)"
	}
	if d.Stranger {
		text += ", as a visitor"
	}
	return text
}
