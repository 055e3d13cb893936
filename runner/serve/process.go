//go:build unix

package serve

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// process is one command under a keeper.
type process struct {
	cmd    *exec.Cmd
	orders io.WriteCloser
	output *output
	ended  chan struct{}
	last   ending // to be read when ended is closed

	port atomic.Int64 // that it was reached at in its box; 0: not yet

	mu     sync.Mutex
	excess string // a limit that we saw exceeded, not the keeper
}

// launch starts a command of a plan: one that runs once, to set it up, or the application itself.
func launch(p Plan, c Command, port int, once bool, box *box) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("cannot find this program itself: %w", err)
	}
	dir, err := filepath.Abs(p.Dir)
	if err != nil {
		return nil, err
	}
	env := Environment(os.Environ())
	if c.get != "" {
		env = fetching(os.Environ())
	}
	o := order{Words: c.at(port), Dir: filepath.Join(dir, c.Dir), Limits: p.Limits, Once: once, Port: port}
	o.Env = append(append(append(append(o.Env, env...), fmt.Sprintf("PORT=%d", port)), p.Env...), c.Env...)
	words := []string{self}
	if box != nil {
		if c.purpose() != toGet { // which has the network of this machine
			if err := box.open(p.doors); err != nil {
				return nil, err
			}
		}
		o.Doors = box.doors
		words = box.around(self, dir, p, c.Words[0], c.purpose())
		o.Socket, o.InMemory, o.Boxed = box.socket, inMemory(), true
	}
	s := &process{cmd: exec.Command(words[0], words[1:]...), ended: make(chan struct{})}
	s.output = &output{limit: p.Limits.Output, full: func() { s.exceed(fmt.Sprintf("it printed more than %d MiB", p.Limits.Output>>20)) }}
	s.cmd.Env = append(env, keeping+"=1")
	s.cmd.Stdout, s.cmd.Stderr = s.output, s.output
	s.cmd.WaitDelay = time.Second
	s.cmd.SysProcAttr = apart()
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer writer.Close()
	s.cmd.ExtraFiles = []*os.File{writer}
	if s.orders, err = s.cmd.StdinPipe(); err == nil {
		if err = s.cmd.Start(); err == nil {
			err = json.NewEncoder(s.orders).Encode(o)
		}
	}
	if err != nil {
		reader.Close()
		return nil, fmt.Errorf("the keeper of %s cannot be started: %w", c, err)
	}
	go func() {
		defer close(s.ended)
		defer reader.Close()
		messages := json.NewDecoder(reader)
		told := messages.Decode(&s.last)
		if told == nil && s.last.Port != 0 {
			s.port.Store(int64(s.last.Port))
			s.last = ending{}
			told = messages.Decode(&s.last)
		}
		if err := s.cmd.Wait(); told != nil {
			s.last.Status = fmt.Sprintf("its keeper was lost: %v", errors.Join(told, err))
		}
	}()
	return s, nil
}

// purpose is what a box is for that a command runs in.
func (c Command) purpose() purpose {
	switch {
	case c.get != "":
		return toGet
	case c.Build:
		return toBuild
	}
	return toRun
}

// exceed ends the process for a limit that is kept here.
func (s *process) exceed(what string) {
	s.mu.Lock()
	s.excess = cmp.Or(s.excess, what)
	s.mu.Unlock()
	s.orders.Close()
}

// stop ends the process and all that it started, and returns when they are gone.
func (s *process) stop() {
	s.orders.Close()
	<-s.ended
}

// why says how the process ended, once it has.
func (s *process) why() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return cmp.Or(s.excess, s.last.Excess, s.last.Status)
}
