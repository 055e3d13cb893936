//go:build unix

package serve

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// keeping is the variable that makes this program a keeper.
const keeping = "COOKIESPEC_KEEPER"

// order is what a keeper is told, as JSON on its standard input.
type order struct {
	Words    []string
	Dir      string
	Env      []string
	Limits   Limits
	Once     bool   // it is over when the command itself is, whatever it left behind
	Socket   string // where connections for Port are taken; empty: nowhere
	Port     int
	Doors    []door   // to servers outside of the box
	Boxed    bool     // the processes of its user are its own
	InMemory []string // folders whose files take memory that is the application's
}

// ending is what a keeper tells of the application's end, on descriptor 3; before it, of the port that it was reached at.
type ending struct {
	Port   int    // where it was reached; the message says nothing else then
	Status string // "exit status 1", or what else became of it
	Excess string // the limit that it went over; empty: none
	Left   int    // processes that could not be ended
}

const (
	grace       = time.Second      // between asking to end and ending
	endPatience = 10 * time.Second // for processes that were killed to be gone
)

// Keep makes this process a keeper where it was started as one, and does not return then. Call it first in main.
func Keep() {
	if os.Getenv(keeping) == "" {
		return
	}
	if err := keep(os.Stdin, os.NewFile(3, "ending")); err != nil {
		fmt.Fprintln(os.Stderr, "cookiespec: error:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// keep runs one application to its end, or until the order's pipe closes.
func keep(orders io.Reader, report io.Writer) error {
	signal.Ignore(syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP) // the end of the pipe says when
	decoder := json.NewDecoder(orders)
	var o order
	if err := decoder.Decode(&o); err != nil {
		return fmt.Errorf("the keeper understands no order: %w", err)
	}
	adopt()
	if o.Socket != "" {
		reached := func(port int) { json.NewEncoder(report).Encode(ending{Port: port}) } // one write each: they do not mix
		if err := forward(o.Socket, o.Port, custom(o.Doors), reached); err != nil {
			return err
		}
	}
	if err := enter(o.Doors); err != nil {
		return err
	}
	if err := bounded(o.Limits.Disk); err != nil {
		return err
	}
	child, err := syscall.ForkExec("/bin/sh", limited(o.Limits, o.Words, o.Boxed), &syscall.ProcAttr{
		Dir: o.Dir, Env: o.Env, Files: []uintptr{0: devNull(), 1: 1, 2: 2}, Sys: &syscall.SysProcAttr{Setsid: true},
	})
	if err != nil {
		return json.NewEncoder(report).Encode(ending{Status: fmt.Sprintf("cannot be run in %s: %v", o.Dir, err)})
	}
	over := make(chan struct{})
	go func() {
		io.Copy(io.Discard, io.MultiReader(decoder.Buffered(), orders))
		close(over)
	}()
	e := ending{}
	gone := reap(child, o.Limits, &e.Status)
	e.Excess = watch(o, gone, over)
	e.Left = end(child, e.Excess != "")
	<-gone
	return json.NewEncoder(report).Encode(e)
}

func devNull() uintptr {
	file, err := os.Open(os.DevNull)
	if err != nil {
		return ^uintptr(0) // none
	}
	return file.Fd()
}

// limited runs words under the limits that a shell can set. One that the system does not know, or that is lower already, stays.
// Processes are bounded for a user: where others of the user run, who watches counts them instead. The bound is somewhat higher than what is
// watched for, so that going over it is seen and said.
func limited(l Limits, words []string, boxed bool) []string {
	const script = `for limit in "c 0" "t $1" "d $2" "n $3" $4; do ulimit -${limit%%[ =]*} ${limit#*[ =]} 2>/dev/null; done; shift 4; exec "$@"`
	processes := ""
	if boxed {
		processes = fmt.Sprintf("u=%d p=%[1]d", l.Processes+l.Processes/4+8) // -u of bash, -p of dash
	}
	data := 2 * l.Memory >> 10 // what is reserved and not used counts here, and not in what is watched
	return append([]string{"sh", "-c", script, "sh", fmt.Sprint(int64(l.CPU.Seconds())), fmt.Sprint(data), fmt.Sprint(l.Files), processes}, words...)
}

// reap waits for all that ends. The channel closes when the child has, and its status is there.
func reap(child int, l Limits, status *string) <-chan struct{} {
	gone := make(chan struct{})
	go func() {
		ended := false
		for {
			var how syscall.WaitStatus
			var used syscall.Rusage
			pid, err := syscall.Wait4(-1, &how, 0, &used)
			switch {
			case err == syscall.EINTR:
			case err != nil: // no children are left
				if !ended {
					close(gone)
				}
				return
			case pid == child:
				*status = told(how, time.Duration(used.Utime.Nano()+used.Stime.Nano()), l)
				ended = true
				close(gone)
			}
		}
	}()
	return gone
}

func told(how syscall.WaitStatus, used time.Duration, l Limits) string {
	switch {
	case how.Signaled() && how.Signal() == syscall.SIGXFSZ:
		return wrote(l)
	case how.Signaled() && used > l.CPU-time.Second/2:
		return fmt.Sprintf("it used more than %s of CPU", l.CPU)
	case how.Signaled():
		return "signal: " + how.Signal().String()
	}
	return fmt.Sprintf("exit status %d", how.ExitStatus())
}

// end ends the child's group and all else that descends from us, politely unless at once, and tells how many are left.
func end(child int, atOnce bool) (left int) {
	if !atOnce {
		all(child, syscall.SIGTERM)
		for until := time.Now().Add(grace); time.Now().Before(until) && alive(child); time.Sleep(5 * time.Millisecond) {
		}
	}
	for until := time.Now().Add(endPatience); alive(child); time.Sleep(2 * time.Millisecond) {
		all(child, syscall.SIGKILL)
		if time.Now().After(until) {
			return max(1, len(descendants()))
		}
	}
	return 0
}

func all(child int, signal syscall.Signal) {
	syscall.Kill(-child, signal) // ESRCH: nobody is left
	for _, pid := range descendants() {
		syscall.Kill(pid, signal)
	}
}

func alive(child int) bool { return syscall.Kill(-child, 0) == nil || len(descendants()) > 0 }
