package grade

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/cookiespec/cookiespec/runner/serve"
)

// cause is why a submission did not start.
type cause struct {
	what   string // a clause
	advice string // to the teacher: what to change
	own    bool   // it is the submission's own fault; else a matter of the machine that grades, or not known
}

// lacks are the words with which programs say that something is missing that they cannot bring with them: a module, a program, a
// variable, a server. None of it is the student's fault.
var lacks = []struct {
	pattern *regexp.Regexp
	say     string // with $1 and $2 of the pattern
	advice  string // to the teacher, likewise
}{
	{regexp.MustCompile(`ModuleNotFoundError: No module named '([^']+)'`), "this machine lacks the Python module $1", ""},
	{regexp.MustCompile(`ImportError: No module named ([\w.]+)`), "this machine lacks the Python module $1", ""},
	{regexp.MustCompile(`ImportError: cannot import name '(\w+)' from 'django[^']*'`), "it needs another version of Django: $1 is not in the one of this machine", ""},
	{regexp.MustCompile(`Cannot find (?:module|package) '((?:@[\w.-]+/)?[\w][^'/]*)[^']*'`), "this machine lacks the Node package $1", ""},
	{regexp.MustCompile(`no required module provides package ([^\s;:]+)`), "this machine lacks the Go module $1", ""},
	{regexp.MustCompile(`missing go\.sum entry for (?:module providing package |go\.mod file;? ?)?([^\s;:()]+)`), "this machine lacks the Go module $1", ""},
	{regexp.MustCompile(`cannot find (?:module providing )?package "?([^\s;:"]+\.[^\s;:"]+)`), "this machine lacks the Go module $1", ""},
	{regexp.MustCompile(`(?:go: (?:downloading )?|: )([\w.-]+\.[\w.-]+/[^\s:@]+)@[^\s:]+: (?:module lookup disabled|Get |reading |invalid version|unrecognized import path|git )`), "this machine lacks the Go module $1", ""},
	{regexp.MustCompile(`go\.mod requires go >= ([\d.]+)[^\n]*running go ([\d.]+)`), "it asks for Go $1, and this machine has Go $2", ""},
	{regexp.MustCompile(`C compiler "([^"]+)" not found`), "this machine lacks the C compiler $1", ""},
	{regexp.MustCompile(`exec: "([^"/]+)": executable file not found`), "this machine lacks the program $1", ""},
	{regexp.MustCompile(`(?m)^(?:/bin/)?sh: \d+: ([\w.-]+): not found$`), "this machine lacks the program $1", ""},
	{regexp.MustCompile(`Can't connect to (?:local )?(MySQL) server`), "it needs $1, and nothing answers on this machine", ""},
	{regexp.MustCompile(`The (\w+) setting must not be empty`), "its settings ask for a value of $1, which is not set here", "give the variable in serve.env of the rubric"},
	{regexp.MustCompile(`(?s)os\.environ\[.*KeyError: '(\w+)'`), "it asks for the variable $1, which is not set here", "give $1 in serve.env of the rubric"},
	{regexp.MustCompile(`UndefinedValueError: (\w+) not found`), "it asks for the variable $1, which is not set here", "give $1 in serve.env of the rubric"},
	{regexp.MustCompile(`Set the (\w+) environment variable`), "it asks for the variable $1, which is not set here", "give $1 in serve.env of the rubric"},
}

// refusedBy are the words of a connection to a server that is not there: its host and port.
var (
	refusedBy = regexp.MustCompile(`(?:[\w.\])]+:|ports? )(\d{2,5})\)?[^\n\d]*(?i:connection refused|ECONNREFUSED)|ECONNREFUSED [\w.:]*:(\d{2,5})`)
	noHost    = regexp.MustCompile(`(?:lookup|getaddrinfo \w+|translate host name) "?([\w.-]+)"?`)
	servers   = map[string]server{
		"5432": {"PostgreSQL", "postgres"}, "6379": {"Redis", "redis"}, "3306": {title: "MySQL"}, "27017": {title: "MongoDB"}, "11211": {title: "Memcached"},
		"5672": {title: "RabbitMQ"}, "9200": {title: "Elasticsearch"}, "1433": {title: "SQL Server"},
	}
)

