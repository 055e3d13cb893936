package html_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/browser"
)

// viewer is a tab that hears what a page complains of and asks for.
type viewer struct {
	t        *testing.T
	ctx      context.Context
	mu       sync.Mutex
	heard    []string // complaints
	requests []string
}

// TestInChrome opens pages in a real browser: as on a phone and on a desk, light and dark, with and without scripts.
func TestInChrome(t *testing.T) {
	if testing.Short() {
		t.Skip("needs Chrome")
	}
	v := open(t)
	quiet := reporttest.Sample()
	quiet.Life, quiet.Results, quiet.Cookies, quiet.Coverage = nil, nil, nil, nil
	for name, run := range map[string]reports.Run{"every outcome": reporttest.Sample(), "a hostile target": hostile(), "nothing": quiet} {
		file := filepath.Join(t.TempDir(), "page.html")
		if err := os.WriteFile(file, []byte(written(t, run)), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) {
			v.t = t
			for _, width := range []int64{360, 1440} {
				for _, scheme := range []string{"light", "dark"} {
					for _, scripts := range []bool{true, false} {
						v.show(file, width, scheme, scripts)
						v.fits(width)
						v.obeys(scheme)
					}
				}
			}
			v.quiet(file)
			v.names()
			v.skips()
		})
	}
}

// open starts a browser for the test.
func open(t *testing.T) *viewer {
	path, err := browser.Find("")
	if err != nil {
		t.Fatal(err)
	}
	profile, err := browser.NewProfile(os.TempDir()) // short: Chrome's socket lies in it
	if err != nil {
		t.Fatal(err)
	}
	b, err := browser.Start(context.Background(), browser.Options{Path: path, Profile: profile})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Quit(); err != nil {
			t.Error(err)
		}
		os.RemoveAll(profile)
	})
	v := &viewer{t: t}
	ctx, end := b.Tab(v.hear)
	t.Cleanup(end)
	v.ctx = ctx
	v.do(chromedp.Do(ctx))
	send(v, log.Enable, cdp.Empty{})
	return v
}

func (v *viewer) hear(event any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded:
		v.heard = append(v.heard, e.Entry.Text)
	case *runtime.EventConsoleAPICalled:
		v.heard = append(v.heard, "console: "+string(e.Type))
	case *runtime.EventExceptionThrown:
		v.heard = append(v.heard, e.ExceptionDetails.Text)
	case *network.EventRequestWillBeSent:
		v.requests = append(v.requests, e.Request.URL)
	}
}

func (v *viewer) do(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

func (v *viewer) show(file string, width int64, scheme string, scripts bool) {
	v.t.Helper()
	send(v, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 800, DeviceScaleFactor: 1, Mobile: width < 500})
	send(v, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	send(v, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts})
	v.do(chromedp.Do(v.ctx, chromedp.Navigate("file://"+file)))
}

func ask[T any](v *viewer, expression string) T {
	v.t.Helper()
	value, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](expression))
	v.do(err)
	return value
}

// fits holds the page to the width of its window, also with all that can be unfolded unfolded.
func (v *viewer) fits(width int64) {
	v.t.Helper()
	ask[bool](v, `document.querySelectorAll("details").forEach(d => d.open = true); true`)
	if wide := ask[int64](v, "document.documentElement.scrollWidth"); wide > width {
		v.t.Errorf("the page is %d px wide in a window of %d px; beyond it: %s", wide, width, ask[string](v, fmt.Sprintf(
			`[...document.querySelectorAll("body *")].filter(e => !e.closest(".scroll") && e.getBoundingClientRect().right > %d).slice(0, 5).map(e => e.tagName + "." + e.className).join(" ")`, width)))
	}
	if ask[bool](v, "window.hit === 1") {
		v.t.Error("a text of the target ran as a script")
	}
}

// obeys looks whether the page has the colours that the reader's system asks for.
func (v *viewer) obeys(scheme string) {
	v.t.Helper()
	ground := ask[string](v, "getComputedStyle(document.body).backgroundColor")
	if light := ground == "rgb(255, 255, 255)"; light != (scheme == "light") {
		v.t.Errorf("the ground is %s in a %s window", ground, scheme)
	}
}

// quiet holds all pages so far to having complained of nothing and asked for nothing but themselves.
func (v *viewer) quiet(file string) {
	v.t.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.heard) > 0 {
		v.t.Errorf("the console says %q", v.heard)
	}
	loads := 0
	for _, r := range v.requests {
		if r == "file://"+file {
			loads++
		} else if !strings.HasPrefix(r, "data:image/") {
			v.t.Errorf("the page asks for %.80s", r)
		}
	}
	if loads == 0 {
		v.t.Error("nobody heard the page being loaded")
	}
	v.heard, v.requests = nil, nil
}

// named are the roles that a screen reader announces by name.
var named = []string{"link", "image", "img", "table", "region", "navigation", "heading", "article", "button", "DisclosureTriangle", "columnheader", "rowheader"}

// names looks for what the accessibility tree has no name for.
func (v *viewer) names() {
	v.t.Helper()
	tree, err := chromedp.Call(v.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	v.do(err)
	seen := map[string]int{}
	for _, n := range tree.Nodes {
		role := text(n.Role)
		if n.Ignored || !slices.Contains(named, role) {
			continue
		}
		seen[role]++
		if strings.TrimSpace(text(n.Name)) == "" {
			v.t.Errorf("there is a %s without a name", role)
		}
	}
	for _, role := range []string{"heading", "link", "region", "navigation"} {
		if seen[role] == 0 {
			v.t.Errorf("the accessibility tree has no %s; it has %v", role, seen)
		}
	}
}

func text(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	return strings.Trim(string(v.Value), `"`)
}

// skips presses Tab: the first thing to reach is a link past what is not the report, and it shows.
func (v *viewer) skips() {
	v.t.Helper()
	v.do(chromedp.Do(v.ctx, chromedp.KeyEvent("\t")))
	where := ask[string](v, `(e => { const r = e.getBoundingClientRect(); return e.getAttribute("href") + (r.left >= 0 && r.top >= 0 ? " shows" : " is hidden") })(document.activeElement)`)
	if where != "#main shows" {
		v.t.Errorf("Tab leads to %s", where)
	}
}

func send[P, R any](v *viewer, command cdp.Command[P, R], params P) {
	v.t.Helper()
	_, err := chromedp.Call(v.ctx, command, params)
	v.do(err)
}
