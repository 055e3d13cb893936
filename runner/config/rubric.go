package config

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Rubric says what submissions get points for. Its file is a config with further keys: assignment, parts, accounts, services, overrides.
type Rubric struct {
	Config     Config // of each submission's run; its FailOn is the lowest severity that costs points
	Assignment string
	Parts      []Part
	Accounts   Accounts
	Services   []Service
	Overrides  map[string]Override // by the name of the submission
}

// Reject is the error for a check of a part, both counted from 0, that turns out to be none. Problem follows its name.
func (r Rubric) Reject(part, index int, problem, remedy string) *Error {
	return r.Config.Reject(checksOf(part), index, r.Parts[part].Checks[index], problem, remedy)
}

func checksOf(part int) string { return fmt.Sprintf("parts.%d.checks", part) }

// Part is what some points are given for.
type Part struct {
	Title   string
	Points  int      // at least 1
	Checks  []string // ids, areas or globs; empty: those that Expect needs
	Cookie  string   // a name, with * and ?; empty: every cookie
	Expect  *recording.Declaration
	Partial bool // points for each check that holds, not for all of them alone
}

// Accounts is the user that logs in, and how it is made. The password is in a variable: see [Config.PasswordEnv].
type Accounts struct {
	User   string
	Create []string // a program and its arguments; empty: the submission has the user by itself
	Found  bool     // create: found, by the framework's own means where it has any
	SignUp bool     // sign_up: found, by the sign-up form of the application
}

// Created tells whether the account is made for a run, so that its password is anybody's choice.
func (a Accounts) Created() bool { return len(a.Create) > 0 || a.Found || a.SignUp }

var (
	rubricKeys  = []string{"assignment", "parts", "accounts", "services", "overrides"}
	partKeys    = []string{"title", "points", "checks", "cookie", "expect", "partial"}
	accountKeys = []string{"user", "password_env", "create", "sign_up"}
)

// lowestGraded is the severity from which a failure costs points where the rubric does not say.
const lowestGraded = "medium"

// LoadRubric reads a rubric. The error is [Errors] for what is wrong in the file, else an [*Error].
func LoadRubric(path string) (Rubric, error) {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return Rubric{}, &Error{File: path, Problem: "there is no such file", Remedy: "check the path; cookiespec rubric init writes one"}
	case err != nil:
		return Rubric{}, &Error{File: path, Problem: "cannot be read: " + reason(err)}
	}
	return ParseRubric(path, data)
}

// ParseRubric is [LoadRubric] of a file whose text is at hand.
func ParseRubric(file string, data []byte) (Rubric, error) {
	return (&reader{lookup: os.LookupEnv}).rubric(file, data)
}

func (r *reader) rubric(file string, data []byte) (Rubric, error) {
	var rubric Rubric
	r.also = map[string]func(pair){
		"assignment": func(p pair) { r.word(p, &rubric.Assignment, nil) },
		"parts":      func(p pair) { rubric.Parts = r.rubricParts(p) },
		"accounts":   func(p pair) { r.accounts(&rubric.Accounts, p) },
		"services":   func(p pair) { rubric.Services = r.services(p) },
		"overrides":  func(pair) {}, // read when all else is
	}
	r.rest = func(pairs []pair) {
		if n := slices.IndexFunc(pairs, func(p pair) bool { return p.key == "overrides" }); n >= 0 {
			rubric.Overrides = r.overrides(pairs, n)
		}
	}
	c, err := r.read(file, data)
	if err != nil {
		return Rubric{}, err
	}
	if len(rubric.Parts) == 0 {
		return Rubric{}, &Error{File: file, Problem: "the rubric has no parts", Remedy: "write parts: and under it what points are given for"}
	}
	c.gradeFrom()
	rubric.Config, rubric.Assignment = c, cmp.Or(rubric.Assignment, "Cookies")
	return rubric, nil
}

