package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestMain fails when a test left a profile or a Chrome behind.
func TestMain(m *testing.M) {
	if profile := os.Getenv("START_ON_PROFILE"); profile != "" {
		startAndWait(profile)
	}
	dir, err := os.MkdirTemp("", "browser-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Setenv("TMPDIR", dir)
	code := m.Run()
	if left, _ := os.ReadDir(dir); len(left) > 0 && code == 0 {
		fmt.Fprintln(os.Stderr, "left behind:", left)
		code = 1
	}
	if running := running(dir); running != "" && code == 0 {
		fmt.Fprintln(os.Stderr, "still running:", running)
		code = 1
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// startAndWait is another process of this program, see [TestChromeEndsWithTheProgram].
func startAndWait(profile string) {
	b, err := Start(context.Background(), Options{Path: must(Find("")), Profile: profile})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("started")
	<-b.Gone()
	os.Exit(1)
}

// running lists the processes that use a profile below dir.
func running(dir string) string {
	out, _ := exec.Command("pgrep", "-f", "--", "--user-data-dir="+dir).Output()
	return strings.Join(strings.Fields(string(out)), " ")
}

// seats bound the browsers that run at once. A test takes all that it needs in one turn.
var (
	seats = make(chan struct{}, 2)
	turn  sync.Mutex
)

// parallel makes t one of the tests that run side by side, with so many browsers at once.
func parallel(t *testing.T, browsers int) {
	t.Helper()
	if testing.Short() {
		t.Skip("drives Chrome")
	}
	t.Parallel()
	turn.Lock()
	defer turn.Unlock()
	for range browsers {
		seats <- struct{}{}
	}
	t.Cleanup(func() {
		for range browsers {
			<-seats
		}
	})
}

// newProfile returns a profile that goes with the test.
func newProfile(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "t-") // short: Chrome puts a socket into it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { removeAll(t, dir) })
	profile, err := NewProfile(dir)
	if err != nil {
		t.Fatal(err)
	}
	return profile
}

// removeAll waits for the last process of a killed browser, which may still be writing.
func removeAll(t *testing.T, dir string) {
	eventually(t, func() bool { return os.RemoveAll(dir) == nil }, "removing "+dir)
}

// eventually waits for what must come soon.
func eventually(t *testing.T, is func() bool, what string) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal(what, "takes too long")
		}
	}
}

// start starts the Chrome that the tool would drive.
func start(t *testing.T, profile string, change ...func(*Options)) *Browser {
	t.Helper()
	path, err := Find("")
	if err != nil {
		t.Fatalf("%v (or run with -short, without Chrome)", err)
	}
	o := Options{Path: path, Profile: profile}
	for _, c := range change {
		c(&o)
	}
	b, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Kill)
	return b
}

func quit(t *testing.T, b *Browser) {
	t.Helper()
	if err := b.Quit(); err != nil {
		t.Fatal(err)
	}
}

// site is a server that sets one cookie for each query parameter of the form name=attributes, and remembers what it was sent.
type site struct {
	*httptest.Server
	mu     sync.Mutex
	cookie map[string]string // by path
}

func newSite(t *testing.T, serve func(http.Handler) *httptest.Server) *site {
	s := &site{cookie: map[string]string{}}
	s.Server = serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.cookie[r.Host+r.URL.Path] = r.Header.Get("Cookie")
		s.mu.Unlock()
		for _, line := range r.URL.Query()["set"] {
			w.Header().Add("Set-Cookie", line)
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, r.URL.Query().Get("body"))
	}))
	t.Cleanup(s.Close)
	return s
}

// sent are the names in the Cookie header of the last request to a host and path, sorted.
func (s *site) sent(hostPath string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for _, pair := range strings.Split(s.cookie[hostPath], "; ") {
		if name, _, ok := strings.Cut(pair, "="); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// open opens URLs one after the other in a new tab.
func open(t *testing.T, b *Browser, urls ...string) {
	t.Helper()
	tab, end := b.Tab(func(any) {})
	defer end()
	visit(t, tab, urls...)
}

func visit(t *testing.T, tab context.Context, urls ...string) {
	t.Helper()
	for _, u := range urls {
		if err := chromedp.Do(tab, chromedp.Navigate(u)); err != nil {
			t.Fatalf("%s: %v", u, err)
		}
	}
}

// jar are the names in the profile's jar, sorted.
func jar(t *testing.T, b *Browser) []string {
	t.Helper()
	cookies, err := b.Jar(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range cookies {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	return names
}

func want(t *testing.T, what string, got []string, names ...string) {
	t.Helper()
	if !slices.Equal(got, names) {
		t.Errorf("%s: %v, want %v", what, got, names)
	}
}
