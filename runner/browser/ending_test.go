package browser

import (
	"bufio"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
)

// both are the query that sets a cookie of each kind.
const both = "?set=persistent%3D1%3BMax-Age%3D1209600&set=session%3D1"

// TestEndings: how a browser ended decides which cookies the next one finds.
func TestEndings(t *testing.T) {
	for _, row := range []struct {
		name string
		end  func(*testing.T, *Browser, string)
		left []string
	}{
		{"a graceful quit keeps persistent cookies and ends the session", func(t *testing.T, b *Browser, _ string) { quit(t, b) }, []string{"persistent"}},
		{"a crash after the jar was written keeps persistent cookies", func(t *testing.T, b *Browser, profile string) {
			flush(t, b, profile)
			b.Kill()
			if err := Unflush(profile); err != nil {
				t.Fatal(err)
			}
		}, []string{"persistent"}},
		{"also when many others were set before", func(t *testing.T, b *Browser, profile string) {
			others := make([]*network.CookieParam, 300)
			for i := range others {
				others[i] = &network.CookieParam{Name: "other", Value: "1", URL: fmt.Sprintf("http://flush%d-other.invalid/", i)}
			}
			must(call(t.Context(), b, storage.SetCookies, storage.SetCookiesParams{Cookies: others}))
			flush(t, b, profile)
			b.Kill()
			if err := Unflush(profile); err != nil {
				t.Fatal(err)
			}
		}, []string{"persistent"}},
		{"to continue where one left off keeps both", func(t *testing.T, b *Browser, profile string) {
			quit(t, b)
			if err := ContinueWhereLeftOff(profile); err != nil {
				t.Fatal(err)
			}
		}, []string{"persistent", "session"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			parallel(t, 1)
			s := newSite(t, httptest.NewServer)
			profile := newProfile(t)
			b := start(t, profile)
			open(t, b, s.URL+"/"+both)
			want(t, "before", jar(t, b), "persistent", "session")
			row.end(t, b, profile)
			again := start(t, profile)
			want(t, "in the jar at the next start", jar(t, again), row.left...)
			open(t, again, s.URL+"/")
			want(t, "sent by the next browser", s.sent(s.Listener.Addr().String()+"/"), row.left...)
			quit(t, again)
		})
	}
}

// TestCrashSoonAfter: Chrome keeps its jar in memory for up to 30 s. Now and then it writes earlier, so one loss of three will do.
func TestCrashSoonAfter(t *testing.T) {
	parallel(t, 1)
	s := newSite(t, httptest.NewServer)
	for try := 1; ; try++ {
		profile := newProfile(t)
		b := start(t, profile)
		open(t, b, s.URL+"/"+both)
		b.Kill()
		again := start(t, profile)
		left := jar(t, again)
		quit(t, again)
		if len(left) == 0 {
			return
		}
		if try == 3 || slices.Contains(left, "session") {
			t.Fatalf("%v survived a crash soon after they were set", left)
		}
	}
}

func flush(t *testing.T, b *Browser, profile string) {
	t.Helper()
	if err := b.Flush(t.Context(), profile); err != nil {
		t.Fatal(err)
	}
}

// TestFlushTwice: the second write is waited for like the first, whatever the first has left.
func TestFlushTwice(t *testing.T) {
	parallel(t, 1)
	s := newSite(t, httptest.NewServer)
	profile := newProfile(t)
	b := start(t, profile)
	open(t, b, s.URL+"/?set=a%3D1%3BMax-Age%3D600")
	flush(t, b, profile)
	open(t, b, s.URL+"/?set=b%3D1%3BMax-Age%3D600")
	flush(t, b, profile)
	b.Kill()
	if err := Unflush(profile); err != nil {
		t.Fatal(err)
	}
	again := start(t, profile)
	want(t, "after the crash", jar(t, again), "a", "b")
	quit(t, again)
}

func TestFlushOfABrowserThatIsGone(t *testing.T) {
	parallel(t, 1)
	profile := newProfile(t)
	b := start(t, profile)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Flush(over, profile); err == nil || !strings.Contains(err.Error(), "context canceled") {
		t.Errorf("with a context that is over: %v", err)
	}
	b.Kill()
	if err := b.Flush(t.Context(), profile); err == nil {
		t.Error("a dead browser was flushed")
	}
}

