package config

import (
	"cmp"
	"net/url"
	"slices"

	"github.com/cookiespec/cookiespec/runner/links"
	"github.com/cookiespec/cookiespec/runner/recipe"
)

func takeNever(c *Config, value string) *flaw {
	if _, err := links.ParsePattern(value); err != nil {
		return &flaw{err.Error(), "write a path or a URL, with * for any characters, such as /admin/*"}
	}
	c.Never = append(c.Never, value)
	return nil
}

// NeverPatterns are the addresses that no request is made to.
func (c Config) NeverPatterns() (all links.Patterns) {
	for _, text := range c.Never {
		if p, err := links.ParsePattern(text); err == nil { // it was checked
			all = append(all, p)
		}
	}
	return all
}

// named is an address that the config names, and where.
type named struct {
	key     string
	index   int
	address string
}

// forbidden is the error for an address that never: has and that the config names all the same: the run could not do what it is asked to.
func (c Config) forbidden() error {
	never := c.NeverPatterns()
	if len(never) == 0 {
		return nil
	}
	base, err := url.Parse(cmp.Or(c.Target, "http://localhost/")) // the port of an application that is yet to be started is in no pattern
	if err != nil {
		return nil
	}
	for _, n := range c.named() {
		u, err := base.Parse(n.address)
		if err != nil {
			continue
		}
		if p, found := never.Match(u.String()); found {
			return c.Reject(n.key, n.index, c.withoutSecrets(n.address), "must never be requested: never: has "+p.String(), "change one of them")
		}
	}
	return nil
}

// named are the addresses that the config names.
func (c Config) named() []named {
	all := []named{{"target", 0, withoutPassword(c.Target)}, {"echo", 0, c.Echo}}
	for i, page := range c.Pages {
		all = append(all, named{"pages", i, page})
	}
	if s := c.Session; s != nil {
		for i, page := range s.Protected {
			all = append(all, named{"protected", i, page})
		}
		all = append(all, named{"login", 0, s.URL}, named{"logout", 0, s.Logout.URL})
		if m := s.Memory; m != nil {
			all = append(all, named{"memory", 0, m.Page})
		}
		if a := s.Action; a != nil {
			all = append(all, named{"action", 0, a.URL}, named{"action", 0, a.Page})
		}
		for key, steps := range map[string][]recipe.Step{"login": s.Steps, "logout": s.Logout.Steps, "privilege_step": s.Raise} {
			for _, step := range steps {
				if step.Kind == recipe.Goto || step.Kind == recipe.Fetch {
					all = append(all, named{key, 0, step.Text})
				}
			}
		}
	}
	return slices.DeleteFunc(all, func(n named) bool { return n.address == "" && n.key != "target" })
}

// withoutSecrets is an address as a message may show it.
func (c Config) withoutSecrets(address string) string {
	if shown, ok := unsecret(address, c.draft.Secrets).(string); ok {
		return shown
	}
	return address
}
