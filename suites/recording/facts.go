package recording

// Facts are what is known of a stage before it runs. Every list and every set of stages is derived from them: see [Where].
type Facts struct {
	Stage     Stage
	Name      string // as reports and recordings have it
	Doc       string // what is done in it, one sentence
	Process   Process
	Again     bool     // it starts the browser of its process once more
	Login     bool     // it needs a way to log in
	Asks      Asker    // who makes its requests
	Answers   Answerer // who answers them
	Jar       Filler   // who put the cookies into its jar
	Predicted bool     // the cookie model can say what must be sent: one tab at a time, and the jar changes by answers and scripts alone
	Follows   Stage    // the stage whose open browser it goes on with, the jar as it stands there; 0: none
	Pulls     Stage    // what must be gathered for it
	Unasked   Unasked  // when it is gathered though nothing needs it
	Life      Followed // the browser whose cookies it follows; empty: it is not told in the life of a cookie
	Begins    Beginning
}

// Process is one of the browsers of a run, each with a profile of its own.
type Process string

const (
	// FirstProcess begins with an empty profile. All others begin with a copy of that profile, once it is closed.
	FirstProcess Process = "first"
	// TrialProcess tries what sessions are good for, each in a browser context of its own, and crashes at the end. Where no other browser is
	// wanted, and no crash, the first one does it.
	TrialProcess Process = "trial"
	// RestartProcess is started as any browser is.
	RestartProcess Process = "restart"
	// RestoreProcess is started with "Continue where you left off". Every host leads to the stand-in.
	RestoreProcess Process = "restore"
	// AgedProcess has cookies in their last seconds. Every host leads to the stand-in.
	AgedProcess Process = "aged"
	// CrossAgedProcess has cookies that were set minutes ago. Every host leads to the stand-in.
	CrossAgedProcess Process = "cross-aged"
)

// Stages are all stages that a process hosts.
func (p Process) Stages() Stage { return Where(func(f Facts) bool { return f.Process == p }) }

// Asker is who makes the requests of a stage.
type Asker int

const (
	// User: one browser that does as a user does.
	User Asker = iota
	// AnotherSite: a page of another site.
	AnotherSite
	// Harness: requests as no browser makes them for a user: without cookies, or without following redirects.
	Harness
)

// Answerer is who answers the requests of a stage.
type Answerer int

const (
	// ByTarget: the target itself.
	ByTarget Answerer = iota
	// ByStandIn: a server on the loopback interface. Nothing reaches the target.
	ByStandIn
	// ByBoth: the stand-in for the other site, the target for its own hosts.
	ByBoth
	// ByNobody: nothing is asked for. Were it asked for, the stand-in would get it.
	ByNobody
)

// Filler is who put the cookies into the jar of a stage.
type Filler int

const (
	// FilledByTarget: answers and scripts of the target alone, be it in an earlier stage.
	FilledByTarget Filler = iota
	// FilledByHarness: the harness put cookies there, took them away, or let the stand-in set them.
	FilledByHarness
)

// Unasked is when a stage is gathered though nothing needs it.
type Unasked string

const (
	Always    Unasked = "always"
	WithLogin Unasked = "with a login"
)

// Followed is the browser whose cookies are followed from stage to stage, in the words of a report.
type Followed string

const (
	FirstBrowser      Followed = "first"
	LogoutBrowser     Followed = "leaving"
	RememberMeBrowser Followed = "remember-me"
)

// Beginning is what was done to the browser just before a stage, in the words of a report. Empty: it went on, or began.
type Beginning string

const (
	ByRestart Beginning = "restart" // it was quit and started again
	ByCrash   Beginning = "crash"   // it was killed and started again
	ByRestore Beginning = "restore" // it was quit, and started with "Continue where you left off"
	ByAgeing  Beginning = "aged"    // it was quit, the dates of its cookies were moved back, and it was started again
	ByWaiting Beginning = "waited"  // it was quit and started again, to wait on the real clock
)

// Facts are those of a single stage.
func (s Stage) Facts() Facts {
	for _, f := range table {
		if f.Stage == s {
			return f
		}
	}
	return Facts{}
}

// Where returns the stages whose facts fulfil a condition.
func Where(is func(Facts) bool) (sum Stage) {
	for _, f := range table {
		if is(f) {
			sum |= f.Stage
		}
	}
	return sum
}
