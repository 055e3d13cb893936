// Package reports holds the result of a run, the one type that every report is written from.
package reports

import (
	"cmp"
	"strings"
	"time"
)

// Version is the version of the JSON form of [Run].
const Version = 2

// Run is what one run found.
type Run struct {
	Version   int        `json:"version"`
	Tool      Tool       `json:"tool"`
	Browser   Browser    `json:"browser"`
	Target    string     `json:"target"`              // URL as asked for; writers mask a password in it
	Name      string     `json:"name,omitempty"`      // of the target, where the config has several and gives it one
	Landed    string     `json:"landed,omitempty"`    // where the first navigation ended, if elsewhere
	Framework string     `json:"framework,omitempty"` // what the application is made with, as fixes name it; empty: it is not known
	Policy    string     `json:"policy"`              // baseline, strict, asvs-l1 or asvs-l2
	FailOn    string     `json:"fail_on"`             // lowest severity that fails the run, under baseline and strict; "never"; see [Run.Gate]
	Digest    string     `json:"config_digest"`       // of the config's gathering part
	Cover     Cover      `json:"cover,omitzero"`      // what the head of a report says of its purpose
	Config    string     `json:"config,omitempty"`    // path of the config file as given
	Waivers   []Waiver   `json:"waivers"`             // in the order of the config, those of no use too
	Baseline  string     `json:"baseline,omitempty"`  // path of the results whose findings are known
	Started   time.Time  `json:"started"`             // UTC
	Ended     time.Time  `json:"ended"`               // UTC
	Completed bool       `json:"completed"`           // false: interrupted or broken off
	Trouble   []string   `json:"trouble"`             // what kept the run from being whole, one sentence each; never empty when the exit code is 3
	Notes     []string   `json:"notes"`               // what a reader must know: bypassed policies, an unusual browser
	Warnings  []string   `json:"warnings"`            // what the user should fix in the config and is no finding: waivers that ended or are of no use, roles that the experiments contradict
	Exit      int        `json:"exit"`
	NoSession *NoSession `json:"no_session,omitempty"` // nil: a session was judged, or no check of sessions was chosen
	Summary   Summary    `json:"summary"`              // writers derive it: see [Run.Count]
	Login     *Login     `json:"login,omitempty"`      // nil: no login was asked for
	Activity  []Activity `json:"activity"`             // what the audit did to the site
	Cookies   []Cookie   `json:"cookies"`
	Results   []Result   `json:"results"`            // sorted by id, then by cookie
	Coverage  []Coverage `json:"coverage"`           // by document: which requirements the results verify
	Checks    []Check    `json:"checks"`             // those that the results are of, in the order of the catalogue
	Pictures  []Picture  `json:"pictures,omitempty"` // of the login; taken only where a report shows them
	Life      *Life      `json:"life,omitempty"`     // nil: none was drawn up
	Timings   Timings    `json:"timings"`
}

// Called is how the target is told from others: its name, or its URL where it has none.
func (r Run) Called() string { return cmp.Or(r.Name, r.Target) }

// Login is how the run logged in, and what told it that it had.
type Login struct {
	By     string `json:"by"`               // "found", "described", "scripted" or "handed-over"
	Page   string `json:"page,omitempty"`   // that it began on
	Asked  string `json:"asked,omitempty"`  // the protected page that was asked; empty: nobody was logged in
	Sign   string `json:"sign,omitempty"`   // what told it, a clause
	Logout string `json:"logout,omitempty"` // how the user logs out, a clause; empty: no way is known
	Logins int    `json:"logins"`           // attempts made
}

// Tool is the program that made the report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Browser is the Chrome that was driven.
type Browser struct {
	Product string   `json:"product"`
	Path    string   `json:"path"`
	Flags   []string `json:"flags"`
	Shell   bool     `json:"shell,omitempty"` // headless-shell: fast, not the reference for verdicts
}

// Cookie is one cookie that was seen, without its value.
type Cookie struct {
	Name     string `json:"name"`
	Domain   string `json:"domain"` // without a leading dot
	Path     string `json:"path"`
	HostOnly bool   `json:"host_only"`
	Role     string `json:"role"`              // as declared or found; "unknown"; "third-party" is listed, not judged
	RoleBy   string `json:"role_by,omitempty"` // "declared", or "experiment": taking it away ended the login, or it alone showed one
	Hint     string `json:"hint,omitempty"`    // what its name suggests; never the ground of a failure
	Lifetime string `json:"lifetime"`          // "session", or like "14d", "60s": as last set
	Secure   bool   `json:"secure"`
	HTTPOnly bool   `json:"http_only"`
	SameSite string `json:"same_site"` // as given on the line; empty: not given
	Octets   int    `json:"octets"`    // of name and value
	Stored   bool   `json:"stored"`
	SetBy    string `json:"set_by"`           // "header" or "script"
	Digest   string `json:"digest,omitempty"` // keyed digest of its value
}

