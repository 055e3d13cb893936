package config

import (
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// parts reads a mapping of known keys, of which some must be there.
func (r *reader) parts(p pair, known, needed []string, wanted string) []pair {
	pairs, ok := r.pairs(p.value, p.key, p.key+": "+wanted)
	if !ok {
		return nil
	}
	missing := slices.Clone(needed)
	pairs = slices.DeleteFunc(pairs, func(one pair) bool {
		missing = slices.DeleteFunc(missing, func(key string) bool { return key == one.key })
		if slices.Contains(known, one.key) {
			return false
		}
		r.strange(one, known)
		return true
	})
	if len(missing) > 0 {
		r.report(p.at, p.key+" lacks "+strings.Join(missing, " and "), "write "+p.key+": "+wanted)
	}
	if len(pairs) == 0 && len(missing) == 0 && len(r.errs) == 0 {
		r.report(p.at, p.key+" says nothing", "write "+p.key+": "+wanted+", or leave it out")
	}
	return pairs
}

// ours is how the keys of this format look.
var ours = regexp.MustCompile(`^[A-Za-z][A-Za-z_-]*$`)

// strange reports a key that means nothing in a part about logins. One that does not look like a key may be a secret that
// slipped.
func (r *reader) strange(p pair, known []string) {
	if ours.MatchString(p.key) {
		r.unknown(p, known)
		return
	}
	r.doc.veil(p.at.line, p.at.column)
	r.report(p.at, "this is no key", "known here: "+strings.Join(known, ", "))
}

// one reads a mapping that has exactly one of some keys.
func (r *reader) one(p pair, known []string) (pair, bool) {
	rule := "write exactly one of " + strings.Join(known, ", ")
	if len(known) == 1 {
		rule = "write " + p.key + ": {" + known[0] + ": …}"
	}
	pairs, ok := r.pairs(p.value, p.key, strings.TrimPrefix(rule, "write "))
	if !ok {
		return pair{}, false
	}
	var found []pair
	for _, one := range pairs {
		if !slices.Contains(known, one.key) {
			r.strange(one, known)
		} else if found = append(found, one); len(found) > 1 {
			r.report(one.at, p.key+" has "+one.key+" beside "+found[0].key, rule)
		}
	}
	if len(pairs) == 0 {
		r.report(place(p.value), p.key+" says nothing", rule)
	}
	return append(found, pair{})[0], len(found) == 1
}

// word reads one text. What the environment gives it is a secret.
func (r *reader) word(p pair, into *string, wrong func(string) *flaw) bool {
	fine := false
	r.expect(p, text, func(s string) *flaw {
		if strings.TrimSpace(s) == "" {
			return &flaw{"is empty", "write what belongs there, or leave the key out"}
		}
		if wrong != nil {
			if bad := wrong(s); bad != nil {
				return bad
			}
		}
		*into, fine = s, true
		return nil
	})
	r.glean(p.value)
	return fine
}

// glean keeps what variables give to a value as secrets.
func (r *reader) glean(node ast.Node) {
	text, ok := node.(*ast.StringNode)
	if !ok {
		return
	}
	for _, ref := range variable.FindAllString(text.Value, -1) {
		if strings.HasPrefix(ref, "$$") || !strings.HasSuffix(ref, "}") {
			continue
		}
		secret, _ := r.lookup(ref[2 : len(ref)-1])
		if s := &r.config.draft; secret != "" && !slices.Contains(s.Secrets, secret) {
			s.Secrets = append(s.Secrets, secret)
		}
	}
}

// selector says what is no selector of CSS, as far as that can be told without a page.
func selector(value string) *flaw {
	if strings.HasPrefix(value, "//") || strings.HasPrefix(value, "xpath=") {
		return &flaw{"is XPath", "write a selector of CSS, such as #id or button[type=submit]"}
	}
	return nil
}
