package recording

import (
	"fmt"
	"math/bits"
	"strings"
)

// Part is one thing that a run drives in Chrome, or a set of them.
type Part uint16

const (
	Visit     Part = 1 << iota // fresh profile: the entry page and the pages found
	Browse                     // every kind of request to what was visited
	Restart                    // quit gracefully, the same profile again
	Crash                      // forced flush to disk, SIGKILL, the same profile again
	Restore                    // quit gracefully, then "Continue where you left off"
	Elsewhere                  // requests to hosts, schemes and paths that are not the cookie's own
	Fresh                      // a second, empty browser context
	Loss                       // cookies taken away, one at a time and all
	Aged                       // the closed profile, each persistent cookie in its last seconds
	Waited                     // short-lived cookies on the real clock
)

// Parts are all parts, in the order in which they are reported.
var Parts = []Part{Visit, Browse, Restart, Crash, Restore, Elsewhere, Fresh, Loss, Aged, Waited}

var partNames = map[Part]string{
	Visit: "visit", Browse: "browse", Restart: "restart", Crash: "crash", Restore: "restore",
	Elsewhere: "elsewhere", Fresh: "fresh", Loss: "loss", Aged: "aged", Waited: "waited",
}

// Has tells whether all parts of q are in p.
func (p Part) Has(q Part) bool { return p&q == q }

// Each returns the single parts of p, in order.
func (p Part) Each() []Part {
	parts := make([]Part, 0, bits.OnesCount16(uint16(p)))
	for _, q := range Parts {
		if p.Has(q) {
			parts = append(parts, q)
		}
	}
	return parts
}

// String returns the names of the parts, joined by "+".
func (p Part) String() string {
	var names []string
	for _, q := range p.Each() {
		names = append(names, partNames[q])
	}
	return strings.Join(names, "+")
}

// MarshalText writes a part's name.
func (p Part) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (p *Part) UnmarshalText(text []byte) error {
	var sum Part
names:
	for _, name := range strings.Split(string(text), "+") {
		for q, known := range partNames {
			if name == known {
				sum |= q
				continue names
			}
		}
		return fmt.Errorf("unknown part %q", name)
	}
	*p = sum
	return nil
}
