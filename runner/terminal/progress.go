package terminal

import (
	"fmt"
	"io"
	"sync"
	"time"
	"unicode/utf8"
)

// Progress shows what is going on: on a terminal in one line that is painted again and again, elsewhere in a line for each
// step, and in one more while nothing happens, so that nobody takes a wait for a hang. It is safe for concurrent use.
type Progress struct {
	w       io.Writer
	repaint bool
	width   func() int

	mu      sync.Mutex
	painted bool // the line is on the screen
	now     string
	began   time.Time
	spoke   time.Time
	end     chan struct{}
	ended   sync.WaitGroup
}

// Intervals.
const (
	repaintEvery = time.Second
	speakEvery   = 10 * time.Second
)

// Prefix begins every line that is not a result.
const Prefix = "cookiespec: "

// StartProgress begins to show. With repaint, width tells how wide the terminal is, in characters.
func StartProgress(w io.Writer, repaint bool, width func() int) *Progress {
	now := time.Now()
	p := &Progress{w: w, repaint: repaint, width: width, began: now, spoke: now, end: make(chan struct{})}
	p.ended.Go(p.tick)
	return p
}

// Say tells the step that begins.
func (p *Progress) Say(stage, text string) { p.show(cell(stage) + ": " + sentence(text)) }

// Show tells what begins, in one text.
func (p *Progress) Show(text string) { p.show(sentence(text)) }

func (p *Progress) show(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = text
	if p.repaint {
		p.paint()
		return
	}
	p.speak(p.now)
}

// Message writes something else, on lines of its own.
func (p *Progress) Message(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	p.speak(text)
}

// Beside has something written to what may be the same terminal.
func (p *Progress) Beside(write func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	write()
	if p.repaint && p.now != "" {
		p.paint()
	}
}

// Stop ends it and clears the line.
func (p *Progress) Stop() {
	close(p.end)
	p.ended.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}

func (p *Progress) tick() {
	ticker := time.NewTicker(repaintEvery)
	defer ticker.Stop()
	for {
		select {
		case <-p.end:
			return
		case <-ticker.C:
			p.beat()
		}
	}
}

func (p *Progress) beat() {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.now == "":
	case p.repaint:
		p.paint()
	case time.Since(p.spoke) >= speakEvery:
		p.speak(fmt.Sprintf("still running (%.0f s): %s", time.Since(p.began).Seconds(), p.now))
	}
}

func (p *Progress) speak(text string) {
	fmt.Fprintf(p.w, "%s%s\n", Prefix, text)
	p.spoke = time.Now()
}

// paint writes the line over itself. It must not fill the last column, or terminals go on to the next line.
func (p *Progress) paint() {
	elapsed := fmt.Sprintf(" (%.0f s)", time.Since(p.began).Seconds())
	room := p.width() - 1 - utf8.RuneCountInString(elapsed)
	fmt.Fprint(p.w, "\r\x1b[K", cut(Prefix+p.now, room), elapsed)
	p.painted = true
}

func (p *Progress) clear() {
	if p.painted {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.painted = false
	}
}

// cut shortens text to length characters.
func cut(text string, length int) string {
	if runes := []rune(text); len(runes) > length {
		return string(runes[:max(length-1, 0)]) + "…"
	}
	return text
}
