// Package serve starts an application under test, watches it, and ends it with all that it started.
//
// Between us and the application stands a keeper: this program once more, which see [Keep]. What the application starts is the
// keeper's by inheritance, however it hides, and when we die the keeper ends it.
package serve

import (
	"fmt"
	"strings"
	"time"
)

// Plan says how an application is started.
type Plan struct {
	Kind    string    // "django", "go", "node"; empty: the user says how
	Dir     string    // that it runs in
	Others  []string  // folders like it, which could as well be meant
	Setup   []Command // run to their ends before it, in this order
	Command Command
	Env     []string      // NAME=value, added to what [Environment] leaves
	Ready   string        // a path that is asked until it answers, or a text that a line of the output holds; empty: /
	Timeout time.Duration // of each setup command, and until it is ready
	Limits  Limits
	Port    int      // that its source insists on; 0: any
	Isolate bool     // by bwrap: no network but a loopback of its own, nothing to be written but its directory
	Hide    []string // files and folders that an isolated application must not read; absolute, without links
}

// Command is a program with its arguments, in which {port} stands for the port to listen on.
type Command struct {
	Words []string
	Env   []string // for this command alone
}

// Shell is a command as one types it.
func Shell(line string) Command { return Command{Words: []string{"/bin/sh", "-c", line}} }

func (c Command) String() string {
	if len(c.Words) == 3 && c.Words[1] == "-c" {
		return c.Words[2]
	}
	return strings.Join(c.Words, " ")
}

// at is the command for a port.
func (c Command) at(port int) []string {
	words := make([]string, len(c.Words))
	for i, w := range c.Words {
		words[i] = strings.ReplaceAll(w, "{port}", fmt.Sprint(port))
	}
	return words
}

// Limits bound what an application may take. Each is at least 1.
type Limits struct {
	CPU       time.Duration // of each process
	Memory    int64         // octets, of all processes together and of the data of each; isolated, with its temporary files
	Files     int           // open at once, of each process
	Output    int64         // octets that it prints
	Processes int           // at once
	Disk      int64         // octets of files that it writes into its folder, and of each file
}

// DefaultLimits are far above what a small site needs.
func DefaultLimits() Limits {
	return Limits{CPU: 5 * time.Minute, Memory: 2 << 30, Files: 4096, Output: 16 << 20, Processes: 200, Disk: 2 << 30}
}

// DefaultTimeout is for frameworks that take their time.
const DefaultTimeout = time.Minute

// Failure is an application that could not be started, or that ended before its time.
type Failure struct {
	What   string // a clause
	Hint   string // what to do; may be empty
	Output string // the last that it printed; what it holds is the application's own
}

func (f *Failure) Error() string {
	if f.Output == "" {
		return f.What
	}
	return f.What + "; it printed:\n" + tail(f.Output)
}
