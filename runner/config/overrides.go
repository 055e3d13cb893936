package config

import (
	"fmt"
	"slices"

	"golang.org/x/text/unicode/norm"
)

// Override holds the config keys that a rubric sets for one submission.
type Override struct {
	Config Config   // of that submission's run
	Keys   []string // those of it that are the submission's own, as they stand in the file
	Unset  []string // variables that it takes values from, and that are not set
}

// For returns the rubric for a submission, with its override applied, and the overridden keys.
func (r Rubric) For(submission string) (Rubric, []string) {
	own, ok := r.Overrides[submission]
	if ok {
		r.Config = own.Config
	}
	r.Overrides = nil // what is said of others changes nothing here
	return r, own.Keys
}

// ofClass are the keys that cannot be overridden for one submission: they define the grading or belong to the machine.
var ofClass = append([]string{"waivers", "baseline", "only", "skip", "require", "policy", "fail_on", "chrome", "http_user"}, ofAll...)

// overridable are the keys that can.
func overridable() []string {
	return slices.DeleteFunc(topLevel(), func(key string) bool { return slices.Contains(ofClass, key) })
}

// overrides reads what is otherwise for single submissions: each as a file that holds its own keys, and of the shared ones those that it
// does not have.
func (r *reader) overrides(pairs []pair, n int) map[string]Override {
	all := map[string]Override{}
	next := after(pairs, n, r.doc.end())
	named, ok := r.pairs(pairs[n].value, "overrides", "overrides: and under it amira: {login: {url: /signin}}")
	if !ok {
		r.doc.veilBelow(pairs[n].at, next)
		return all
	}
	shared := slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool { return p.key == "overrides" })
	for i, submission := range named {
		all[norm.NFC.String(submission.key)] = r.override(submission, shared, after(named, i, next))
	}
	return all
}

func (r *reader) override(submission pair, shared []pair, end mark) (o Override) {
	one := &reader{doc: r.doc, blind: r.blind, config: Default()}
	one.lookup = func(name string) (string, bool) { // a variable may be unset if its submission is not graded in this run
		value, ok := r.lookup(name)
		if ok {
			return value, true
		}
		if !slices.Contains(o.Unset, name) {
			o.Unset = append(o.Unset, name)
		}
		return "1", true
	}
	one.config.File, one.config.mention = r.config.File, r.config.mention
	ignored := func(pair) {}
	one.also = map[string]func(pair){"assignment": ignored, "parts": ignored, "services": ignored, "accounts": func(p pair) { one.accounts(&Accounts{}, p) }}
	own, ok := one.pairs(submission.value, "overrides: "+submission.key, "{login: {url: /signin}}")
	if !ok {
		r.doc.veilBelow(submission.at, end)
	}
	one.veil(own, end)
	var keys []pair
	for i, p := range own {
		if slices.Contains(overridable(), p.key) {
			o.Keys, keys = append(o.Keys, p.key), append(keys, p)
			continue
		}
		r.doc.veilBelow(p.at, after(own, i, end))
		if slices.Contains(rubricKeys, p.key) || slices.Contains(ofClass, p.key) {
			one.report(p.at, p.key+" cannot be overridden for one submission", "move it to the top level of the rubric, or remove it")
		} else {
			one.unknown(p, overridable())
		}
	}
	one.keys(append(slices.DeleteFunc(slices.Clone(shared), func(p pair) bool { return slices.Contains(o.Keys, p.key) }), keys...))
	if mine, all := one.config, r.config; all.draft.User != "" && (mine.draft.User != all.draft.User || mine.PasswordEnv != all.PasswordEnv) {
		one.report(submission.at, fmt.Sprintf("%s: the user and the password must be the same for all submissions", submission.key), "set them once, under accounts: at the top level of the rubric, and not in the override")
	}
	r.adopt(one)
	o.Config = one.config
	o.Config.gradeFrom()
	return o
}
