package config

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// Serve says which application is started, and how. What is zero is found, or has a default.
type Serve struct {
	Dir     string   // that it lies in, relative to the working directory; empty: there itself
	Command string   // as one types it, with {port} for the port; empty: found by what lies in Dir
	Setup   []string // run before it; nil: found
	Env     []string // NAME=value
	Ready   string   // a path that is asked until it answers, or text of a line of its output
	Timeout time.Duration
	Limits  Limits
}

// Limits bound what the application may take; zero: the default.
type Limits struct {
	CPU                  time.Duration
	Memory, Output, Disk int64 // bytes
	Files, Processes     int
}

var (
	serveKeys = []string{"dir", "command", "setup", "env", "ready", "timeout", "limits"}
	limitKeys = []string{"cpu", "memory", "files", "output", "processes", "disk"}
)

// serve reads how the application is started.
func (r *reader) serve(p pair) {
	s := &Serve{}
	r.config.Serve = s
	if at := place(p.value); p.value.Type() == ast.StringType { // a command, say, and what it is given
		r.doc.veil(at.line, at.column)
	}
	r.config.remember(p.key, origin{file: r.doc, marks: []mark{p.at}})
	for _, one := range r.parts(p, serveKeys, nil, "{command: \"./manage.py runserver {port}\"}, or {dir: .}") {
		switch one.key {
		case "dir":
			r.word(one, &s.Dir, nil)
		case "command":
			r.word(one, &s.Command, nil)
		case "ready":
			r.word(one, &s.Ready, nil)
		case "setup":
			s.Setup = r.commands(one)
		case "env":
			s.Env = r.env(one)
		case "timeout":
			r.expect(one, span, func(text string) (bad *flaw) { s.Timeout, bad = positive(text); return bad })
		case "limits":
			r.limits(&s.Limits, one)
		}
	}
	if s.Setup != nil && s.Command == "" {
		r.report(p.at, "serve has setup and no command", "write command: beside it, or leave both out to have them found")
	}
}

// commands reads a list of commands, each as one types it.
func (r *reader) commands(p pair) []string {
	list, ok := p.value.(*ast.SequenceNode)
	if !ok {
		r.wrongKind(p, "a list", "write "+p.key+": [\"./manage.py migrate --noinput\"]")
		return nil
	}
	commands := []string{}
	for _, item := range list.Values {
		line := ""
		if r.word(pair{key: p.key, at: place(item), value: item}, &line, nil) {
			commands = append(commands, line)
		}
	}
	return commands
}

// env reads variables. Their values may be secrets.
func (r *reader) env(p pair) []string {
	var env []string
	pairs, _ := r.pairs(p.value, p.key, "env: {NAME: value}")
	for _, one := range pairs {
		at := place(one.value)
		r.doc.veil(at.line, at.column)
		if !variableName.MatchString(one.key) {
			r.report(one.at, "env: "+shown(one.key)+" is not the name of a variable", "write {NAME: value}")
			continue
		}
		if v, ok := r.scalar(pair{key: one.key, at: one.at, value: quoted(one.value)}, text); ok {
			env = append(env, one.key+"="+v.text)
			r.glean(one.value)
		}
	}
	return env
}

func (r *reader) limits(l *Limits, p pair) {
	for _, one := range r.parts(p, limitKeys, nil, "{cpu: 60s, memory: 512MiB}") {
		switch one.key {
		case "cpu":
			r.expect(one, span, func(s string) (bad *flaw) {
				if l.CPU, bad = positive(s); bad == nil && l.CPU < time.Second {
					bad = &flaw{"is less than a second", "write seconds, such as 60s"}
				}
				return bad
			})
		case "memory":
			r.expect(one, text, func(s string) *flaw { return takeSize(&l.Memory, s) })
		case "output":
			r.expect(one, text, func(s string) *flaw { return takeSize(&l.Output, s) })
		case "disk":
			r.expect(one, text, func(s string) *flaw { return takeSize(&l.Disk, s) })
		case "files":
			r.expect(one, number, func(s string) *flaw { return takeNumber(&l.Files, s, Bounds{16, 1 << 20}) })
		case "processes":
			r.expect(one, number, func(s string) *flaw { return takeNumber(&l.Processes, s, Bounds{1, 1 << 16}) })
		}
	}
}

var size = regexp.MustCompile(`^(\d{1,6})(KiB|MiB|GiB)$`)

// takeSize reads a number of bytes: "512MiB".
func takeSize(into *int64, value string) *flaw {
	found := size.FindStringSubmatch(value)
	if found == nil {
		return &flaw{"is not a size", "write a whole number with KiB, MiB or GiB, such as 512MiB"}
	}
	n, err := strconv.ParseInt(found[1], 10, 64)
	shift := map[string]int{"KiB": 10, "MiB": 20, "GiB": 30}[found[2]]
	if err != nil || n == 0 || n > math.MaxInt64>>shift>>10 {
		return &flaw{"is not a size", "write a whole number with KiB, MiB or GiB, such as 512MiB"}
	}
	*into = n << shift
	return nil
}

// Secrets are what the environment gave to the file, and the password: never shown.
func (c Config) Secrets() []string { return slices.Clone(c.draft.Secrets) }

func takeServeDir(c *Config, value string) *flaw {
	if value == "" {
		return &flaw{"is empty", "write the folder of the application, such as ."}
	}
	s := Serve{}
	if c.Serve != nil {
		s = *c.Serve
	}
	s.Dir = value
	c.Serve = &s
	return nil
}
