package gather

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestAnInterruptKeepsWhatWasGathered and leaves nothing behind (see TestMain), whenever it comes.
func TestAnInterruptKeepsWhatWasGathered(t *testing.T) {
	t.Parallel()
	site := serve(t, map[string]http.HandlerFunc{"/{$}": html("hello", "a=1; Max-Age=1000"), "/p2": html("x")})
	for _, stage := range []string{"visit", "browse", "restart", "aged", "crash", "restore", "cookie-loss"} {
		t.Run("at "+stage, func(t *testing.T) {
			ctx, interrupt := context.WithCancel(t.Context())
			defer interrupt()
			r, err := inShellWithin(t, ctx, site, func(o *Options) {
				o.Stages = everything()
				o.Progress = func(at, _ string) {
					if at == stage {
						interrupt()
					}
				}
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("error %v", err)
			}
			for _, stage := range recording.Stages {
				if r.Scene(stage) == nil {
					t.Errorf("no scene says what became of %s", stage)
				}
			}
			if v := r.Scene(recording.Visit); stage != "visit" && (v.State != recording.Done || len(v.Exchanges) == 0) {
				t.Errorf("what was visited is lost: %+v", v)
			}
		})
	}
}

func everything() (all recording.Stage) {
	for _, p := range recording.Stages {
		all |= p
	}
	return all
}

// TestAChromeThatDiesOnce is replaced, in whatever stage it dies, and the run is whole.
func TestAChromeThatDiesOnce(t *testing.T) {
	for name, nth := range map[string]int32{"in the visit": 1, "in a stage after it": 2} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Setenv("TMPDIR", dir)
			var requests atomic.Int32
			site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
				if requests.Add(1) == nth {
					killChromes(t, dir)
				}
				html("x", "a=1; Max-Age=1000")(w, r)
			}})
			r, err := inShell(t, site, func(o *Options) { o.Stages = recording.Visit | recording.Restart })
			if err != nil || !strings.Contains(strings.Join(r.Notes, " "), "gathered once more") {
				t.Errorf("%v, notes %q", err, r.Notes)
			}
			for _, s := range r.Scenes {
				if s.State != recording.Done {
					t.Errorf("%s is %s: %s", s.Stage, s.State, s.Reason)
				}
			}
		})
	}
}

// TestAChromeThatDiesInTheMiddle again and again breaks its stage, and loses nothing.
func TestAChromeThatDiesInTheMiddle(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("longer-than-the-path-of-a-socket", 4))
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", dir)
	site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/die" {
			killChromes(t, dir)
		}
		html("<a href=/die>x</a>", "a=1; Max-Age=1000")(w, r)
	}})
	r, err := inShell(t, site, func(o *Options) { o.Stages = everything() })
	if err == nil || !strings.Contains(err.Error(), "exited unexpectedly") {
		t.Errorf("error %v", err)
	}
	if v := r.Scene(recording.Visit); v.State != recording.Failed || len(v.Exchanges) == 0 {
		t.Errorf("the visit until then is lost: %+v", v)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func killChromes(t *testing.T, dir string) {
	for _, pid := range strings.Fields(chromesBelow(dir)) {
		var n int
		if _, err := fmt.Sscan(pid, &n); err == nil {
			syscall.Kill(n, syscall.SIGKILL)
		}
	}
}

// TestAFaultOfOurs in the middle is an error, keeps what was gathered and leaves nothing behind, wherever it comes.
func TestAFaultOfOurs(t *testing.T) {
	t.Parallel()
	site := serve(t, map[string]http.HandlerFunc{"/": html("hello", "a=1; Max-Age=1000")})
	for _, stage := range []string{"browse", "crash"} {
		t.Run("at "+stage, func(t *testing.T) {
			r, err := inShell(t, site, func(o *Options) {
				o.Stages = everything()
				o.Progress = func(at, _ string) {
					if at == stage {
						panic("oh")
					}
				}
			})
			var fault *Fault
			if !errors.As(err, &fault) || fault.Value != "oh" {
				t.Errorf("error %v", err)
			}
			if v := r.Scene(recording.Visit); v == nil || v.State != recording.Done {
				t.Errorf("the visit is lost: %+v", v)
			}
		})
	}
}

// TestAFullDisk: there is no room for a profile, or none for what Chrome writes into it.
func TestAFullDisk(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("only root can make a small disk here: %s", out)
	}
	defer exec.Command("umount", "-l", dir).Run()
	if err := os.WriteFile(dir+"/full", make([]byte, 64<<10), 0o600); err != nil {
		t.Log(err)
	}
	t.Setenv("TMPDIR", dir)
	_, err := inShell(t, serve(t, map[string]http.HandlerFunc{"/": html("x", "a=1")}), nil)
	if err == nil || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("error %v", err)
	}
}
