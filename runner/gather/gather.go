// Package gather drives a target in a real Chrome and writes down what happened to every cookie. It knows no check: what it
// records is judged elsewhere.
//
// Each stage of a run is a file here that fills one scene. The first browser visits and browses; its closed profile is then
// copied, and the copies go their different ways side by side: restarted, crashed, restored, aged.
package gather

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/driver/standin"
	"github.com/cookiespec/cookiespec/runner/links"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Options say what to gather and how.
type Options struct {
	URL      string
	Pages    []string        // beside the entry page: URLs or paths; none: those linked from it
	MaxPages int             // bound of all pages, the entry page included
	Never    links.Patterns  // addresses that no request is made to
	AppPath  string          // where the application begins on a host that it shares; empty: the host is its own
	Stages   recording.Stage // what is wanted; more is gathered, see [recording.Gathered]
	Samples  int             // how many visitors without cookies ask for what gives the session cookie; 0: none
	Plain    string          // where a target on https has its plain http; empty: port 80, if the target is on 443
	Echo     string          // URL of a page that shows the cookies it is sent; empty: there is none
	Patience time.Duration   // longest lifetime that is waited for on the real clock
	Timeout  time.Duration   // bound of the whole run
	Jobs     int             // browsers side by side

	Chrome     string // path of the binary
	Headed     bool
	Insecure   bool     // accept any certificate
	SPKI       []string // accept these keys
	At         string   // "ADDR:PORT" that connections to the host and port of URL go to; empty: there
	Disposable bool     // the target is a copy that nobody else uses: a stranger follows its links whatever they say
	Resolve    []string // "HOST:ADDR", * for any prefix of a host
	Headers    []Header // sent to the target's own site only
	UserAgent  string   // instead of Chrome's own with the tool's name added

	Session *recipe.Session // how one logs in, and what is expected of sessions; nil: nothing is asked of them
	Out     string          // folder for the picture of a login that failed; made only then. Empty: none is kept

	Declared  []recording.Declaration
	Framework string            // what the application is made with, as it was started; empty: it was not, or in a way of its own
	Tool      string            // name and version
	Digest    string            // of what steers gathering
	Asked     []recording.Asked // see [recording.Target]

	Rehearsal *Rehearsal // only log in, out and in again, and fill this in; nil: a whole run

	Progress func(stage, text string) // may be nil; called from several goroutines
	Pictured func(Picture)            // called with pictures of the login as they are taken, from several goroutines; nil: none are taken

	pageLimit time.Duration // bound of a page load; zero: the driver's own
}

// Header is a request header.
type Header = driver.Header

// Trouble is why the target could not be used: not a verdict on its cookies, but the lack of one.
type Trouble = driver.Trouble

// run is one run on its way.
type run struct {
	o          Options
	target     *url.URL
	room       *browser.Room    // holds every profile
	first      *browser.Browser // the first browser, as long as it is open
	closed     string           // its profile, once it has quit; only copies of it are used
	unusable   string           // why the entry page is none that works; empty: it is
	driver     *driver.Driver
	redactor   *redact.Redactor
	meter      *meter.Meter
	slots      chan struct{} // one for each browser that may run at once
	standIn    *standin.Server
	account    *account.Account
	login      *login        // nil: no login is asked for
	triedEntry atomic.Bool   // a login that failed was made again by way of the entry page
	tried      chan struct{} // closed when the browser that tries sessions logs in no more
	ended      sync.Once     // guards that

	mu  sync.Mutex // guards what follows
	rec *recording.Recording

	forbidden map[string]bool // addresses that were not requested
	doing     string          // of a rehearsal
	strangers *driver.Tab     // in which a rehearsal is a visitor who is not logged in
}

