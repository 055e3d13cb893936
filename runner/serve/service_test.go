//go:build unix

package serve_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/cookiespec/cookiespec/runner/serve"
)

// withRedis puts a program of ours into PATH as redis-server: what is tested is that a server is started, reached and ended.
func withRedis(t *testing.T) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	script := fmt.Sprintf("#!/bin/sh\nAPPLICATION=redis MARK=%s exec %s \"$@\"\n", mark(t), self)
	if err := os.WriteFile(filepath.Join(dir, "redis-server"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
}

// TestAServiceIsReached, isolated also at the port that sources insist on, and gone with the application.
func TestAServiceIsReached(t *testing.T) {
	for name, isolate := range map[string]bool{"isolated": true, "not isolated": false} {
		t.Run(name, func(t *testing.T) {
			if isolate && !serve.Boxed() {
				t.Skip("there is no bwrap that works")
			}
			withRedis(t)
			p := plan(t, "needs-redis")
			p.Isolate, p.Services = isolate, []serve.Service{{Name: "redis"}}
			ask := "ASK=REDIS_URL"
			if isolate {
				ask += " localhost:6379 127.0.0.1:6379"
			}
			p.Env = append(p.Env, ask)
			if got := get(t, start(t, p).URL()); got != "needs-redis" {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestADatabaseIsEmptyAtFirst, and is the application's alone: what an earlier one wrote is not there.
func TestADatabaseIsEmptyAtFirst(t *testing.T) {
	if _, err := exec.LookPath("psql"); err != nil {
		t.Skip("there is no psql")
	}
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres"); len(found) == 0 {
		if _, err := exec.LookPath("postgres"); err != nil {
			t.Skip("there is no PostgreSQL")
		}
	}
	for name, isolate := range map[string]bool{"isolated": true, "not isolated": false} {
		t.Run(name, func(t *testing.T) {
			if isolate && !serve.Boxed() {
				t.Skip("there is no bwrap that works")
			}
			p := plan(t, "good")
			p.Isolate, p.Services = isolate, []serve.Service{{Name: "postgres", User: "shop", Database: "order"}} // which SQL reserves
			for _, line := range []string{
				`psql -XAt -v ON_ERROR_STOP=1 -c "CREATE TABLE marks AS SELECT current_user AS who, current_database() AS what"`,
				`test "$(psql -XAt "$DATABASE_URL" -c 'SELECT * FROM marks')" = "shop|order"`,
			} {
				p.Setup = append(p.Setup, serve.Shell(line))
			}
			if isolate {
				p.Setup = append(p.Setup, serve.Shell(`PGPORT=5432 PGHOST=localhost PGPASSWORD=another psql -XAt -c 'SELECT 1 FROM marks'`))
			}
			for range map[bool]int{true: 2, false: 1}[isolate] { // setting a database up takes seconds
				app := start(t, p)
				if got := get(t, app.URL()); got != "good" {
					t.Errorf("got %q", got)
				}
				app.Stop()
			}
		})
	}
}

// TestAServiceThatIsMissingIsSaid, as is one that does not start.
func TestAServiceThatIsMissingIsSaid(t *testing.T) {
	dir, tmp := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", tmp)
	if err := os.WriteFile(filepath.Join(dir, "valkey-server"), []byte("#!/bin/sh\necho 'Bad directive'\nexit 1\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		t.TempDir(): "this machine lacks Redis, which the rubric asks for",
		dir:         "Redis did not start on this machine: Bad directive",
	} {
		t.Setenv("PATH", path)
		p := plan(t, "good")
		p.Services = []serve.Service{{Name: "redis"}}
		_, err := serve.Start(t.Context(), p)
		var failed *serve.Failure
		if !errors.As(err, &failed) || failed.What != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
