package reports

import (
	"cmp"
	"slices"
	"time"
)

// FleetVersion is the version of the JSON form of [Fleet].
const FleetVersion = 1

// Fleet is what runs on many targets found, or a shard of them.
type Fleet struct {
	Version int        `json:"version"`
	Tool    Tool       `json:"tool"`
	Digest  string     `json:"digest"`           // of the targets, the flags and the config: only what is equal here can be merged
	Shard   int        `json:"shard"`            // from 1
	Shards  int        `json:"shards"`           // 1: it is all of them
	Merged  []int      `json:"merged,omitempty"` // the shards that this was made of
	Started time.Time  `json:"started"`          // UTC
	Seconds float64    `json:"seconds"`
	Runs    []FleetRun `json:"runs"` // sorted by what they are called
}

// FleetRun is one target.
type FleetRun struct {
	Target      string   `json:"target"`             // without a password; empty: it could not be started
	Name        string   `json:"name,omitempty"`     // in the config
	Folder      string   `json:"folder"`             // with its reports, beside the report of the fleet
	Optional    bool     `json:"optional,omitempty"` // what came of it does not count for all
	Exit        int      `json:"exit"`
	Reservation string   `json:"reservation,omitempty"` // what the headline must not leave out, see [Run.Reservation]
	Summary     Summary  `json:"summary"`
	Trouble     []string `json:"trouble"`
	Seconds     float64  `json:"seconds"`
}

// Called is how the target is told from others: its name, or its URL where it has none.
func (r FleetRun) Called() string { return cmp.Or(r.Name, r.Target) }

// Label is [FleetRun.Called] with what a reader must know of it.
func (r FleetRun) Label() string {
	if r.Optional {
		return r.Called() + " (optional)"
	}
	return r.Called()
}

// Exit is the exit code that all runs together deserve: a failure outweighs an internal error, that what could not be determined.
// Optional targets do not count, but something must have passed.
func (f Fleet) Exit() int {
	passed := false
	var codes []int
	for _, r := range f.Runs {
		passed = passed || r.Exit == 0
		if !r.Optional && r.Exit != 0 {
			codes = append(codes, r.Exit)
		}
	}
	for _, code := range []int{1, 4, 2, 3} {
		if slices.Contains(codes, code) {
			return code
		}
	}
	switch {
	case len(codes) > 0:
		return codes[0]
	case !passed:
		return 3
	}
	return 0
}
