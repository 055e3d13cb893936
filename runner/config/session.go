package config

import (
	"cmp"

	"github.com/goccy/go-yaml/ast"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// What can be said in each part about logins.
var (
	loginKeys   = []string{"user", "password_env", "totp_secret_env", "code_command", "passkey", "url", "fill", "submit", "remember", "steps", "recording", "state"}
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
		case "user", "password_env", "totp_secret_env":
			setting, _ := setting("login." + one.key)
			r.setting(setting, one)
			r.glean(one.value)
		case "passkey":
			s.Passkey = r.passkey(one)
		case "code_command":
			r.command(&s.CodeCommand, one)
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
		case "recording":
			r.recorded(s, one)
		case "state":
			s.State = r.state(one)
		}
	}
	for _, clash := range []struct {
		key, why string
		others   []string
	}{
		{"state", "hands over a login that is made already", []string{"user", "totp_secret_env", "code_command", "passkey", "fill", "submit", "remember", "steps", "recording"}},
		{"steps", "says all of the login", []string{"totp_secret_env", "code_command", "fill", "submit", "remember", "recording"}},
		{"totp_secret_env", "generates the one-time codes", []string{"code_command"}},
		{"recording", "says all of the login", []string{"url", "fill", "submit", "remember"}},
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
		r.expect(one, number, func(s string) *flaw { return takeNumber(&o.Status, s, Bounds{100, 599}) })
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
