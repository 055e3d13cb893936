// Package wire turns what Chrome tells of its network into a recording: it keeps the events of tabs, follows what each tab is
// doing, and pairs what a page asked for with what went over the wire. It knows Chrome's events, and no Chrome.
package wire

import (
	"slices"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Recorder keeps the network events of one scene in the order in which they arrived, from all its tabs. It counts by twos:
// an odd number stands between two events.
type Recorder struct {
	mu      sync.Mutex
	seq     int
	events  []Event
	changed chan struct{} // closed and replaced at each event
}

// Event is one network event and what only the moment of its arrival could tell.
type Event struct {
	Data any // a *network.Event…

	seq  int
	at   time.Time     // UTC
	tab  *State        // whose
	act  recording.Act // what the harness was doing
	from origin
}

// origin is where a request came from.
type origin struct {
	page     string // URL of the document
	sameSite bool
	topLevel bool
}

// NewRecorder returns one that has heard nothing.
func NewRecorder() *Recorder { return &Recorder{changed: make(chan struct{})} }

// Count takes the next number, for a snapshot that stands between events.
func (r *Recorder) Count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seq += 2
	return r.seq
}

// Events returns those heard so far.
func (r *Recorder) Events() []Event {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.events[:len(r.events):len(r.events)]
}

// Since returns the events of one tab after the first n of all.
func (r *Recorder) Since(tab *State, n int) []Event {
	return slices.DeleteFunc(slices.Clone(r.Events()[n:]), func(e Event) bool { return e.tab != tab })
}

// Locked calls do while no event is heard, so that it may read and change the states of tabs.
func (r *Recorder) Locked(do func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	do()
}

// Check is as [Recorder.Locked] for a condition. The channel is closed at the next event, after which it may have changed.
func (r *Recorder) Check(condition func() bool) (ok bool, changed <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return condition(), r.changed
}

// Hear takes an event of a tab. It is called on the goroutine that reads Chrome's messages and must not block.
func (r *Recorder) Hear(tab *State, data any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if tab.hear(data) {
		r.seq += 2
		tab.Heard++
		e := Event{Data: data, seq: r.seq, at: time.Now().UTC(), tab: tab, act: tab.Act}
		switch data := data.(type) {
		case *network.EventRequestWillBeSent:
			e.from = tab.originOf(data)
		case *network.EventWebSocketCreated:
			e.from = tab.socketOrigin(data.URL)
		}
		r.events = append(r.events, e)
	}
	close(r.changed)
	r.changed = make(chan struct{})
}
