package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/recipe"
)

// deed is something that an audit would do to the site.
type deed struct{ what, how string }

// deeds are all that an audit would do to the site: which pages it opens, as whom, which forms it sends, and what it leaves alone.
func deeds(c config.Config) []deed {
	all := []deed{{"pages", "the entry page and those that it links to; " + atMost(c.MaxPages)}}
	if len(c.Pages) > 0 {
		all[0].how = "the entry page, " + strings.Join(c.Pages, ", ") + "; no link is followed"
	}
	if s := c.Session; s != nil {
		all = append(all, deed{"as the user", usersPages(c, s)}, deed{"login", loginBy(s) + "; " + atMost(s.MaxLogins)})
	}
	all = append(all, deed{"forms", strings.Join(formsSent(c.Session), ", ")})
	if len(c.Never) > 0 {
		all = append(all, deed{"never", strings.Join(c.Never, ", ")})
	}
	return all
}

func atMost(count int) string { return fmt.Sprintf("%d at most", count) }

func usersPages(c config.Config, s *recipe.Session) string {
	pages := "a protected page that is found"
	if len(s.Protected) > 0 {
		pages = strings.Join(shownAll(s, s.Protected), ", ")
	}
	if len(c.Pages) > 0 {
		return pages + "; no link is followed"
	}
	return pages + ", and at most 3 that it links to"
}

// formsSent are those that an audit sends.
func formsSent(s *recipe.Session) []string {
	if s == nil {
		return []string{"none"}
	}
	var all []string
	if s.State == nil {
		all = append(all, "the login")
	}
	all = append(all, "the logout")
	for _, declared := range []struct {
		key string
		is  bool
	}{
		{"memory", s.Memory != nil}, {"password_change", s.Change != nil}, {"privilege_step", len(s.Raise) > 0}, {"action", s.Action != nil},
	} {
		if declared.is {
			all = append(all, "the steps of "+declared.key+":")
		}
	}
	return all
}

// shownAll are addresses without what came from the environment.
func shownAll(s *recipe.Session, addresses []string) []string {
	shown := slices.Clone(addresses)
	for i := range shown {
		for _, secret := range s.Secrets {
			shown[i] = strings.ReplaceAll(shown[i], secret, "[masked]")
		}
	}
	return shown
}

// loginBy says how one logs in. A user whom the environment names is not told.
func loginBy(s *recipe.Session) string {
	user := "user " + s.User
	if slices.Contains(s.Secrets, s.User) {
		user = "the user of the environment"
	}
	switch {
	case s.State != nil:
		return "none is made; the state in " + s.State.File
	case s.Recording != "":
		return user + ", by the recording " + s.Recording
	case len(s.Steps) > 0:
		return fmt.Sprintf("by %d steps", len(s.Steps))
	case len(s.Fill) > 0:
		return "by the form that the config describes"
	case s.URL != "":
		return user + ", by the form on " + s.URL
	}
	return user + ", by the form that is found"
}
