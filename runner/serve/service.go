//go:build unix

package serve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// service is one that runs.
type service struct {
	door
	dir     string // its data
	process *process
}

// servers are the kinds of services, by their names in a rubric.
var servers = map[string]struct {
	title, install string // what is said of one that is missing
	custom         int
	ready          string // that it prints
	programs       []string
	start          func(ctx context.Context, s *service, program string, of Service) (Plan, error)
	env            func(port int, of Service) []string
}{
	"postgres": {"PostgreSQL", "postgresql", 5432, "database system is ready to accept connections", []string{"postgres"}, startPostgres, envOfPostgres},
	"redis":    {"Redis", "redis-server", 6379, "Ready to accept connections", []string{"redis-server", "valkey-server"}, startRedis, envOfRedis},
}

// startServices starts the servers that an application needs, and adds to the plan how it reaches them. The error is a [*Failure] where
// one is missing or does not start.
func startServices(ctx context.Context, p *Plan) (all []*service, err error) {
	defer func() {
		if err != nil {
			stopServices(all)
			all = nil
		}
	}()
	programs, err := programsOf(p.Services) // all, before one is started
	if err != nil {
		return nil, err
	}
	var env []string
	for i, of := range p.Services {
		s, err := startService(ctx, programs[i], of)
		if err != nil {
			return all, err
		}
		all = append(all, s)
		env = append(env, servers[of.Name].env(s.Port, of)...)
		p.doors = append(p.doors, s.door)
	}
	p.Env = append(env, p.Env...) // what the rubric says comes last, and counts
	return all, nil
}

// programsOf are the programs of services, in their order. The error is a [*Failure] where this machine lacks one.
func programsOf(services []Service) (programs []string, err error) {
	for _, of := range services {
		kind := servers[of.Name]
		program := find(kind.programs)
		if program == "" {
			return nil, &Failure{
				What: fmt.Sprintf("this machine lacks %s, which the rubric asks for", kind.title),
				Hint: fmt.Sprintf("install %s (Debian), or take it out of services in the rubric", kind.install),
			}
		}
		programs = append(programs, program)
	}
	return programs, nil
}

// startService starts one, more than once where another program takes its port first.
func startService(ctx context.Context, program string, of Service) (s *service, err error) {
	for range attempts {
		if s, err = tryService(ctx, program, of); err == nil || ctx.Err() != nil {
			return s, err
		}
	}
	return nil, err
}

func tryService(ctx context.Context, program string, of Service) (s *service, err error) {
	kind := servers[of.Name]
	s = &service{door: door{Custom: kind.custom}}
	defer func() {
		if err != nil {
			s.stop()
		}
	}()
	if s.dir, err = os.MkdirTemp("", "cookiespec-"+of.Name+"-"); err != nil {
		return nil, err
	}
	if s.Port, err = freePort(); err != nil {
		return nil, err
	}
	p, err := kind.start(ctx, s, program, of)
	if err != nil {
		return nil, err
	}
	if s.process, err = launch(p, p.Command, s.Port, false, nil); err != nil {
		return nil, err
	}
	return s, s.await(ctx, kind.title, kind.ready)
}

// servicePatience is how long a server may take to be ready.
const servicePatience = time.Minute

// await returns when the server says that it is ready.
func (s *service) await(ctx context.Context, title, ready string) error {
	poll := time.NewTicker(pollEvery)
	defer poll.Stop()
	deadline := time.NewTimer(servicePatience)
	defer deadline.Stop()
	for !strings.Contains(s.process.output.String(), ready) {
		select {
		case <-poll.C:
		case <-s.process.ended:
			return &Failure{What: fmt.Sprintf("%s did not start on this machine: %s", title, lastWords(s.process.output.String()))}
		case <-deadline.C:
			return &Failure{What: fmt.Sprintf("%s was not ready within %s on this machine: %s", title, servicePatience, lastWords(s.process.output.String()))}
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return nil
}

// stop ends the server and removes its data.
func (s *service) stop() {
	if s.process != nil {
		s.process.stop()
	}
	if s.dir != "" {
		os.RemoveAll(s.dir)
	}
}

func stopServices(all []*service) {
	for _, s := range slices.Backward(all) {
		s.stop()
	}
}

// find is the path of the first of some programs that this machine has; empty: it has none. Debian keeps those of PostgreSQL apart.
func find(programs []string) string {
	for _, name := range programs {
		if path, err := exec.LookPath(name); err == nil {
			if real, err := filepath.EvalSymlinks(path); err == nil {
				return real
			}
			return path
		}
		for _, pattern := range []string{"/usr/lib/postgresql/*/bin/", "/usr/pgsql-*/bin/"} {
			if found, _ := filepath.Glob(pattern + name); len(found) > 0 {
				return newest(found)
			}
		}
	}
	return ""
}

// newest of some paths of one program, by the number in them.
func newest(paths []string) string {
	number := func(path string) (n int) {
		n, _ = strconv.Atoi(strings.TrimLeft(filepath.Base(filepath.Dir(filepath.Dir(path))), "pgsql-"))
		return n
	}
	return slices.MaxFunc(paths, func(a, b string) int { return number(a) - number(b) })
}

// unprivileged is what goes before a program that refuses to run as root, and gives it a folder. It is nothing for other users.
func unprivileged(dir string) ([]string, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	var found *user.User
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			found = u
			break
		}
	}
	setpriv, err := exec.LookPath("setpriv")
	if found == nil || err != nil {
		return nil, &Failure{What: "PostgreSQL does not run as root, and there is no user that it could run as", Hint: "grade as another user"}
	}
	uid, err := strconv.Atoi(found.Uid)
	gid, wrong := strconv.Atoi(found.Gid)
	if err := errors.Join(err, wrong, os.Chown(dir, uid, gid)); err != nil {
		return nil, err
	}
	return []string{setpriv, "--reuid=" + found.Uid, "--regid=" + found.Gid, "--clear-groups", "--"}, nil
}