func TestQuitOfABrowserThatWasEndedFromOutside(t *testing.T) {
	for _, row := range []struct {
		name   string
		signal syscall.Signal
	}{
		{"killed", syscall.SIGKILL},
		{"asked to end, after which Chrome may have lost its cookies", syscall.SIGTERM},
		{"interrupted", syscall.SIGINT},
	} {
		t.Run(row.name, func(t *testing.T) {
			parallel(t, 1)
			b := start(t, newProfile(t))
			if err := syscall.Kill(b.cmd.Process.Pid, row.signal); err != nil {
				t.Fatal(err)
			}
			gone(t, b)
			if err := b.Quit(); err == nil || !strings.Contains(err.Error(), "was gone before it was asked to quit") {
				t.Errorf("Quit returned %v", err)
			}
			if _, err := b.Jar(t.Context()); err == nil {
				t.Error("the jar of a browser that is gone was read")
			}
		})
	}
	t.Run("killed while it quits", func(t *testing.T) {
		parallel(t, 1)
		b := start(t, newProfile(t))
		syscall.Kill(b.cmd.Process.Pid, syscall.SIGSTOP) // so that it cannot be faster
		done := make(chan error)
		go func() { done <- b.Quit() }()
		syscall.Kill(b.cmd.Process.Pid, syscall.SIGKILL)
		if err := <-done; err == nil {
			t.Error("Quit returned no error")
		}
	})
}

func TestEndsNoMoreThanOnce(t *testing.T) {
	parallel(t, 1)
	b := start(t, newProfile(t))
	quit(t, b)
	b.Kill()
	if err := b.Quit(); err == nil {
		t.Error("what is over was quit once more")
	}
}

func TestCancelKills(t *testing.T) {
	parallel(t, 1)
	path, err := Find("")
	if err != nil {
		t.Fatal(err)
	}
	profile := newProfile(t)
	ctx, cancel := context.WithCancel(t.Context())
	b, err := Start(ctx, Options{Path: path, Profile: profile})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Kill)
	cancel()
	gone(t, b)
	eventually(t, func() bool { return running(profile) == "" }, "the end of the browser's processes")
	if err := b.Quit(); err == nil {
		t.Error("Quit returned no error")
	}
}

func TestNothingRunsAfterTheEnd(t *testing.T) {
	for name, end := range map[string]func(*testing.T, *Browser){
		"quit":   quit,
		"killed": func(_ *testing.T, b *Browser) { b.Kill() },
	} {
		t.Run(name, func(t *testing.T) {
			parallel(t, 1)
			profile := newProfile(t)
			b := start(t, profile)
			group := b.cmd.Process.Pid
			if running(profile) == "" || len(members(t, group)) < 2 {
				t.Fatal("no process was found while it ran")
			}
			end(t, b)
			gone(t, b)
			eventually(t, func() bool { return running(profile) == "" && len(members(t, group)) == 0 }, "the end of the browser's processes")
		})
	}
}

// TestChromeEndsWithTheProgram: a program that is killed has no time to end its browsers.
func TestChromeEndsWithTheProgram(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux ends a process with its parent")
	}
	parallel(t, 1)
	profile := newProfile(t)
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), "START_ON_PROFILE="+profile)
	output, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	said, _ := bufio.NewReader(output).ReadString('\n')
	if said != "started\n" || running(profile) == "" {
		t.Errorf("it said %q", said)
	}
	program.Process.Kill()
	program.Wait()
	eventually(t, func() bool { return running(profile) == "" }, "the end of the browser's processes")
}

func gone(t *testing.T, b *Browser) {
	t.Helper()
	select {
	case <-b.Gone():
	case <-time.After(30 * time.Second):
		t.Fatal("Gone is not closed")
	}
}

// members are the living processes of a group. Where there is no /proc, the group is one member while it exists.
func members(t *testing.T, group int) (pids []string) {
	t.Helper()
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	if len(stats) == 0 && syscall.Kill(-group, 0) == nil {
		return []string{"?", "?"}
	}
	for _, path := range stats {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		_, rest, _ := strings.Cut(string(text), ") ")
		if f := strings.Fields(rest); len(f) > 2 && f[0] != "Z" && f[2] == strconv.Itoa(group) {
			pids = append(pids, path)
		}
	}
	return pids
}
