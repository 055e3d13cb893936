package gather

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"github.com/cookiespec/cookiespec/runner/recording"
)

// kind is what a stretch of time was spent on, the first being the one that counts when several overlap.
type kind int

const (
	chrome kind = iota
	pages
	waits
	kinds
)

// meter adds up where the wall time goes. It is safe for concurrent use.
type meter struct {
	mu      sync.Mutex
	began   time.Time
	starts  int
	longest time.Duration // start
	stretch []stretch
}

type stretch struct {
	kind       kind
	start, end time.Time
}

func newMeter() *meter { return &meter{began: time.Now()} }

// spend starts a stretch and returns the function that ends it.
func (m *meter) spend(k kind) func() {
	start := time.Now()
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.stretch = append(m.stretch, stretch{k, start, time.Now()})
	}
}

// started counts a browser that took so long to start.
func (m *meter) started(took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.starts++
	m.longest = max(m.longest, took)
}

func (m *meter) longestStart() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.longest
}

// spent sweeps the time line: each moment counts for the first kind that is going on, or for us when nothing is.
func (m *meter) spent(until time.Time) recording.Spent {
	m.mu.Lock()
	defer m.mu.Unlock()
	type edge struct {
		at    time.Time
		kind  kind
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
	last := m.began
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
		Chrome: recording.InSeconds(sum[chrome]), Pages: recording.InSeconds(sum[pages]), Waits: recording.InSeconds(sum[waits]),
		Own: recording.InSeconds(own), Starts: m.starts,
	}
}
