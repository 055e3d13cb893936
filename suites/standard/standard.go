// Package standard lists what the documents that checks cite require of cookies and sessions, and how much of each can be seen
// from outside.
package standard

import (
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
)

// Document is a standard, or the part of it that is about cookies and sessions.
type Document struct {
	Title        string
	Requirements []Requirement // in its order
}

// Requirement is one of its requirements, tests or sections.
type Requirement struct {
	check.Citation
	Text   string // what is required, in our own words, one clause
	Level  int    // the lowest level of ASVS that demands it, 1 to 3; 0: the document has none
	Sight  Sight
	Reason string // why Sight is Nothing
}

// Sight is how much of a requirement can be seen by one who only uses the site.
type Sight int

const (
	Whole Sight = iota
	Part
	Nothing
)

// Documents are all of them.
var Documents = []Document{asvs, wstg, rfc6265bis}

// Name is what citations call the document.
func (d Document) Name() string { return d.Requirements[0].Source }

// Level is the lowest level of ASVS at which one of the citations is demanded; 0: none is.
func Level(cites []check.Citation) int {
	lowest := 0
	for _, r := range asvs.Requirements {
		if slices.Contains(cites, r.Citation) && (lowest == 0 || r.Level < lowest) {
			lowest = r.Level
		}
	}
	return lowest
}
