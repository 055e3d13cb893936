package browser

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"log"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// resolve sends all hosts of .test to this machine.
func resolve(o *Options) { o.Resolve = []string{"MAP *.test 127.0.0.1"} }

// trust accepts the key of a server, and no other.
func trust(s *site) func(*Options) {
	sum := sha256.Sum256(s.Certificate().RawSubjectPublicKeyInfo)
	return func(o *Options) {
		o.SPKI = []string{base64.StdEncoding.EncodeToString(make([]byte, 32)), base64.StdEncoding.EncodeToString(sum[:])}
	}
}

func TestStart(t *testing.T) {
	parallel(t, 1)
	profile := newProfile(t)
	b := start(t, profile, resolve)
	if !regexp.MustCompile(`^Chrome/[0-9]+(\.[0-9]+){3}$`).MatchString(b.Product) || b.Shell {
		t.Errorf("it calls itself %q, a shell: %t", b.Product, b.Shell)
	}
	if !strings.Contains(b.UserAgent, "Chrome/") {
		t.Errorf("its user agent is %q", b.UserAgent)
	}
	for _, flag := range b.Flags {
		if strings.Contains(flag, profile) || !strings.HasPrefix(flag, "--") {
			t.Errorf("the recorded flag %s belongs to this run alone", flag)
		}
	}
	for _, flag := range []string{"--headless", "--host-resolver-rules=MAP *.test 127.0.0.1", "--password-store=basic"} {
		if !slices.ContainsFunc(b.Flags, func(f string) bool { return f == flag || strings.HasPrefix(f, flag+"=") }) {
			t.Errorf("%s is not among %q", flag, b.Flags)
		}
	}
	// What a flag changes of cookies would be judged as if users' browsers did it.
	about := regexp.MustCompile(`(?i)cookie|samesite|third-?party|incognito|guest|ephemeral|disable-web-security|partition|privacy|tracking`)
	for _, flag := range b.Flags {
		if about.MatchString(flag) {
			t.Errorf("Chrome is started with %s", flag)
		}
	}
	want(t, "a fresh profile's jar", jar(t, b))
	quit(t, b)
	if _, err := os.Stat(filepath.Join(profile, crashes)); err != nil && runtime.GOOS == "linux" {
		t.Errorf("the memory of what crashes goes elsewhere: %v", err)
	}
}

func TestCertificates(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*site) func(*Options)
		opens  bool
	}{
		{"an unknown one is refused", func(*site) func(*Options) { return func(*Options) {} }, false},
		{"any is accepted when asked to", func(*site) func(*Options) { return func(o *Options) { o.Insecure = true } }, true},
		{"the key that is named is accepted", trust, true},
		{"another than the key that is named is refused", func(*site) func(*Options) {
			return func(o *Options) { o.SPKI = []string{base64.StdEncoding.EncodeToString(make([]byte, 32))} }
		}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			parallel(t, 1)
			s := newSite(t, httptest.NewTLSServer)
			s.Config.ErrorLog = log.New(io.Discard, "", 0) // refused handshakes
			b := start(t, newProfile(t), row.change(s))
			tab, end := b.Tab(func(any) {})
			defer end()
			err := chromedp.Do(tab, chromedp.Navigate(s.URL+"/?set=a%3D1"))
			if opens := err == nil; opens != row.opens {
				t.Errorf("opened with %v", err)
			}
			if got := len(jar(t, b)); (got == 1) != row.opens {
				t.Errorf("%d cookies in the jar", got)
			}
			quit(t, b)
		})
	}
}

func TestResolve(t *testing.T) {
	for _, row := range []struct {
		name, rule, host string
		network, listen  string
	}{
		{"a host by name", "MAP shop.test 127.0.0.1", "shop.test", "tcp4", "127.0.0.1:0"},
		{"all hosts below another", "MAP *.shop.test 127.0.0.1", "a.b.shop.test", "tcp4", "127.0.0.1:0"},
		{"to an IPv6 address without brackets", "MAP shop.test ::1", "shop.test", "tcp6", "[::1]:0"},
		{"to an IPv6 address", "MAP shop.test [::1]", "shop.test", "tcp6", "[::1]:0"},
	} {
		t.Run(row.name, func(t *testing.T) {
			parallel(t, 1)
			listener, err := net.Listen(row.network, row.listen)
			if err != nil {
				t.Skip(err)
			}
			s := newSite(t, httptest.NewServer)
			s.Listener.Close()
			_, port, err := net.SplitHostPort(listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			go s.Config.Serve(listener)
			b := start(t, newProfile(t), func(o *Options) { o.Resolve = []string{"MAP other.test 127.0.0.9", row.rule} })
			open(t, b, "http://"+row.host+":"+port+"/?set=a%3D1", "http://"+row.host+":"+port+"/")
			want(t, "sent", s.sent(row.host+":"+port+"/"), "a")
			quit(t, b)
		})
	}
}

func TestHeadlessShellIsKnownAsSuch(t *testing.T) {
	parallel(t, 1)
	path := "/usr/bin/chromium-headless-shell"
	if _, err := os.Stat(path); err != nil {
		t.Skip("it is not installed")
	}
	b := start(t, newProfile(t), func(o *Options) { o.Path = path })
	if !b.Shell {
		t.Errorf("%s, %q, is taken for a whole Chrome", path, b.Product)
	}
	quit(t, b)
}

// TestWhatIsNoChrome: each fails at once, says why, and leaves no process behind.
func TestWhatIsNoChrome(t *testing.T) {
	script := func(text string) func(*testing.T) string {
		return func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "chrome")
			if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			return path
		}
	}
	for _, row := range []struct {
		name string
		path func(*testing.T) string
		want string
	}{
		{"nothing there", func(*testing.T) string { return "/nonexistent/chrome" }, "/nonexistent/chrome did not start: fork/exec /nonexistent/chrome: no such file or directory"},
		{"a program that ends at once", script("exit 0"), "did not start: it ended without a word"},
		{"a program that fails", script("echo 'error while loading shared libraries: libnss3.so' >&2; exit 127"), "did not start: it says error while loading shared libraries: libnss3.so"},
		{"a program that says why", script("echo '[1:2:3/4.5:FATAL:zygote.cc(1)] No usable sandbox! Update your kernel' >&2; exit 1"), "its sandbox cannot be used on this system"},
		{"a text file", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "chrome")
			if err := os.WriteFile(path, []byte("text"), 0o700); err != nil {
				t.Fatal(err)
			}
			return path
		}, "exec format error"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b, err := Start(t.Context(), Options{Path: row.path(t), Profile: newProfile(t)})
			if b != nil || err == nil || !strings.Contains(err.Error(), row.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v\nwant %s", err, row.want)
			}
		})
	}
}

func TestStartEndsWithItsContext(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "chrome")
	if err := os.WriteFile(path, []byte("#!/bin/sh\nsleep 60 &\nwait\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	profile := newProfile(t)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	b, err := Start(ctx, Options{Path: path, Profile: profile})
	if b != nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, %v", b, err)
	}
	eventually(t, func() bool { return running(profile) == "" }, "the end of what was started")
}
