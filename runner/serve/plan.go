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
	Also    []string  // other folders that it may have to run in, tried when it ends at once in Dir
	Module  string    // the module path of Go; empty: it has none
	Setup   []Command // run to their ends before it, in this order
	Command Command
	Env     []string      // NAME=value, added to what [Environment] leaves
	Ready   string        // a path that is asked until it answers, or a text that a line of the output holds; empty: /
	Timeout time.Duration // of each setup command but the builds, and until it is ready
	Limits  Limits
	Port    int      // that its source insists on; 0: any
	Isolate bool     // by bwrap: no network but a loopback of its own, nothing to be written but its directory
	Hide    []string // files and folders that an isolated application must not read; absolute, without links
	Install bool     // what it depends on, into a cache that all applications share

	Services []Service // servers that it has to itself while it runs

	shared []string // folders of that cache which it reads
	doors  []door   // to servers that run
}

// Framework is what an application of the plan's kind is made with, as the fixes of checks name it; empty: it is not known.
func (p Plan) Framework() string {
	return map[string]string{"django": "Django", "go": "Go", "node": "Express"}[p.Kind]
}

// Service is a server beside an application: "postgres" or "redis".
type Service struct {
	Name           string
	User, Database string // of postgres; empty: app
}

// door is a port that a box opens to a server outside of it: at the port that the server has, and at the one that its kind has by
// custom, which sources insist on.
type door struct {
	Port, Custom int
	Socket       string // of the file system, where it is reached from inside
}

// Command is a program with its arguments, in which {port} stands for the port to listen on.
type Command struct {
	Words    []string
	Env      []string // for this command alone
	Dir      string   // that it runs in, below the plan's; empty: there
	Build    bool     // it compiles: it may take [BuildTimeout], and write the cache of Go
	get      string   // what is downloaded; empty: nothing
	Optional string   // when it fails this is noted, with the reason, and the application is started all the same
}

// move makes a command run in a folder below the plan's. A program that lies in the plan's folder is found from there as well.
func (c *Command) move(folder string) {
	if name, ok := strings.CutPrefix(c.Words[0], "./"); ok && c.Dir == "" && folder != "." {
		c.Words = append([]string{strings.Repeat("../", 1+strings.Count(folder, "/")) + name}, c.Words[1:]...)
	} else if name := strings.TrimLeft(c.Words[0], "./"); folder == "." && strings.HasPrefix(c.Words[0], "../") {
		c.Words = append([]string{"./" + name}, c.Words[1:]...)
	}
	c.Dir = folder
	if folder == "." {
		c.Dir = ""
	}
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
	Memory    int64         // bytes, of all processes together and of the data of each; isolated, with its temporary files
	Files     int           // open at once, of each process
	Output    int64         // bytes that it prints
	Processes int           // at once
	Disk      int64         // bytes of files that it writes into its folder, and of each file
}

// DefaultLimits are far above what a small site needs.
func DefaultLimits() Limits {
	return Limits{CPU: 15 * time.Minute, Memory: 2 << 30, Files: 4096, Output: 16 << 20, Processes: 200, Disk: 2 << 30}
}

// BuildTimeout is for what is compiled for the first time, libraries in C perhaps, and for what is downloaded.
const BuildTimeout = 5 * time.Minute

// DefaultTimeout is for frameworks that take their time.
const DefaultTimeout = time.Minute

// Failure is an application that could not be started, or that ended before its time.
type Failure struct {
	What   string // a clause
	Hint   string // what to do; may be empty
	Output string // the last that it printed; what it holds is the application's own
	Ended  bool   // it ended by itself

	port int // that it found taken; 0: none, or not known
}

func (f *Failure) Error() string {
	if f.Output == "" {
		return f.What
	}
	return f.What + "; it printed:\n" + tail(f.Output)
}
