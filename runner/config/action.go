package config

import (
	"slices"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// What can be said of an action that another site is to forge.
var (
	actionKeys = []string{"steps", "forged", "page", "read"}
	forgedKeys = []string{"url", "fields"}
)

const forgedExample = "{url: /account/note, fields: {note: forged}}"

func (r *reader) act(s *recipe.Session, p pair) {
	a := &recipe.Action{}
	s.Action = a
	for _, one := range r.parts(p, actionKeys, []string{"steps", "forged", "read"}, `{steps: [...], forged: `+forgedExample+`, read: {selector: "#note"}}`) {
		switch one.key {
		case "steps":
			a.Steps = r.steps(one)
		case "page":
			r.word(one, &a.Page, page)
		case "forged":
			r.forged(a, one)
		case "read":
			if what, ok := r.one(one, []string{"selector"}); ok {
				r.word(what, &a.Read, selector)
			}
		}
	}
	// What is forged must be told from what was meant.
	meant := func(f recipe.Fill) bool {
		return slices.ContainsFunc(a.Steps, func(s recipe.Step) bool { return s.Kind == recipe.FillIn && s.Text == f.Text })
	}
	if len(a.Fields) > 0 && !slices.ContainsFunc(a.Fields, func(f recipe.Fill) bool { return !meant(f) }) {
		r.report(p.at, "action: forged has the very texts that the steps fill in, so that its effect could not be seen", "write another text in a field of forged")
	}
}

func (r *reader) forged(a *recipe.Action, p pair) {
	for _, one := range r.parts(p, forgedKeys, forgedKeys, forgedExample) {
		if one.key == "url" {
			r.word(one, &a.URL, page)
		} else {
			a.Fields = r.fill(one)
		}
	}
}
