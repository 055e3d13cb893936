package config

import (
	"strconv"

	"github.com/goccy/go-yaml/ast"
)

// pair is one key of a mapping and its value.
type pair struct {
	key   string
	at    mark // of the key
	value ast.Node
}

// pairs returns the entries of a mapping in their order, and reports what is none and keys that come twice.
func (r *reader) pairs(node ast.Node, what, wanted string) ([]pair, bool) {
	mapping, ok := node.(ast.MapNode)
	if !ok {
		r.wrongKind(pair{key: what, at: place(node), value: node}, "a mapping", "write "+wanted)
		return nil, false
	}
	var pairs []pair
	lines := map[string]int{}
	for entries := mapping.MapRange(); entries.Next(); {
		entry := entries.KeyValue()
		p := pair{key: entry.Key.GetToken().Value, at: place(entry.Key), value: entry.Value}
		switch entry.Key.(type) {
		case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode, *ast.InfinityNode, *ast.NanNode:
		default:
			r.doc.veil(p.at.line, p.at.column)
			r.report(p.at, "a key of this kind is not part of this format", "write a plain name and a colon")
			continue
		}
		if first, twice := lines[p.key]; twice {
			name := "the key " + shown(p.key)
			if r.doc.hidden(p.at) {
				name = "a key"
			}
			if m, nested := p.value.(ast.MapNode); nested && m.MapRange().Next() { // in which a secret may stand
				at := place(p.value)
				r.doc.veil(at.line, at.column)
			}
			r.report(p.at, name+" comes twice, first in line "+strconv.Itoa(first), "keep one of them")
			continue
		}
		lines[p.key] = p.at.line
		pairs = append(pairs, p)
	}
	return pairs, true
}

// place is where a node begins.
func place(node ast.Node) mark {
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return place(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return place(n.Key)
	}
	if token := node.GetToken(); token != nil && token.Position != nil {
		return mark{token.Position.Line, token.Position.Column}
	}
	return mark{1, 1}
}

func describe(node ast.Node) string {
	switch node.Type() {
	case ast.StringType:
		return "text"
	case ast.IntegerType, ast.FloatType, ast.InfinityType, ast.NanType:
		return "a number"
	case ast.BoolType:
		return "a boolean"
	case ast.NullType:
		return "empty"
	case ast.SequenceType:
		return "a list"
	case ast.MappingType, ast.MappingValueType:
		return "a mapping"
	case ast.AnchorType:
		return "an anchor"
	case ast.AliasType:
		return "an alias"
	case ast.TagType:
		return "a tag"
	case ast.LiteralType:
		return "a block of text"
	}
	return "something else"
}