// gradeFrom sets what costs points where the rubric does not say.
func (c *Config) gradeFrom() {
	if c.origins["fail_on"].file == nil {
		c.FailOn = lowestGraded
	}
}

// known are the keys of the file that is read.
func (r *reader) known() []string {
	known := slices.Concat(slices.Sorted(maps.Keys(r.also)), topLevel())
	if r.many {
		known = append(known, "targets")
	}
	return known
}

func (r *reader) rubricParts(p pair) []Part {
	list, ok := p.value.(*ast.SequenceNode)
	if !ok {
		r.wrongKind(p, "a list", "write parts: and under it - {title: …, points: 10, checks: [set]}")
		return nil
	}
	var parts []Part
	for i, item := range list.Values {
		parts = append(parts, r.rubricPart(i, pair{key: "part", at: place(item), value: item}))
	}
	return parts
}

func (r *reader) rubricPart(nth int, p pair) (part Part) {
	for _, one := range r.parts(p, partKeys, []string{"title", "points"}, "{title: …, points: 10, checks: [set]}") {
		switch one.key {
		case "title":
			r.word(one, &part.Title, nil)
		case "points":
			r.expect(one, number, func(s string) *flaw { return takeNumber(&part.Points, s, Bounds{1, 1000}) })
		case "checks":
			o := origin{file: r.doc}
			for _, name := range r.words(one) {
				o.marks = append(o.marks, name.at)
				if bad := takePattern(&part.Checks, name.text); bad != nil {
					r.report(name.at, "checks: "+shown(name.text)+" "+bad.problem, bad.remedy)
				}
			}
			r.config.remember(checksOf(nth), o)
		case "cookie":
			r.word(one, &part.Cookie, cookieName)
		case "expect":
			part.Expect = &recording.Declaration{File: r.doc.file, Line: one.at.line}
			if pairs, ok := r.pairs(one.value, one.key, "expect: {lifetime: 60s}"); ok {
				r.expectations(part.Expect, pairs)
			}
		case "partial":
			if yes := r.flag(one); yes != nil {
				part.Partial = *yes
			}
		}
	}
	switch {
	case part.Expect != nil && part.Cookie == "":
		r.report(p.at, "the part expects something of no cookie", "write cookie: NAME beside expect")
	case part.Expect == nil && len(part.Checks) == 0:
		r.report(p.at, "the part names nothing that could be judged", "write checks: [set], or cookie: NAME and expect: {…}")
	}
	if part.Expect != nil {
		part.Expect.Name = part.Cookie
	}
	return part
}

// words reads a list of texts.
func (r *reader) words(p pair) []value {
	list, ok := p.value.(*ast.SequenceNode)
	if !ok {
		r.wrongKind(p, "a list", "write "+p.key+": [first, second]")
		return nil
	}
	var words []value
	for _, item := range list.Values {
		if v, ok := r.scalar(pair{key: p.key, at: place(item), value: item}, text); ok {
			words = append(words, v)
		}
	}
	return words
}

// accounts reads who logs in. It is the user of the login, too.
func (r *reader) accounts(a *Accounts, p pair) {
	for _, one := range r.parts(p, accountKeys, []string{"user"}, "{user: student, password_env: GRADER_PASSWORD}") {
		switch one.key {
		case "user", "password_env":
			s, _ := setting("login." + one.key)
			r.setting(s, one)
		case "sign_up":
			r.expect(one, text, func(s string) *flaw { return takeFound(&a.SignUp, s) })
		case "create":
			if _, ok := one.value.(*ast.SequenceNode); !ok {
				r.expect(one, text, func(s string) *flaw { return takeFound(&a.Found, s) })
				continue
			}
			for _, w := range r.words(one) {
				a.Create = append(a.Create, w.text)
			}
		}
	}
	a.User = strings.TrimSpace(r.config.draft.User)
}

func takeFound(into *bool, value string) *flaw {
	if value != "found" {
		return &flaw{"is not found", "write found, or leave the key out"}
	}
	*into = true
	return nil
}