// Run gathers. It always returns a recording, of what was gathered until then; the error, if any, says why that is not all
// there is. A stage that broke is a scene that says so, not an error.
func Run(ctx context.Context, o Options) (*recording.Recording, error) {
	o.Stages = recording.Gathered(o.Stages, o.Session != nil)
	if o.Rehearsal != nil {
		o.Stages = recording.Visit | recording.Login
		if s := o.Session; s.State != nil || s.URL != "" || len(s.Steps) > 0 || len(s.Fill) > 0 {
			o.MaxPages = 1 // nothing has to be found
		}
	}
	r := newRun(o)
	r.rec = &recording.Recording{
		Version: recording.Version, Tool: o.Tool, Declared: o.Declared, Patience: recording.InSeconds(o.Patience),
		Started: r.meter.Began.UTC(),
		Target:  recording.Target{AppPath: o.AppPath, Framework: o.Framework, Digest: o.Digest, Asked: o.Asked},
		Notes:   []string{"the pages' Content-Security-Policy, service workers and the cache were bypassed, so that they hide nothing"},
	}
	err := guard(func() error { return r.gather(ctx) })
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if trouble := (*Trouble)(nil); errors.As(err, &trouble) {
		err = &Trouble{What: r.redactor.Text(trouble.What), Hint: trouble.Hint}
	}
	r.finish(err)
	if o.Rehearsal != nil {
		r.redacted(o.Rehearsal)
	}
	return r.rec, err
}

func newRun(o Options) *run {
	r := &run{
		o: o, redactor: redact.New(), meter: meter.New(), rec: &recording.Recording{},
		slots: make(chan struct{}, max(1, o.Jobs)), tried: make(chan struct{}),
	}
	r.driver = &driver.Driver{
		Headers: o.Headers, UserAgent: o.UserAgent, Tool: o.Tool, MaxPage: o.pageLimit,
		Redactor: r.redactor, Meter: r.meter, Note: r.note,
	}
	if len(o.Never) > 0 {
		r.driver.Never = r.never
	}
	if o.Rehearsal != nil {
		r.observe(o.Rehearsal)
	}
	return r
}

func (r *run) gather(ctx context.Context) error {
	target, err := url.Parse(r.o.URL)
	if err != nil {
		return &Trouble{What: fmt.Sprintf("%q is no URL", r.o.URL)}
	}
	r.target, r.driver.Target = target, target
	r.redactor.Own(target.Host)
	if password, ok := target.User.Password(); ok {
		r.redactor.Secret(password)
		_, encoded, _ := strings.Cut(target.User.String(), ":")
		r.redactor.Secret(encoded)
	}
	for _, h := range r.o.Headers {
		r.redactor.Header(h.Name, h.Value)
	}
	if s := r.o.Session; s != nil {
		r.redactor.Account(s.User, s.Password)
		for _, secret := range s.Secrets {
			r.redactor.Secret(secret)
		}
	}
	r.rec.Target.URL = target.Redacted()
	r.rec.Browser.Path = r.o.Chrome
	if r.o.Headed && !browser.HasDisplay() {
		return &Trouble{
			What: "--headed needs a display, and neither DISPLAY nor WAYLAND_DISPLAY is set",
			Hint: "run it as xvfb-run cookiespec …, or leave --headed out",
		}
	}
	if r.room, err = newRoom(); err != nil {
		return err
	}
	defer r.tidy()
	if r.o.Timeout > 0 {
		bounded, cancel := context.WithTimeoutCause(ctx, r.o.Timeout, &Trouble{
			What: fmt.Sprintf("the run took longer than --timeout %s", r.o.Timeout), Hint: "raise it, or lower --max-pages",
		})
		defer cancel()
		ctx = bounded
	}
	err = r.scenario(ctx)
	if r.unusable != "" && !r.loggedIn() { // a login form may come with 401, and what is behind it works
		r.trouble("%s", r.unusable)
	}
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return cause
	}
	return err
}

// shown is a URL as messages may show it.
func (r *run) shown(raw string) string { return redact.URL(raw) }

// tidy removes the profiles. The last process of a browser may still be writing when it is gone to all appearances.
func (r *run) tidy() {
	for range 50 {
		if r.room.Remove() == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	r.note("the browser profiles in %s could not be removed; they hold cookies", r.room.Dir)
}