// Outcomes of a result.
const (
	Pass          = "pass"
	Fail          = "fail"
	NotApplicable = "not-applicable"
	Inconclusive  = "inconclusive"
)

// Result is one check applied to one subject.
type Result struct {
	ID          string     `json:"id"`
	Subject     Subject    `json:"subject"`
	Declared    string     `json:"declared,omitempty"` // name or glob by which the config declares the subject
	Number      string     `json:"number,omitempty"`   // of a failure, such as "F-01": those that block come first; writers derive it, and it holds within this run alone
	Fingerprint string     `json:"fingerprint"`        // writers derive it: see [Run.Fingerprint]
	Outcome     string     `json:"outcome"`            // one of [Pass], [Fail], [NotApplicable], [Inconclusive]
	Gating      bool       `json:"gating"`             // a fail here makes the run fail
	Waived      *Waived    `json:"waived,omitempty"`   // it is accepted, and does not block
	Follows     string     `json:"follows,omitempty"`  // it fails as a consequence of this check's failure, under which it is counted; its outcome is [NotApplicable]
	Known       bool       `json:"known,omitempty"`    // the baseline has this finding, and it does not block
	Severity    string     `json:"severity"`
	Session     bool       `json:"session,omitempty"` // the check is about sessions: without a login it says little or nothing
	Title       string     `json:"title"`             // what is so when it passes; when it failed, what is so then
	Expected    []string   `json:"expected"`          // any of these
	Actual      string     `json:"actual,omitempty"`
	Reason      string     `json:"reason,omitempty"` // of not-applicable and inconclusive
	Advice      string     `json:"advice,omitempty"` // what whoever runs the audit can do about that, a clause in the imperative; of a fail, beside the fix
	Cites       []Citation `json:"cites"`
	Evidence    []Evidence `json:"evidence"`
	Curl        string     `json:"curl,omitempty"` // of a fail that the headers of an answer show: the command that asks for them again; VALUE stands for the value of a cookie
	Fix         []Fix      `json:"fix"`            // of a fail, by framework, with the name of its cookie; see [FixesFor]
	File        string     `json:"file,omitempty"` // where the config declares the subject
	Line        int        `json:"line,omitempty"`
	Seconds     float64    `json:"seconds"`
}

// Failed tells whether the check failed: as a finding of its own, or as a consequence of one that it is counted under.
func (r Result) Failed() bool { return r.Outcome == Fail || r.Follows != "" }

// Whole tells whether the run can be believed as far as it found nothing.
func (r Run) Whole() bool { return r.Completed && len(r.Trouble) == 0 && len(r.Results) > 0 }

// Warning tells whether r is a fail that does not block, whether for its severity or for an excuse; see [Result.Excuse].
func (r Result) Warning() bool { return r.Outcome == Fail && !r.Gating }

// Because is the reason with the advice.
func (r Result) Because() string {
	reason := cmp.Or(r.Reason, "no reason was given")
	if r.Advice == "" {
		return reason
	}
	return reason + "; " + r.Advice
}

// Area is the part of the id before the slash.
func (r Result) Area() string {
	area, _, _ := strings.Cut(r.ID, "/")
	return area
}

// Subject is what a check was applied to: a cookie, or the site as a whole.
type Subject struct {
	Kind   string `json:"kind"` // "cookie" or "site"
	Name   string `json:"name,omitempty"`
	Domain string `json:"domain,omitempty"`
	Path   string `json:"path,omitempty"`
}

// Citation is a place in a public standard.
type Citation struct {
	Text    string `json:"text"` // "RFC 6265bis §5.7"
	URL     string `json:"url"`
	Source  string `json:"source,omitempty"`  // the document: "RFC 6265bis", "ASVS 5.0", "CWE"
	Section string `json:"section,omitempty"` // as the document numbers it: "5.7", "3.3.1", "614"
	Words   string `json:"words,omitempty"`   // what is required there, in the document's own words; empty: they are not at hand
}

// Evidence is one thing seen and its address in the recording.
type Evidence struct {
	At   string    `json:"at"`
	Text string    `json:"text"`
	Time time.Time `json:"time,omitzero"` // UTC
}

// Timings says where the time went, in seconds.
type Timings struct {
	Wall     float64 `json:"wall"`
	Chrome   float64 `json:"chrome"`   // on the critical path: starting and quitting browsers
	Pages    float64 `json:"pages"`    // loading pages and making requests
	Waits    float64 `json:"waits"`    // waits that checks demand: expiry
	Own      float64 `json:"own"`      // the rest
	Starts   int     `json:"starts"`   // browsers started
	Requests int     `json:"requests"` // exchanges recorded
}
