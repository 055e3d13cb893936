package gather

import (
	"slices"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/recording"
)

// recorder keeps the network events of one scene in the order in which they arrived, from all its tabs. It counts by twos:
// an odd number stands between two events.
type recorder struct {
	mu      sync.Mutex
	seq     int
	events  []event
	changed chan struct{} // closed and replaced at each event
}

// event is one network event and what only the moment of its arrival could tell.
type event struct {
	seq  int
	at   time.Time // UTC
	tab  *tab
	act  recording.Act // what the harness was doing
	from origin
	data any // a *network.Event…
}

// origin is where a request came from.
type origin struct {
	page     string // URL of the document
	sameSite bool
	topLevel bool
}

func newRecorder() *recorder { return &recorder{changed: make(chan struct{})} }

// count takes the next number, for a snapshot that stands between events.
func (r *recorder) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seq += 2
	return r.seq
}

// taken returns the events so far.
func (r *recorder) taken() []event {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.events[:len(r.events):len(r.events)]
}

// since returns the events of one tab after the first n of all.
func (r *recorder) since(t *tab, n int) []event {
	return slices.DeleteFunc(slices.Clone(r.taken()[n:]), func(e event) bool { return e.tab != t })
}

// hear takes an event of a tab. It is called on the goroutine that reads Chrome's messages and must not block.
func (r *recorder) hear(t *tab, data any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	kept := t.state.hear(data)
	if kept {
		r.seq += 2
		e := event{seq: r.seq, at: time.Now().UTC(), tab: t, act: t.act, data: data}
		switch data := data.(type) {
		case *network.EventRequestWillBeSent:
			e.from = t.state.originOf(data)
		case *network.EventWebSocketCreated:
			e.from = t.state.socketOrigin(data.URL)
		}
		r.events = append(r.events, e)
	}
	close(r.changed)
	r.changed = make(chan struct{})
}
