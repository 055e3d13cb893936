package config

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// What can be said in each part about logins.
var (
	loginKeys   = []string{"user", "password_env", "url", "fill", "submit", "remember", "steps", "state"}
	oracleKeys  = []string{"selector", "text", "url", "status"}
	logoutKeys  = []string{"url", "click", "submit", "steps"}
	memoryKeys  = []string{"set", "page", "read"}
	expectKeys  = []string{"restart", "idle", "absolute", "sliding", "concurrent"}
	detourKeys  = []string{"steps", "undo"}
	restarts    = []string{"ends", "lasts"}
	concurrents = []string{"independent", "single", "shared"}
)

// session reads one of [sessionKeys].
func (r *reader) session(p pair) {
	s := &r.config.draft
	if lookup := r.lookup; r.blind {
		r.lookup = func(name string) (string, bool) {
			value, _ := lookup(name)
			return cmp.Or(value, "["+name+"]"), true
		}
		defer func() { r.lookup = lookup }()
	}
	r.config.remember(p.key, origin{file: r.doc, marks: []mark{p.at}})
	switch p.key {
	case "login":
		r.login(s, p)
	case "protected":
		r.protected(s, p)
	case "logged_in":
		r.oracle(&s.LoggedIn, p)
	case "logout":
		r.logout(&s.Logout, p)
	case "memory":
		r.memory(s, p)
	case "session":
		r.expected(&s.Expected, p)
	case "password_change":
		s.Change = &recipe.Detour{}
		for _, d := range r.parts(p, detourKeys, detourKeys, "{steps: [...], undo: [...]}") {
			if d.key == "undo" {
				s.Change.Undo = r.steps(d)
			} else {
				s.Change.Steps = r.steps(d)
			}
		}
	case "action":
		r.act(s, p)
	case "privilege_step":
		for _, d := range r.parts(p, []string{"steps"}, []string{"steps"}, "{steps: [...]}") {
			s.Raise = r.steps(d)
		}
	}
}

func (r *reader) login(s *recipe.Session, p pair) {
	said := map[string]pair{}
	for _, one := range r.parts(p, loginKeys, nil, "{user: NAME}, or how to log in") {
		said[one.key] = one
		switch one.key {
		case "user", "password_env":
			setting, _ := setting("login." + one.key)
			r.setting(setting, one)
			r.glean(one.value)
		case "url":
			r.word(one, &s.URL, page)
		case "submit":
			r.word(one, &s.Submit, selector)
		case "remember":
			r.word(one, &s.Remember, selector)
		case "fill":
			s.Fill = r.fill(one)
		case "steps":
			s.Steps = r.steps(one)
		case "state":
			s.State = r.state(one)
		}
	}
	for _, clash := range []struct {
		key, why string
		others   []string
	}{
		{"state", "hands over a login that is made already", []string{"user", "fill", "submit", "remember", "steps"}},
		{"steps", "says all of the login", []string{"fill", "submit", "remember"}},
	} {
		first, found := said[clash.key]
		for _, other := range clash.others {
			if second, both := said[other]; found && both {
				later := first
				if second.at.line > first.at.line || second.at.line == first.at.line && second.at.column > first.at.column {
					later = second
				}
				r.report(later.at, "login: "+clash.key+" "+clash.why+", and "+other+" stands beside it", "leave one of them out")
			}
		}
	}
}

func (r *reader) protected(s *recipe.Session, p pair) {
	items := []ast.Node{p.value}
	if list, ok := p.value.(*ast.SequenceNode); ok {
		items = list.Values
	}
	o := origin{file: r.doc}
	for _, item := range items {
		address := ""
		if r.word(pair{key: p.key, at: place(item), value: item}, &address, page) {
			s.Protected = append(s.Protected, address)
			o.marks = append(o.marks, place(item))
		}
	}
	if len(items) == 0 {
		r.report(place(p.value), "protected lists nothing", "write a path for those alone who are logged in, or leave the key out")
	}
	if len(o.marks) > 0 {
		r.config.remember(p.key, o)
	}
}

func (r *reader) oracle(o *recipe.Oracle, p pair) {
	one, ok := r.one(p, oracleKeys)
	if !ok {
		return
	}
	switch one.key {
	case "selector":
		r.word(one, &o.Selector, selector)
	case "text":
		r.word(one, &o.Text, nil)
	case "url":
		r.word(one, &o.URL, nil)
	case "status":
		r.expect(one, number, func(s string) *flaw { return takeNumber(&o.Status, s, 100, 599) })
	}
}

func (r *reader) logout(l *recipe.Logout, p pair) {
	one, ok := r.one(p, logoutKeys)
	if !ok {
		return
	}
	switch one.key {
	case "url":
		r.word(one, &l.URL, page)
	case "click":
		r.word(one, &l.Click, selector)
	case "submit":
		r.word(one, &l.Submit, selector)
	case "steps":
		l.Steps = r.steps(one)
	}
}

func (r *reader) memory(s *recipe.Session, p pair) {
	m := &recipe.Memory{}
	s.Memory = m
	for _, one := range r.parts(p, memoryKeys, []string{"set", "read"}, `{set: [...], read: {selector: "#note"}}`) {
		switch one.key {
		case "set":
			m.Set = r.steps(one)
		case "page":
			r.word(one, &m.Page, page)
		case "read":
			if what, ok := r.one(one, []string{"selector"}); ok {
				r.word(what, &m.Read, selector)
			}
		}
	}
}

func (r *reader) expected(e *recording.Expectations, p pair) {
	for _, one := range r.parts(p, expectKeys, nil, "what is expected, such as {idle: 20m}") {
		switch one.key {
		case "restart":
			r.expect(one, text, func(s string) *flaw { return choose(&e.Restart, s, restarts) })
		case "concurrent":
			r.expect(one, text, func(s string) *flaw { return choose(&e.Concurrent, s, concurrents) })
		case "sliding":
			e.Sliding = r.flag(one)
		case "idle":
			e.Idle = r.some(one)
		case "absolute":
			e.Absolute = r.some(one)
		}
	}
	if e.Idle != nil && e.Absolute != nil && *e.Idle > *e.Absolute {
		r.report(p.at, "session: idle is longer than absolute, so that it never comes to pass", "write the shorter time at idle, or leave it out")
	}
}

// some reads a duration of more than nothing.
func (r *reader) some(p pair) (length *recording.Seconds) {
	r.expect(p, span, func(s string) *flaw {
		d, bad := positive(s)
		seconds := recording.InSeconds(d)
		length = &seconds
		return bad
	})
	return length
}

func positive(s string) (time.Duration, *flaw) {
	d, bad := parseDuration(s)
	if bad == nil && d <= 0 {
		bad = &flaw{"is no time at all", "write how long, with a unit: " + durationExamples}
	}
	return d, bad
}

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
