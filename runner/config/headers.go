package config

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/net/http/httpguts"
)

// headers reads the three ways to write them: a mapping of names to values, a list of 'Name: value', and a list of
// mappings, which is what the list becomes where the quotes are forgotten.
func (r *reader) headers(p pair) []value {
	list, ok := p.value.(*ast.SequenceNode)
	if !ok {
		return r.headerPairs(p)
	}
	var values []value
	for _, item := range list.Values {
		one := pair{key: p.key, at: place(item), value: item}
		if _, ok := item.(ast.MapNode); ok {
			values = append(values, r.headerPairs(one)...)
		} else if v, ok := r.scalar(one, text); ok {
			values = append(values, v)
		}
	}
	return values
}

func (r *reader) headerPairs(p pair) []value {
	var values []value
	pairs, _ := r.pairs(p.value, p.key, "headers: [\"Name: value\"]")
	for _, h := range pairs {
		if strings.Contains(h.key, ":") { // else it would end the name
			r.report(h.at, "a header has a name with characters that no header name may hold", "write Name: value; a name is letters, digits and dashes")
			continue
		}
		if v, ok := r.scalar(pair{key: p.key, at: h.at, value: quoted(h.value)}, text); ok {
			v.text = h.key + ": " + v.text
			values = append(values, v)
		}
	}
	return values
}

// quoted lets a header's value be a number or a boolean: there is nothing else that it could mean, and a message about its
// type would have to repeat it.
func quoted(node ast.Node) ast.Node {
	switch node.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return ast.String(node.GetToken())
	}
	return node
}

// veilHeaders hides all text that belongs to headers, but for their names.
func (r *reader) veilHeaders(pairs []pair, end mark) {
	for i, p := range pairs {
		if p.key != "headers" {
			continue
		}
		names := map[int]bool{}
		for _, item := range headerItems(p.value) {
			at := place(item.value)
			if item.key != "" && !httpguts.ValidHeaderFieldName(item.key) {
				at = item.at // a whole header where its name belongs
			}
			r.doc.veil(at.line, at.column)
			names[item.at.line] = true
		}
		for _, line := range r.doc.below(p.at, after(pairs, i, end)) {
			if _, begun := r.doc.veiled[line]; !begun && !names[line] {
				r.doc.veilLine(line)
			}
		}
	}
}

// headerItems are the values of headers, with their names where these stand apart.
func headerItems(node ast.Node) []pair {
	var items []pair
	switch n := node.(type) {
	case *ast.SequenceNode:
		for _, item := range n.Values {
			items = append(items, headerItems(item)...)
		}
	case ast.MapNode:
		for entries := n.MapRange(); entries.Next(); {
			key := entries.Key()
			items = append(items, pair{key: key.GetToken().Value, at: place(key), value: entries.Value()})
		}
	default:
		items = append(items, pair{value: node})
	}
	return items
}
