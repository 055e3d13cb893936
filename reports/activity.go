package reports

import (
	"fmt"
	"slices"
	"strings"
)

// Activity is one kind of thing that the audit did to the site, and how often.
type Activity struct {
	Kind    string   `json:"kind"`              // "login", "logout", "form", "action", "page", "burst", "replay", "request", or "page-request"
	As      string   `json:"as,omitempty"`      // "stranger": nobody was logged in; "user"; empty: neither
	Method  string   `json:"method,omitempty"`  // of the request
	URL     string   `json:"url,omitempty"`     // its address, secrets redacted; of a login the page that it began on
	Count   int      `json:"count"`             // how often
	Outcome string   `json:"outcome,omitempty"` // of a login: "logged-in", "refused" (a wrong password was), "failed", or "unclear"
	Detail  string   `json:"detail,omitempty"`  // what was special about it, a clause: "one cookie altered"
	Stages  []string `json:"stages"`            // of the run, in which it was done
}

// Kinds of [Activity], in the order in which they are reported.
const (
	DidLogin   = "login"        // an attempt to log in
	DidLogout  = "logout"       // a request that logs out
	DidForm    = "form"         // a form was sent, that of the login too
	DidAction  = "action"       // something that the config declares was done
	DidPage    = "page"         // a page was opened
	DidBurst   = "burst"        // many requests to one address, each as a new visitor
	DidReplay  = "replay"       // a page was opened with cookies that were altered, left out or old
	DidRequest = "request"      // a page was asked for otherwise: by a script, in a frame, as an image
	DidOwn     = "page-request" // pages asked for it by themselves
)

// Kinds lists them.
var Kinds = []string{DidLogin, DidLogout, DidForm, DidAction, DidPage, DidBurst, DidReplay, DidRequest, DidOwn}

// Outcomes of a login.
const (
	LoginWorked  = "logged-in"
	LoginRefused = "refused"
	LoginFailed  = "failed"
	LoginUnclear = "unclear"
)

// As whom something was done.
const (
	AsStranger = "stranger"
	AsUser     = "user"
)

// ActivityLine sums up what was done of one kind.
type ActivityLine struct{ Label, Text string }

// ActivitySum is what the audit did to the site in a line for each kind. It is empty where nothing is known of it.
func (r Run) ActivitySum() (lines []ActivityLine) {
	for _, kind := range Kinds {
		all := r.activities(kind, "")
		if len(all) == 0 {
			continue
		}
		lines = append(lines, ActivityLine{activityLabels[kind], r.sum(kind, all)})
	}
	return lines
}

var activityLabels = map[string]string{
	DidLogin: "logins", DidLogout: "logouts", DidForm: "forms", DidAction: "actions", DidPage: "pages",
	DidBurst: "bursts", DidReplay: "replays", DidRequest: "requests", DidOwn: "by pages",
}

func (r Run) sum(kind string, all []Activity) string {
	switch kind {
	case DidLogin:
		return logins(all)
	case DidLogout:
		return counted(total(all), "logout", "logouts") + " requested"
	case DidForm:
		return fmt.Sprintf("%s sent to %s", counted(total(all), "form", "forms"), addresses(all))
	case DidAction:
		return fmt.Sprintf("%s that the config declares, at %s", counted(total(all), "request", "requests"), addresses(all))
	case DidBurst:
		var each []string
		for _, a := range all {
			each = append(each, fmt.Sprintf("%s to %s, as new visitors", counted(a.Count, "request", "requests"), a.URL))
		}
		return strings.Join(each, "; ")
	case DidReplay:
		return fmt.Sprintf("%s with cookies that were altered, left out, or copied", counted(total(all), "page opened", "pages opened"))
	case DidPage:
		return r.split(kind, "opened ")
	case DidRequest:
		return r.split(kind, "by scripts and frames of the audit, ")
	}
	return counted(total(all), "request", "requests") + " that the pages made by themselves"
}

// split says how much of a kind was done as a stranger, and how much as the user.
func (r Run) split(kind, how string) string {
	var each []string
	for _, as := range []struct{ who, text string }{{AsStranger, "as a stranger"}, {AsUser, "as the user"}} {
		if all := r.activities(kind, as.who); len(all) > 0 {
			each = append(each, fmt.Sprintf("%d %s%s (%s)", total(all), how, as.text, addresses(all)))
		}
	}
	return strings.Join(each, ", ")
}

// activities are those of a kind, and of a visitor where one is named.
func (r Run) activities(kind, as string) (some []Activity) {
	for _, a := range r.Activity {
		if a.Kind == kind && (as == "" || a.As == as) {
			some = append(some, a)
		}
	}
	return some
}

func logins(all []Activity) string {
	count := map[string]int{}
	for _, a := range all {
		count[a.Outcome] += a.Count
	}
	var each []string
	for _, o := range []struct{ outcome, text string }{
		{LoginWorked, "logged in"}, {LoginRefused, "refused as intended (wrong password)"}, {LoginFailed, "failed"}, {LoginUnclear, "with an unclear outcome"},
	} {
		if n := count[o.outcome]; n > 0 {
			each = append(each, fmt.Sprintf("%d %s", n, o.text))
		}
	}
	return strings.Join(each, ", ")
}

func total(all []Activity) (n int) {
	for _, a := range all {
		n += a.Count
	}
	return n
}

func addresses(all []Activity) string {
	var urls []string
	for _, a := range all {
		if !slices.Contains(urls, a.URL) {
			urls = append(urls, a.URL)
		}
	}
	return counted(len(urls), "address", "addresses")
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// String is what was done in one line: "GET https://shop.test/account, 3 times, as the user (login, logout)".
func (a Activity) String() string {
	var b strings.Builder
	b.WriteString(a.Kind)
	for _, word := range []string{a.Outcome, a.Method, a.URL} {
		if word != "" {
			b.WriteString(" " + word)
		}
	}
	if a.Detail != "" {
		b.WriteString(": " + a.Detail)
	}
	if a.Count != 1 {
		fmt.Fprintf(&b, ", %d times", a.Count)
	}
	switch a.As {
	case AsStranger:
		b.WriteString(", as a stranger")
	case AsUser:
		b.WriteString(", as the user")
	}
	if len(a.Stages) > 0 {
		b.WriteString(" (" + strings.Join(a.Stages, ", ") + ")")
	}
	return b.String()
}
