package config

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// How keys of the parts about logins hold what may be shown: plain ones hold one value that is no secret, nested ones hold
// further keys, and fields hold names that may be shown with values that may not. All others hide what they hold.
var (
	plainKeys = []string{
		"user", "password_env", "totp_secret_env", "url", "submit", "remember", "state", "recording", "protected", "selector", "text", "status", "click", "page", "goto", "press",
		"wait_for", "timeout", "optional", "method", "restart", "idle", "absolute", "sliding", "concurrent",
	}
	nestedKeys = append([]string{"steps", "set", "read", "undo", "fetch", "forged"}, sessionKeys...)
	fieldKeys  = []string{"fill", "select", "headers", "fields"}
)

// veil hides what may be a secret under some keys, of which the last ends at end.
func (r *reader) veil(pairs []pair, end mark) {
	r.veilHeaders(pairs, end)
	r.veilSessions(pairs, end)
}

// after is where the key after the nth begins.
func after(pairs []pair, n int, end mark) mark {
	if n+1 < len(pairs) {
		return pairs[n+1].at
	}
	return end
}

// veilSessions hides all text of the parts about logins that may be a secret.
func (r *reader) veilSessions(pairs []pair, end mark) {
	for i, p := range pairs {
		if !slices.Contains(sessionKeys, nearest(p.key, topLevel())) {
			continue
		}
		first := map[int]int{} // by line, the column where the first of what may be shown begins
		r.doc.show(first, p.at)
		r.doc.cover(first, p.key, p.value)
		for _, line := range r.doc.below(p.at, after(pairs, i, end)) {
			if column, ok := first[line]; !ok || r.doc.continued(line, column) {
				r.doc.veilLine(line)
			}
		}
	}
}

func (d *document) show(first map[int]int, at mark) {
	if old, ok := first[at.line]; !ok || at.column < old {
		first[at.line] = at.column
	}
}

// continued tells whether a line begins with the rest of a value of the line before.
func (d *document) continued(line, column int) bool {
	before := []rune(d.lines[line-1])
	return strings.Trim(string(before[:min(column-1, len(before))]), " \t-{}[],") != ""
}

// cover hides what a key holds, but for what [plainKeys] and the others say.
func (d *document) cover(first map[int]int, key string, node ast.Node) {
	at := place(node)
	switch n := node.(type) {
	case *ast.SequenceNode:
		if slices.Contains(nestedKeys, key) {
			for _, item := range n.Values {
				d.cover(first, key, item)
			}
			return
		}
	case ast.MapNode:
		fields := slices.Contains(fieldKeys, key)
		if !fields && !slices.Contains(nestedKeys, key) && !slices.Contains(plainKeys, key) {
			break
		}
		for entries := n.MapRange(); entries.Next(); {
			entry := entries.KeyValue()
			name := entry.Key.GetToken().Value
			if fields {
				if describe(entry.Value) == "empty" {
					begin := place(entry.Key) // a value where its field belongs
					d.veil(begin.line, begin.column)
					continue
				}
				name = "" // whatever it is called
			}
			d.show(first, place(entry.Key))
			d.cover(first, name, entry.Value)
		}
		return
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
		if slices.Contains(plainKeys, key) {
			d.show(first, at)
			return
		}
	}
	d.veil(at.line, at.column)
	d.show(first, at)
}
