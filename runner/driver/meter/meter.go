// Package meter adds up what the time of a run went on.
package meter

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Kind is what a stretch of time was spent on, the first being the one that counts when several overlap.
type Kind int

const (
	Chrome Kind = iota // starting, opening tabs, quitting
	Pages              // loading, reacting
	Waits              // for cookies and sessions to expire
	kinds
)

// Meter adds up where the wall time goes. It is safe for concurrent use.
type Meter struct {
	mu      sync.Mutex
	Began   time.Time
	starts  int
	longest time.Duration // start
	stretch []stretch
}

type stretch struct {
	kind       Kind
	start, end time.Time
}

// New starts one.
func New() *Meter { return &Meter{Began: time.Now()} }

// Spend starts a stretch and returns the function that ends it.
func (m *Meter) Spend(k Kind) func() {
	start := time.Now()
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.stretch = append(m.stretch, stretch{k, start, time.Now()})
	}
}

// Started counts a browser that took so long to start.
func (m *Meter) Started(took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.starts++
	m.longest = max(m.longest, took)
}

func (m *Meter) LongestStart() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.longest
}

// Spent sweeps the time line: each moment counts for the first kind that is going on, or for us when nothing is.
func (m *Meter) Spent(until time.Time) recording.Spent {
	m.mu.Lock()
	defer m.mu.Unlock()
	type edge struct {
		at    time.Time
		kind  Kind
		delta int
	}
	var edges []edge
	for _, s := range m.stretch {
		edges = append(edges, edge{s.start, s.kind, 1}, edge{s.end, s.kind, -1})
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(b.delta, a.delta))
	})
	var going [kinds]int
	var sum [kinds]time.Duration
	var own time.Duration
	last := m.Began
	count := func(to time.Time) {
		for k := range going {
			if going[k] > 0 {
				sum[k] += to.Sub(last)
				return
			}
		}
		own += to.Sub(last)
	}
	for _, e := range edges {
		count(e.at)
		going[e.kind] += e.delta
		last = e.at
	}
	count(until)
	return recording.Spent{
		Chrome: recording.InSeconds(sum[Chrome]), Pages: recording.InSeconds(sum[Pages]), Waits: recording.InSeconds(sum[Waits]),
		Own: recording.InSeconds(own), Starts: m.starts,
	}
}
