package config

import (
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// command reads a program with its arguments, or a text for a shell. Variables are filled in in a list alone: in a text they are the
// shell's to fill in, or what is in them could end up as part of the command.
func (r *reader) command(c *recipe.Command, p pair) {
	c.Dir = filepath.Dir(r.doc.file)
	list, ok := p.value.(*ast.SequenceNode)
	if !ok {
		text, ok := p.value.(*ast.StringNode)
		switch {
		case !ok:
			r.wrongKind(p, "a list of a program and its arguments, or a text for sh -c", `write `+p.key+`: [./newest-code, ada]`)
		case strings.TrimSpace(text.Value) == "":
			r.report(place(p.value), p.key+" is empty", `write `+p.key+`: [./newest-code, ada]`)
		default:
			c.Args = []string{"sh", "-c", text.Value}
		}
		return
	}
	for _, item := range list.Values {
		v, ok := r.scalar(pair{key: p.key, at: place(item), value: quoted(item)}, text)
		if !ok {
			return
		}
		r.glean(item)
		c.Args = append(c.Args, v.text)
	}
	if len(c.Args) == 0 || strings.TrimSpace(c.Args[0]) == "" {
		r.report(place(p.value), p.key+" names no program", `write `+p.key+`: [./newest-code, ada]`)
	}
}
