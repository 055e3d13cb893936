package reports

import (
	"fmt"
	"slices"
	"strings"
)

// NoSession says that no session was judged, although checks of sessions were among those chosen.
type NoSession struct {
	Reason    string      `json:"reason"`    // why, a clause
	Remedy    string      `json:"remedy"`    // the flag or the key that changes it, a sentence without its full stop
	Required  string      `json:"required"`  // what asks for a judged session: "--require session", "--policy asvs-l1"; empty: nothing does
	NotRun    []NotRun    `json:"not_run"`   // the checks without a verdict, by reason
	Suspected []Suspected `json:"suspected"` // cookies that look as if they carried a session; only where no login was made
}

// NotRun is checks that have no verdict for one reason.
type NotRun struct {
	Reason string   `json:"reason"`
	Checks []string `json:"checks"` // ids, in the order of the catalogue
}

// Suspected is a cookie that looks as if it carried a session.
type Suspected struct {
	Name   string `json:"name"`
	Domain string `json:"domain"`
	Path   string `json:"path"`
	Reason string `json:"reason"` // what makes it look so, a clause
}

// Headline is what every report says first, a sentence.
func (n NoSession) Headline() string { return "No session was judged: " + n.Reason }

// Text says it all in a few sentences, for readers of lists.
func (n NoSession) Text() string {
	text := n.Headline() + ". " + n.Checks() + ". "
	if names := n.Suspects(); names != "" {
		text += "Suspected session cookies: " + names + ". "
	}
	return text + "To change that, " + n.Remedy + "."
}

// Checks counts the checks without a verdict.
func (n NoSession) Checks() string {
	var all []string
	for _, r := range n.NotRun {
		for _, id := range r.Checks {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return counted(len(all), "check", "checks") + " did not run"
}

// mostSuspects is how many suspected cookies a line names.
const mostSuspects = 5

// Suspects names the suspected cookies, with what makes each look so.
func (n NoSession) Suspects() string {
	var each []string
	for i, s := range n.Suspected {
		if i == mostSuspects {
			each = append(each, fmt.Sprintf("and %d more", len(n.Suspected)-i))
			break
		}
		each = append(each, fmt.Sprintf("%s (%s)", s.Name, s.Reason))
	}
	return strings.Join(each, ", ")
}

func (n *NoSession) normal() *NoSession {
	if n == nil {
		return nil
	}
	o := *n
	o.NotRun, o.Suspected = slices.Clone(list(o.NotRun)), list(o.Suspected)
	for i := range o.NotRun {
		o.NotRun[i].Checks = list(o.NotRun[i].Checks)
	}
	return &o
}

// Reservation is what a headline must not leave out, a clause: that no session was judged, or that a check of sessions of high or
// critical severity is inconclusive although a login was made. It is empty where there is none.
func (r Run) Reservation() string {
	if r.NoSession != nil {
		return "no session was judged"
	}
	if r.Login == nil || r.Login.Asked == "" {
		return ""
	}
	var ids []string
	for _, one := range r.Results {
		if one.Outcome == Inconclusive && one.Session && one.Waived == nil && !one.Known && (one.Severity == "high" || one.Severity == "critical") && !slices.Contains(ids, one.ID) {
			ids = append(ids, one.ID)
		}
	}
	switch len(ids) {
	case 0:
		return ""
	case 1:
		return "inconclusive: " + ids[0]
	}
	return fmt.Sprintf("inconclusive: %s and %s", ids[0], counted(len(ids)-1, "other session check", "other session checks"))
}
