// Package account logs in to a target and out of it, as a user does: it finds the way in, follows it, recognises who is logged in,
// and finds the way out. What comes of that for cookies is somebody else's question.
package account

import (
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Target is what is known of the site that the account is on.
type Target struct {
	URL        *url.URL                 // as the user gave it
	Disposable bool                     // a stranger follows its links whatever they say
	Listed     []string                 // pages that the user lists: then no link is followed
	Below      string                   // where the application begins on a host that it shares; empty: the host is its own
	Echo       string                   // page that shows the cookies it is sent, if any
	MaxPages   int                      // bound of all pages
	Visited    func() []string          // pages that a stranger was shown
	Resolve    func(page string) string // a page that the user names, at the host that the target led to
	Never      func(page string) bool   // whether no request may be made to it
}

// Account is how one logs in to a target and out of it, as far as that is known: the first login fills it in, later ones only read it.
type Account struct {
	Target
	Session  *recipe.Session // what the user says of it; nil: no login is asked for
	Driver   *driver.Driver
	Redactor *redact.Redactor
	Meter    *meter.Meter
	Patience time.Duration                 // longest wait that the target may ask for
	Note     func(format string, a ...any) // takes what a reader of the report must know
	Say      func(format string, a ...any) // takes progress
	Attempt  func(recording.Stage)         // called before each login
	Told     *recording.Session            // what the report is told of it

	Page      string            // where the login begins
	Form      *driver.LoginForm // nil: the recipe has steps
	Protected []string          // pages for those alone who are logged in
	Oracle    *Oracle           // what tells whether one is
	Logout    *driver.LogoutControl
	Leaving   string        // page that Logout is on
	Landed    string        // where the login led
	Logins    chan struct{} // attempts left

	ByEntry    atomic.Bool  // each login begins at the entry page, as what that sets is needed
	Considered []Considered // pages that were held against what a stranger is shown, in that order

	doors     []door                 // forms that pages showed a stranger
	codes     *generator             // of one-time codes; nil: none was asked for
	usedCodes []string               // that a command printed
	sent      int                    // how much was heard before the first login's form was sent; 0: it was not
	begun     time.Time              // of the login that is under way
	spent     []string               // forms that let nobody in: the page without its query, a space and the password's selector
	shut      []string               // addresses of pages whose form let nobody in
	opening   []driver.OpenerControl // what is clicked on Page before the form is there
	menu      []driver.OpenerControl // what is clicked on Leaving before Logout is there
	guarded   []string               // pages that led a stranger to a form
	denied    string                 // the first page that answered 401 without a form
	slow      addresses              // pages that go on looking unfinished
	late      bool                   // scripts draw what is looked for after the page has loaded
	entries   []string               // links that promise a login
	replaced  bool                   // the password of the run went where that of a recording had gone
	lines     map[string][]string    // of text that a page showed before the login, by its address
	followed  []string               // links that were followed as the user
	queries   map[string][][]string  // addresses with a query that each load of a page linked to, by the page's address
}

// Considered is a page that may tell whether the user is logged in, and what it showed of that.
type Considered struct{ Page, Showed string }

// New is an account of which nothing is known but what the user says.
func New(a *Account) *Account {
	a.lines, a.queries = map[string][]string{}, map[string][][]string{}
	if a.Session != nil {
		a.Logins = make(chan struct{}, max(1, a.Session.MaxLogins))
		for range cap(a.Logins) {
			a.Logins <- struct{}{}
		}
	}
	return a
}

// addresses are a set of them, for several tabs at once.
type addresses struct {
	mu  sync.Mutex
	all map[string]bool
}

func (s *addresses) had(address string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all[address]
}

func (s *addresses) add(address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		s.all = map[string]bool{}
	}
	s.all[address] = true
}

func (a *Account) resolved(pages []string) []string {
	all := make([]string, len(pages))
	for i, p := range pages {
		all[i] = a.Resolve(p)
	}
	return all
}

func shownAll(pages []string) []string {
	all := make([]string, len(pages))
	for i, p := range pages {
		all[i] = redact.URL(p)
	}
	return all
}