// server is one that applications connect to.
type server struct {
	title, service string // service: what a rubric calls it, where it can ask for it
}

// why says why a submission did not start, by what failed and what it printed.
func (l *look) why(f *serve.Failure) cause {
	for _, one := range lacks {
		found := one.pattern.FindStringSubmatchIndex(l.output)
		if found == nil {
			continue
		}
		name := l.output[found[2]:found[3]]
		if l.brings(name) {
			break // the submission has what is missing, in another place or under another name
		}
		return cause{
			what:   string(one.pattern.ExpandString(nil, one.say, l.output, found)),
			advice: string(one.pattern.ExpandString(nil, one.advice, l.output, found)),
		}
	}
	last := lastFault(l.output)
	if found := refusedBy.FindStringSubmatch(l.output); found != nil {
		what, advice := noServer(found[1] + found[2])
		return cause{what: withLast(what, last.what, l.output), advice: advice}
	}
	if found := noHost.FindStringSubmatch(l.output); found != nil && strings.Contains(l.output, "host") {
		return cause{what: withLast("it connects to the host "+found[1]+", which is not reachable here", last.what, l.output)}
	}
	if last.what != "" {
		return cause{what: last.what, own: last.code}
	}
	if _, limit, ok := strings.Cut(f.What, ": it "); ok { // which says all
		return cause{what: "it " + limit}
	}
	if noMore.MatchString(l.output) {
		return cause{what: fmt.Sprintf("it ran more than %d processes at once", l.plan.Limits.Processes)}
	}
	return cause{what: withLast(strings.TrimSuffix(strings.TrimSuffix(f.What, ": exit status 1"), ": exit status 2"), "", l.output), advice: f.Hint}
}

// noMore are the words of a program that may start no more processes.
var noMore = regexp.MustCompile(`(?i)cannot fork|fork: (?:retry: )?resource temporarily unavailable|pthread_create failed|can't start new thread|fork/exec \S+: resource temporarily`)

func noServer(port string) (what, advice string) {
	s := servers[port]
	if s.title == "" {
		return fmt.Sprintf("it connects to port %s, and nothing answers there on this machine", port), ""
	}
	if s.service != "" {
		advice = fmt.Sprintf("write services: {%s: {}} in the rubric", s.service)
	}
	return fmt.Sprintf("it needs %s, and nothing answers on port %s of this machine", s.title, port), advice
}

// withLast adds the program's own words: the fault, or the last thing that it printed.
func withLast(what, fault, output string) string {
	if fault == "" {
		lines := strings.Split(strings.TrimSpace(output), "\n")
		for i := len(lines) - 1; i >= 0 && fault == ""; i-- {
			if line := strings.TrimSpace(lines[i]); line != "" && !strings.HasPrefix(line, "exit status") {
				fault = line
			}
		}
	}
	if fault == "" || strings.Contains(what, fault) {
		return what
	}
	return what + "; it printed: " + fault
}

// brings tells whether a submission has a module of a name in its own sources: what is missing then was misspelt, or lies elsewhere.
func (l *look) brings(name string) (found bool) {
	top, _, _ := strings.Cut(name, ".")
	if strings.Contains(name, "/") { // a package of Go
		return l.plan.Module != "" && (name == l.plan.Module || strings.HasPrefix(name, l.plan.Module+"/"))
	}
	_ = filepath.WalkDir(l.dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case d.IsDir() && foreign[d.Name()]:
			return fs.SkipDir
		case path != l.dir && (d.IsDir() && d.Name() == top || d.Name() == top+".py"):
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found
}

// foreign are folders with the code of others.
var foreign = map[string]bool{"node_modules": true, "vendor": true, "venv": true, ".venv": true, "env": true, "site-packages": true}
