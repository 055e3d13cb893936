// Package gather drives a target in a real Chrome and writes down what happened to every cookie. It knows no check: what it
// records is judged elsewhere.
//
// Each part of a run is a file here that fills one scene. The first browser visits and browses; its closed profile is then
// copied, and the copies go their different ways side by side: restarted, crashed, restored, aged.
package gather

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/fetch"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Options say what to gather and how.
type Options struct {
	URL      string
	Pages    []string       // beside the entry page: URLs or paths; none: those linked from it
	MaxPages int            // bound of all pages, the entry page included
	Parts    recording.Part // what is wanted; Visit always is
	Patience time.Duration  // longest lifetime that is waited for on the real clock
	Timeout  time.Duration  // bound of the whole run
	Jobs     int            // browsers side by side

	Chrome    string // path of the binary
	Headed    bool
	Insecure  bool     // accept any certificate
	SPKI      []string // accept these keys
	Resolve   []string // "HOST:ADDR", * for any part of a host
	Headers   []Header // sent to the target's own site only
	UserAgent string   // instead of Chrome's own with the tool's name added

	Declared []recording.Declaration
	Tool     string // name and version
	Digest   string // of what steers gathering

	Progress func(stage, text string) // may be nil; called from several goroutines

	pageLimit time.Duration // bound of a first page's load; zero: firstPage
}

// Header is a request header.
type Header struct{ Name, Value string }

// run is one run on its way.
type run struct {
	o       Options
	target  *url.URL
	dir     string // holds every profile
	closed  string // the profile of the first browser, once that has quit; only copies of it are used
	masker  *masker
	meter   *meter
	slots   chan struct{} // one for each browser that may run at once
	standIn *standIn

	mu      sync.Mutex // guards what follows
	rec     *recording.Recording
	slowest time.Duration // page load so far
}

// Run gathers. It always returns a recording, of what was gathered until then; the error, if any, says why that is not all
// there is. A part that broke is a scene that says so, not an error.
func Run(ctx context.Context, o Options) (*recording.Recording, error) {
	r := &run{o: o, masker: newMasker(), meter: newMeter(), slots: make(chan struct{}, max(1, o.Jobs))}
	r.rec = &recording.Recording{
		Version: recording.Version, Tool: o.Tool, Declared: o.Declared, Patience: recording.InSeconds(o.Patience),
		Started: r.meter.began.UTC(),
		Target:  recording.Target{Digest: o.Digest},
	}
	err := guard(func() error { return r.gather(ctx) })
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	r.finish(err)
	return r.rec, err
}

// Fault is a panic of ours. What was gathered until then is kept all the same.
type Fault struct {
	Value any
	Stack []byte
}

func (f *Fault) Error() string { return fmt.Sprintf("a fault of cookiespec: %v", f.Value) }

// guard turns a panic into a *Fault.
func guard(do func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &Fault{value, debug.Stack()}
		}
	}()
	return do()
}

func (r *run) gather(ctx context.Context) error {
	target, err := url.Parse(r.o.URL)
	if err != nil {
		return &Trouble{What: fmt.Sprintf("%q is no URL", r.o.URL)}
	}
	r.target = target
	if password, ok := target.User.Password(); ok {
		r.masker.secret(password)
		_, encoded, _ := strings.Cut(target.User.String(), ":")
		r.masker.secret(encoded)
	}
	for _, h := range r.o.Headers {
		r.masker.secret(h.Value)
	}
	r.rec.Target.URL = target.Redacted()
	r.rec.Browser.Path = r.o.Chrome
	if r.dir, err = os.MkdirTemp("", "cookiespec-"); err != nil {
		return fmt.Errorf("there is no room for browser profiles: %w", err)
	}
	defer removeAll(r.dir)
	if r.o.Timeout > 0 {
		bounded, cancel := context.WithTimeoutCause(ctx, r.o.Timeout, &Trouble{
			fmt.Sprintf("the run took longer than --timeout %s", r.o.Timeout), "raise it, or lower --max-pages",
		})
		defer cancel()
		ctx = bounded
	}
	err = r.scenario(ctx)
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return cause
	}
	return err
}

// scenario is the order in which the parts run.
func (r *run) scenario(ctx context.Context) error {
	profile, err := browser.NewProfile(r.dir)
	if err != nil {
		return err
	}
	first, err := r.start(ctx, profile)
	if err != nil {
		return err
	}
	defer first.Kill()
	r.rec.Browser.Product, r.rec.Browser.Flags, r.rec.Browser.Shell = first.Product, first.Flags, first.Shell
	if err := r.firstBrowser(ctx, first); err != nil {
		return err
	}
	if err := r.quit(first); err != nil {
		return err
	}
	r.closed = profile
	if r.wants(recording.Restore | recording.Elsewhere | recording.Aged | recording.Waited) {
		if r.standIn, err = newStandIn(); err != nil {
			return err
		}
		defer r.standIn.close()
	}
	// The browser that waits the longest goes first, so that the others run while it waits.
	var group sync.WaitGroup
	faults := make(chan error, len(recording.Parts))
	for _, part := range []struct {
		parts recording.Part
		do    func(context.Context, string) error
	}{
		{recording.Aged | recording.Waited, r.aged},
		{recording.Restart | recording.Fresh | recording.Loss, r.restart},
		{recording.Crash, r.crash},
		{recording.Restore | recording.Elsewhere, r.restore},
	} {
		if !r.wants(part.parts) {
			continue
		}
		copied, err := browser.CopyProfile(profile)
		if err != nil {
			return err
		}
		r.slots <- struct{}{} // in this order
		group.Go(func() {
			defer func() { <-r.slots }()
			err := guard(func() error { return part.do(ctx, copied) })
			if ctx.Err() != nil {
				err = context.Cause(ctx)
			}
			if err != nil {
				r.broke(part.parts, err)
			}
			if fault := (*Fault)(nil); errors.As(err, &fault) {
				faults <- fault
			}
		})
	}
	group.Wait()
	close(faults)
	return errors.Join(ctx.Err(), <-faults)
}

