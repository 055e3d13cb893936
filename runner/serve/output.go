package serve

import (
	"strings"
	"sync"
)

// kept is how much of the output is kept, in bytes.
const keptOutput = 64 << 10

// output keeps the last of what an application prints.
type output struct {
	limit int64
	full  func() // called once, when more than limit came

	mu    sync.Mutex
	text  []byte
	total int64
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	before := o.total
	o.total += int64(len(p))
	o.text = append(o.text, p[max(0, len(p)-keptOutput):]...)
	if excess := len(o.text) - keptOutput; excess > 0 {
		o.text = append(o.text[:0], o.text[excess:]...)
	}
	if before <= o.limit && o.total > o.limit {
		go o.full()
	}
	return len(p), nil
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return strings.ToValidUTF8(string(o.text), "?")
}

// tailLines is how many lines a message shows.
const tailLines = 20

// tail is the last lines of a text.
func tail(text string) string {
	lines := strings.Split(strings.Trim(text, "\r\n"), "\n")
	return strings.Join(lines[max(0, len(lines)-tailLines):], "\n")
}
