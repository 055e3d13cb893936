package config

import "slices"

// Override is what a rubric says otherwise of one submission.
type Override struct {
	Config Config   // of that submission's run
	Keys   []string // those of it that are the submission's own, as they stand in the file
}

// For is the rubric as it is for a submission, and the keys that are otherwise for it.
func (r Rubric) For(submission string) (Rubric, []string) {
	own, ok := r.Overrides[submission]
	if ok {
		r.Config = own.Config
	}
	r.Overrides = nil // what is said of others changes nothing here
	return r, own.Keys
}

// overrides reads what is otherwise for single submissions: each as a file that holds its own keys, and of the shared ones those that it
// does not have.
func (r *reader) overrides(pairs []pair, n int) map[string]Override {
	all := map[string]Override{}
	named, ok := r.pairs(pairs[n].value, "overrides", "overrides: and under it amira: {login: {url: /signin}}")
	if !ok {
		return all
	}
	shared := slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool { return p.key == "overrides" })
	for i, submission := range named {
		all[submission.key] = r.override(submission, shared, after(named, i, after(pairs, n, r.doc.end())))
	}
	return all
}

// overridable are the keys that can be otherwise for one submission.
func overridable() []string {
	return slices.DeleteFunc(topLevel(), func(key string) bool { return slices.Contains(ofAll, key) })
}

func (r *reader) override(submission pair, shared []pair, end mark) Override {
	one := &reader{doc: r.doc, lookup: r.lookup, blind: r.blind, config: Default()}
	one.config.File, one.config.mention = r.config.File, r.config.mention
	ignored := func(pair) {}
	one.also = map[string]func(pair){"assignment": ignored, "parts": ignored, "accounts": func(p pair) { one.accounts(&Accounts{}, p) }}
	own, _ := one.pairs(submission.value, "overrides: "+submission.key, "{login: {url: /signin}}")
	one.veil(own, end)
	var o Override
	var keys []pair
	for _, p := range own {
		switch {
		case slices.Contains(rubricKeys, p.key):
			one.report(p.at, p.key+" is the same for all submissions", "write it above, or leave it out")
		case !slices.Contains(overridable(), p.key):
			one.unknown(p, overridable())
		default:
			o.Keys, keys = append(o.Keys, p.key), append(keys, p)
		}
	}
	one.keys(append(slices.DeleteFunc(slices.Clone(shared), func(p pair) bool { return slices.Contains(o.Keys, p.key) }), keys...))
	for _, e := range one.errs {
		if !slices.ContainsFunc(r.errs, func(told *Error) bool { return *told == *e }) { // of shared keys, as each submission finds them
			r.errs = append(r.errs, e)
		}
	}
	o.Config = one.config
	o.Config.gradeFrom()
	return o
}