// wants tells whether any of the parts is wanted.
func (r *run) wants(parts recording.Part) bool { return r.o.Parts&parts != 0 }

// start starts a browser; extra rules of name resolution go before the user's.
func (r *run) start(ctx context.Context, profile string, rules ...string) (*browser.Browser, error) {
	defer r.meter.spend(chrome)()
	o := browser.Options{
		Path: r.o.Chrome, Profile: profile, Headed: r.o.Headed, Insecure: r.o.Insecure, SPKI: r.o.SPKI, Resolve: rules,
	}
	if len(rules) == 0 {
		for _, rule := range r.o.Resolve {
			host, address, _ := strings.Cut(rule, ":")
			if net.ParseIP(address) != nil && strings.Contains(address, ":") {
				address = "[" + address + "]"
			}
			o.Resolve = append(o.Resolve, "MAP "+host+" "+address)
		}
	} else {
		o.Insecure = true // only the stand-in is met
	}
	began := time.Now()
	defer func() { r.meter.started(time.Since(began)) }()
	return browser.Start(ctx, o)
}

func (r *run) quit(b *browser.Browser) error {
	defer r.meter.spend(chrome)()
	return b.Quit()
}

// keep adds a scene to the recording.
func (r *run) keep(s recording.Scene) {
	s.Ended = time.Now().UTC()
	if s.State == "" {
		s.State = recording.Done
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rec.Scenes = append(r.rec.Scenes, s)
}

// scenes are those kept so far.
func (r *run) scenes() []recording.Scene {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.rec.Scenes)
}

// broke marks those of the parts that have no scene yet as failed.
func (r *run) broke(parts recording.Part, err error) {
	now := time.Now().UTC()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, part := range (parts & r.o.Parts).Each() {
		if r.rec.Scene(part) == nil {
			r.rec.Scenes = append(r.rec.Scenes, recording.Scene{
				Part: part, State: recording.Failed, Reason: oneLine(err), Started: now, Ended: now,
			})
		}
	}
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// note keeps a sentence that a reader of the report must know, once.
func (r *run) note(format string, a ...any) {
	text := fmt.Sprintf(format, a...)
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(r.rec.Notes, text) {
		r.rec.Notes = append(r.rec.Notes, text)
	}
}

// trouble keeps what stopped the run from being whole.
func (r *run) trouble(format string, a ...any) {
	text := fmt.Sprintf(format, a...)
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(r.rec.Trouble, text) {
		r.rec.Trouble = append(r.rec.Trouble, text)
	}
}

func (r *run) say(stage recording.Part, format string, a ...any) {
	if r.o.Progress != nil {
		r.o.Progress(stage.String(), fmt.Sprintf(format, a...))
	}
}

// finish puts the scenes in order, adds one for each wanted part that is missing, and takes values out of all texts.
func (r *run) finish(err error) {
	reason := errors.New("the run ended before")
	if err != nil {
		reason = err
		r.trouble("%s", oneLine(err))
	}
	r.broke(r.o.Parts|recording.Visit, reason)
	r.mu.Lock()
	defer r.mu.Unlock()
	slices.SortFunc(r.rec.Scenes, func(a, b recording.Scene) int { return int(a.Part) - int(b.Part) })
	r.rec.Ended = time.Now().UTC()
	r.rec.Spent = r.meter.spent(time.Now())
	r.rec.MaskText(r.masker.text)
}

// shown is a URL as messages may show it.
func (r *run) shown(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	return u.Redacted()
}

// userAgent is Chrome's own without "Headless", which some sites turn away, and with our name, so that a site can tell who
// called.
func (r *run) userAgent(b *browser.Browser) string {
	if r.o.UserAgent != "" {
		return r.o.UserAgent
	}
	return strings.ReplaceAll(b.UserAgent, "HeadlessChrome", "Chrome") + " " + strings.ReplaceAll(r.o.Tool, " ", "/")
}

// withHeaders adds the user's headers to a request to the target's own site, and to no other.
func (r *run) withHeaders(e *fetch.EventRequestPaused) fetch.ContinueRequestParams {
	p := fetch.ContinueRequestParams{RequestID: e.RequestID}
	u, err := url.Parse(e.Request.URL)
	if err != nil || rfc6265.Site(u.Hostname()) != rfc6265.Site(r.target.Hostname()) {
		return p
	}
	for name, value := range e.Request.Headers {
		text, _ := value.(string)
		p.Headers = append(p.Headers, &fetch.HeaderEntry{Name: name, Value: text})
	}
	for _, h := range r.o.Headers {
		p.Headers = slices.DeleteFunc(p.Headers, func(e *fetch.HeaderEntry) bool { return strings.EqualFold(e.Name, h.Name) })
		p.Headers = append(p.Headers, &fetch.HeaderEntry{Name: h.Name, Value: h.Value})
	}
	return p
}

// The bounds of a page load: a first page may be slow, later ones have shown what to expect.
const (
	firstPage = 20 * time.Second
	laterPage = 3 * time.Second
)

func (r *run) patienceForPages() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	limit := cmp.Or(r.o.pageLimit, firstPage)
	if r.slowest == 0 {
		return limit
	}
	return min(limit, max(laterPage, 4*r.slowest))
}

func (r *run) pageTook(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.slowest = max(r.slowest, d)
}

// removeAll removes the profiles. The last process of a browser may still be writing when it is gone to all appearances.
func removeAll(dir string) {
	for range 50 {
		if os.RemoveAll(dir) == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}
