package session

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// LogoutReach: "Verify that all pages that require authentication have easy and visible access to logout functionality"
// (ASVS 7.4.4), and that it cannot be used by a page of somebody else (ASVS 3.5.3).
//
// It reads part Logout and does not need it: where no way to log out is known there is none, and that is what it is about.
var LogoutReach = check.Check{
	ID:       "session/logout-reach",
	Title:    "each protected page offers a logout, and no image can log out",
	Failure:  "a protected page offers no logout, or a plain GET logs out",
	Severity: check.Low,
	Cites:    []check.Citation{check.ASVS("7.4.4"), check.ASVS("3.5.3"), check.WSTG("SESS-06"), check.CWE("352")},
	Needs:    recording.Login,
	Reads:    recording.Logout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		controls := c.Scene(recording.Login).Controls
		if c.Session == nil || len(controls) == 0 {
			return check.Unknown("no protected page was searched for a way to log out")
		}
		bare := pagesWithout(controls)
		switch {
		case len(bare) > 0 && c.Brief() != "":
			return check.Unknown(c.Brief(), shownWithout(bare)...)
		case len(bare) > 0 && c.Session.LogoutBy == "":
			return check.Fail("a way to log out", "no way to log out was found on "+strings.Join(bare, ", "), shownWithout(bare)...)
		case len(bare) > 0 && given(c.Session):
			return check.Unknown("the logout that the config gives was not recognised on "+strings.Join(bare, ", "), shownWithout(bare)...)
		case len(bare) > 0:
			return check.Fail("a way to log out on each protected page", "no way to log out on "+strings.Join(bare, ", "), shownWithout(bare)...)
		}
		again, get := c.Probe(recording.Logout, recording.ReloggedIn), c.Probe(recording.Logout, recording.PlainGet)
		switch {
		case in(again) && out(get):
			return check.Fail("logged in until the user logs out by the form", "a plain GET of the logout, as an image makes it, logs the user out", check.AtProbe(recording.Logout, get))
		case get == nil && !byScript(controls):
			return check.Unknown("whether an image with the logout's address logs out was not tried", shownControl(&controls[0]))
		case get != nil && !in(again):
			return check.Unknown("nobody was logged in when the logout's address was loaded as an image", check.AtProbe(recording.Logout, get))
		case get != nil && !in(get):
			return check.Unknown(undecided(get), check.AtProbe(recording.Logout, get))
		}
		return check.Pass("a way to log out on "+check.Count(pages(controls), "protected page")+", which no image takes", shownControl(&controls[0]))
	},
}

// pagesWithout are the pages that were searched and have no way to log out.
func pagesWithout(controls []recording.Control) []string {
	offers := map[string]bool{}
	for _, l := range controls {
		offers[l.Page] = offers[l.Page] || l.Way != ""
	}
	var pages []string
	for _, l := range controls {
		if !offers[l.Page] && !slices.Contains(pages, l.Page) {
			pages = append(pages, l.Page)
		}
	}
	return pages
}

// given tells whether it may be the config that says how one logs out: what was recognised of a form is in it.
func given(s *recording.Session) bool {
	return s.LogoutBy != "" && (s.Form == nil || s.Form.Logout == "")
}

// byScript tells whether only scripts know the logout's address, so that no image can have it.
func byScript(controls []recording.Control) bool {
	return !slices.ContainsFunc(controls, func(l recording.Control) bool { return l.URL != "" })
}

// pages are how many pages were searched.
func pages(controls []recording.Control) int {
	seen := map[string]bool{}
	for _, l := range controls {
		seen[l.Page] = true
	}
	return len(seen)
}

func shownWithout(pages []string) []check.Evidence {
	var evidence []check.Evidence
	for _, page := range pages {
		evidence = append(evidence, check.Evidence{At: recording.Login.String(), Text: page + ": no link, form or button that logs out"})
	}
	return evidence
}

func shownControl(l *recording.Control) check.Evidence {
	text := fmt.Sprintf("%s: a %s", l.Page, l.Way)
	if l.URL != "" {
		text += fmt.Sprintf(" to %s %s", l.Method, l.URL)
	}
	return check.Evidence{At: recording.Login.String(), Text: text}
}
