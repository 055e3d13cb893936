// Package config reads what a run is asked to do: defaults, then cookiespec.yaml, then COOKIESPEC_… variables, then
// flags; every mistake in it is told with its place and its remedy before any browser starts.
package config

import (
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Filename is the name under which a config file is found.
const Filename = "cookiespec.yaml"

// Config is all that a run can be told in a file. Fill it with [Default] or [Load], then [Config.FromEnvironment], then
// [Config.Set] for each flag given, then [Config.TakePassword], then ask [Config.Check].
type Config struct {
	File      string   // path as given to [Load]; empty: none
	Target    string   // http or https URL; empty until somebody says it
	Name      string   // of the target, where it is one of several and has one
	Pages     []string // as written: paths, or URLs of the target's own site; see [Config.PageURLs]
	MaxPages  int      // how many pages a run visits at most, at least 1
	Never     []string // addresses that no request is made to, as written; see [Config.NeverPatterns]
	Echo      string   // a page that shows the cookies it is sent, as Pages; empty: there is none
	AppPath   string   // where the application begins on a host that it shares; empty: the host is its own
	Samples   int      // how many visitors without cookies ask for what gives the session cookie; 0: none
	Plain     string   // where the site has its plain http, if its target is on https; empty: port 80, if that is on 443
	Patience  time.Duration
	Timeout   time.Duration           // of the whole run
	Cookies   []recording.Declaration // in the order of the file
	NoCookies bool                    // the target is declared to set no cookie
	Optional  bool                    // of several targets: what comes of this one does not count for all
	Policy    string                  // one of [Policies]
	FailOn    string                  // one of [Thresholds]
	Only      []string                // ids, areas or globs; empty: all
	Skip      []string                // likewise; empty: none
	Require   []string                // of [Requirements]: what must be judged; empty: what the policy says
	Waivers   []Waiver                // findings that are accepted, in the order of the file
	Baseline  string                  // path of results whose findings are known; empty: none. See [Config.BaselineFile]
	Cover     Cover                   // what the head of a report says of its purpose
	UserAgent string                  // empty: Chrome's own
	HTTPUser  string                  // of HTTP authentication, whose password is in [HTTPPasswordEnv]; empty: there is none
	Headers   []Header                // sent to the target's own site only
	Resolve   []string                // HOST:ADDR; see [SplitResolve]
	Insecure  bool                    // TLS errors are tolerated
	Chrome    string                  // path; empty: found
	Jobs      int                     // browsers side by side, at least 1
	Serve     *Serve                  // the application to start; nil: the target runs already

	// Targets are several, each with all that holds of it, its own keys and the shared ones; nil: there is one, or none yet.
	Targets []Config

	// Session is how to log in, and what is expected of sessions; nil: no login is asked for.
	Session     *recipe.Session
	PasswordEnv string // names the variable that holds the password; see [Config.TakePassword]
	SecretEnv   string // likewise, for the secret of one-time codes; empty: there are none

	draft   recipe.Session    // Session, be it asked for or not
	origins map[string]origin // by key: where each setting was said
	mention []string          // the COOKIESPEC_… variables that the file names
}

// Header is one request header. It prints without its value.
type Header struct {
	Name, Value string
}

func (h Header) String() string { return h.Name + ": [masked]" }

// GoString is what %#v prints.
func (h Header) GoString() string { return h.String() }

// Cover is what the head of a report says of its purpose; what is empty is left out.
type Cover struct{ Title, Client, Scope, Tester string }

// What some settings can be.
var (
	Policies   = []string{"baseline", "strict", "asvs-l1", "asvs-l2"}
	Thresholds = []string{"critical", "high", "medium", "low", "never"}
	// Requirements are what a run can be required to judge.
	Requirements = []string{"session"}
	Roles        = []string{"session", "remember-me", "needed", "csrf", "preference", "load-balancer", "consent", "third-party", "unknown"}
)

// Default is the config of a run that is told nothing but its target.
func Default() Config {
	return Config{
		MaxPages: 10,
		Samples:  20,
		Patience: 10 * time.Second,
		Timeout:  5 * time.Minute,
		Policy:   "baseline",
		FailOn:   "high",
		Jobs:     runtime.NumCPU(),

		PasswordEnv: DefaultPasswordEnv,
		draft:       recipe.Session{MaxLogins: DefaultMaxLogins},
	}
}

// Find returns the path of the config file in dir itself, never of one above it.
func Find(dir string) (path string, ok bool) {
	path = filepath.Join(dir, Filename)
	_, err := os.Stat(path)
	return path, err == nil
}
