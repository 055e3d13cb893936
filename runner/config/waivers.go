package config

import (
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// Waiver is a kind of finding that the user accepts.
type Waiver struct {
	Check  string // id, which the config knows nothing of; see [Config.Reject]
	Cookie string // name or glob, as under cookies; empty: whatever it is found on
	Reason string
	Until  string // the last day on which it holds, such as 2027-06-30, UTC; empty: it does not end
	File   string // where it is written
	Line   int
}

var waiverKeys = []string{"check", "cookie", "reason", "until"}

func (r *reader) waivers(p pair) {
	const wanted = `[{check: set/http-only, cookie: csrftoken, reason: "read by a script", until: 2027-06-30}]`
	list, ok := p.value.(*ast.SequenceNode)
	if !ok {
		r.wrongKind(p, "a list", "write "+p.key+": "+wanted)
		return
	}
	o := origin{file: r.doc}
	for _, item := range list.Values {
		w := Waiver{File: r.doc.file, Line: place(item).line}
		check := place(item)
		one := pair{key: p.key, at: check, value: item}
		for _, said := range r.parts(one, waiverKeys, []string{"check", "reason"}, wanted) {
			switch said.key {
			case "check":
				check = place(said.value)
				r.expect(said, text, func(s string) *flaw { w.Check = s; return nil })
			case "cookie":
				r.expect(said, text, func(s string) *flaw { w.Cookie = s; return cookieName(s) })
			case "reason":
				r.expect(said, text, func(s string) *flaw { w.Reason = strings.TrimSpace(s); return reasonable(s) })
			case "until":
				r.expect(said, text, func(s string) *flaw { w.Until = s; return day(s) })
			}
		}
		r.config.Waivers = append(r.config.Waivers, w)
		o.marks = append(o.marks, check)
	}
	r.config.remember(p.key, o)
}

func reasonable(s string) *flaw {
	if strings.TrimSpace(s) == "" {
		return &flaw{"is no reason", "say why the finding is accepted: whoever reads the report will ask"}
	}
	return nil
}

func day(s string) *flaw {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return &flaw{"is no day", "write year, month and day, such as 2027-06-30: the last day on which the waiver holds"}
	}
	return nil
}
