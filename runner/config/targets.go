package config

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Called is how a target is told from the others of its config: its name, or its URL where it has none.
func (c Config) Called() string { return cmp.Or(c.Name, c.Target) }

// Of is the config of one of several targets, which is called so. Of its URL the password may be masked. The error is an [*Error].
func (c Config) Of(called string) (Config, error) {
	var known []string
	for _, one := range c.Targets {
		if called == one.Called() || one.Name == "" && called == one.ShownTarget() {
			return one, nil
		}
		known = append(known, withoutPassword(one.Called()))
	}
	return Config{}, &Error{File: c.File, Problem: "there is no target " + shown(called), Remedy: suggestion(called, known)}
}

// ofAll are the keys that cannot be another thing for each target.
var ofAll = []string{"version", "target", "jobs"}

// targetKeys are what can stand at one of several targets.
func targetKeys() []string {
	return append([]string{"name", "url", "optional"}, slices.DeleteFunc(topLevel(), func(key string) bool { return slices.Contains(ofAll, key) })...)
}

// targets reads the list that is the nth key of the file.
func (r *reader) targets(pairs []pair, n int) {
	p, next := pairs[n], after(pairs, n, r.doc.end())
	list, ok := p.value.(*ast.SequenceNode)
	if !ok {
		r.doc.veilBelow(p.at, next)
		r.wrongKind(p, "a list", "write targets: and under it - https://shop.example/, or - {name: shop, url: https://shop.example/}")
		return
	}
	if len(list.Values) == 0 {
		r.report(p.at, "targets lists nothing", "write under it - https://shop.example/, or leave the key out")
	}
	shared := slices.Delete(slices.Clone(pairs), n, n+1)
	for _, other := range shared {
		switch other.key {
		case "target":
			r.report(other.at, "target and targets stand side by side", "write the one target under targets, too")
		case "serve":
			r.report(other.at, "serve would start the application once for each target", "write it at the target that it serves")
		}
	}
	lines := map[string]mark{}
	for i, item := range list.Values {
		end := next
		if i+1 < len(list.Values) {
			end = r.doc.itemBegins(list, i+1)
		}
		r.target(item, shared, end, lines)
	}
}

// itemBegins is where an item of a list begins, with its dash if it has one.
func (d *document) itemBegins(list *ast.SequenceNode, n int) mark {
	at := place(list.Values[n])
	if !list.IsFlowStyle {
		at.column = d.indentation(at.line) + 1
	}
	return at
}

// target reads one of several targets as a file that holds its own keys, and of the shared ones those that it does not have.
func (r *reader) target(item ast.Node, shared []pair, end mark, called map[string]mark) {
	one := &reader{doc: r.doc, lookup: r.lookup, blind: r.blind, config: Default()}
	one.config.File, one.config.mention = r.config.File, r.config.mention
	at := place(item)
	own := []pair{}
	if _, ok := item.(ast.MapNode); ok {
		own, _ = one.pairs(item, "target", "")
		one.veil(own, end)
	} else {
		one.address(pair{key: "targets", at: at, value: item})
	}
	keys := slices.DeleteFunc(slices.Clone(shared), func(p pair) bool {
		return p.key == "target" || slices.ContainsFunc(own, func(mine pair) bool { return mine.key == p.key })
	})
	for _, p := range own {
		switch {
		case p.key == "name":
			one.word(p, &one.config.Name, targetName)
		case p.key == "optional":
			if yes := one.flag(p); yes != nil {
				one.config.Optional = *yes
			}
		case p.key == "url":
			one.address(p)
		case slices.Contains(targetKeys(), p.key):
			keys = append(keys, p)
		default:
			one.unknown(p, targetKeys())
		}
	}
	one.keys(keys)
	c := one.config
	switch {
	case len(one.errs) > 0:
	case c.Target == "" && c.Serve == nil:
		one.report(at, "the target lacks a url", "write - {name: shop, url: https://shop.example/}")
	case c.Called() == "":
		one.report(at, "the target lacks a name", "write name: beside serve")
	case called[c.Called()].line > 0:
		one.report(at, "a second target is called "+shown(c.Called()), "give one of them another name: - {name: shop, url: …}")
	}
	called[c.Called()] = at
	r.adopt(one)
	r.config.Targets = append(r.config.Targets, c)
}

// address reads the URL of one of several targets.
func (r *reader) address(p pair) {
	s, _ := setting("target")
	r.setting(s, p)
}

var plainName = regexp.MustCompile(`^[\pL\pN][\pL\pN ._-]*$`)

// targetName says why a target cannot be called so: names are arguments of the command, and of folders.
func targetName(name string) *flaw {
	if !plainName.MatchString(name) || strings.HasSuffix(name, " ") || len(name) > 100 {
		return &flaw{"is no name of a target", "begin with a letter or a digit; blanks, dots, dashes and underscores may follow"}
	}
	return nil
}
