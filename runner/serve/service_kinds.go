//go:build unix

package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"
)

// quick are settings of a server that keeps nothing: it need not survive a loss of power.
var quick = []string{"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"}

// startPostgres makes a cluster with an empty database, and says how its server is started.
func startPostgres(ctx context.Context, s *service, program string, of Service) (p Plan, err error) {
	as, err := unprivileged(s.dir)
	if err != nil {
		return p, err
	}
	// The server is not the application: its limits are none that a small one reaches.
	p = Plan{Dir: s.dir, Env: []string{"LC_ALL=C", "HOME=" + s.dir}, Timeout: servicePatience, Limits: DefaultLimits()}
	p.Limits.CPU = 24 * time.Hour
	data := filepath.Join(s.dir, "data")
	as = as[:len(as):len(as)]
	steps := [][]string{{filepath.Join(filepath.Dir(program), "initdb"), "-D", data, "-U", cmp.Or(of.User, "app"), "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"}}
	if database := cmp.Or(of.Database, "app"); database != "postgres" {
		const create = `echo "CREATE DATABASE \"$1\"" | "$2" --single -F -D "$3" postgres`
		steps = append(steps, []string{"/bin/sh", "-c", create, "sh", database, program, data})
	}
	for _, words := range steps {
		if err := setUp(ctx, p, Command{Words: append(as, words...)}); err != nil {
			return p, notOwn("PostgreSQL", err)
		}
	}
	p.Command.Words = append(append(as, program, "-D", data, "-p", fmt.Sprint(s.Port), "-c", "listen_addresses=127.0.0.1",
		"-c", "unix_socket_directories=", "-c", "dynamic_shared_memory_type=mmap", "-c", "logging_collector=off"), quick...)
	return p, nil
}

// notOwn is a failure of a server's own, in which nothing is the application's.
func notOwn(title string, err error) error {
	if failed := (*Failure)(nil); errors.As(err, &failed) {
		return &Failure{What: fmt.Sprintf("%s could not be set up on this machine: %s", title, cmp.Or(lastWords(failed.Output), failed.What))}
	}
	return err
}

func envOfPostgres(port int, of Service) []string {
	role, database := cmp.Or(of.User, "app"), cmp.Or(of.Database, "app")
	return []string{
		fmt.Sprintf("DATABASE_URL=postgresql://%s:app@127.0.0.1:%d/%s", role, port, database),
		"PGHOST=127.0.0.1", fmt.Sprintf("PGPORT=%d", port), "PGUSER=" + role, "PGPASSWORD=app", "PGDATABASE=" + database,
	}
}

func startRedis(_ context.Context, s *service, program string, _ Service) (Plan, error) {
	p := Plan{Dir: s.dir, Timeout: servicePatience, Limits: DefaultLimits()}
	p.Limits.CPU = 24 * time.Hour
	p.Command.Words = []string{program, "--port", fmt.Sprint(s.Port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", s.dir, "--daemonize", "no"}
	return p, nil
}

func envOfRedis(port int, _ Service) []string {
	return []string{fmt.Sprintf("REDIS_URL=redis://127.0.0.1:%d/0", port)}
}
