package config

import (
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// reader turns a parsed file into a Config and collects what is wrong with it.
type reader struct {
	doc    *document
	lookup func(string) (string, bool)
	blind  bool                  // nobody logs in: what a login needs need not be there
	also   map[string]func(pair) // what reads further keys of the top level; nil: there are none
	rest   func([]pair)          // reads of the top level what needs all else to be read; nil: there is none
	many   bool                  // there may be several targets
	config Config
	errs   Errors
}

func (r *reader) report(at mark, problem, remedy string) {
	r.errs = append(r.errs, r.doc.problem(at, problem, remedy))
}

// adopt reports what another reader found wrong in a part of the file, once: each part finds the mistakes of shared keys again.
func (r *reader) adopt(part *reader) {
	for _, e := range part.errs {
		if !slices.ContainsFunc(r.errs, func(told *Error) bool { return *told == *e }) {
			r.errs = append(r.errs, e)
		}
	}
}

// root reads the whole file.
func (r *reader) root(body ast.Node) {
	pairs, ok := r.pairs(body, "the file", "keys such as target: http://localhost:8000/")
	if !ok {
		return
	}
	r.veil(pairs, r.doc.end())
	r.keys(pairs)
	if n := slices.IndexFunc(pairs, func(p pair) bool { return p.key == "targets" }); r.many && n >= 0 {
		r.targets(pairs, n)
	}
	if r.rest != nil {
		r.rest(pairs)
	}
}

// keys reads what stands at the top level.
func (r *reader) keys(pairs []pair) {
	rubric := false
	for _, p := range pairs {
		s, isSetting := setting(p.key)
		switch {
		case p.key == "version":
			r.version(p)
		case p.key == "cookies":
			r.cookies(p)
		case p.key == "waivers":
			r.waivers(p)
		case p.key == "serve":
			r.serve(p)
		case slices.Contains(sessionKeys, p.key):
			r.session(p)
		case isSetting && slices.Contains(keys(), p.key):
			r.setting(s, p)
		case p.key == "targets" && r.many: // read when all else is
		case r.also[p.key] != nil:
			r.also[p.key](p)
		case r.also == nil && slices.Contains(rubricKeys, p.key):
			if !rubric { // once: all its keys have one cause
				r.isRubric(p)
			}
			rubric = true
		default:
			r.unknown(p, r.known())
		}
	}
	r.checkPages()
	r.config.settle()
}

// topLevel are the keys of the file itself.
func topLevel() []string {
	return slices.Concat([]string{"version", "cookies", "waivers", "serve"}, sessionKeys, keys())
}

func (r *reader) version(p pair) {
	if n, ok := p.value.(*ast.IntegerNode); ok && n.GetToken().Value == "1" {
		return
	}
	r.report(place(p.value), "this program reads version 1 of the format only", "write version: 1")
}

// isRubric reports a key that only a rubric has. Its value may be anything, a secret too.
func (r *reader) isRubric(p pair) {
	at := place(p.value)
	r.doc.veil(at.line, at.column)
	r.report(p.at, "this is a rubric, not a config: "+p.key+": is a key of rubrics", "write cookiespec grade DIR --rubric "+r.doc.file)
}

// unknown reports a key that means nothing here. Its value may be anything, a secret too.
func (r *reader) unknown(p pair, known []string) {
	near := nearest(p.key, known)
	if near == "" || slices.Contains([]string{"headers", "serve", "env", "accounts", "overrides"}, near) {
		at := place(p.value)
		r.doc.veil(at.line, at.column)
	}
	remedy := "known here: " + strings.Join(known, ", ")
	if near != "" {
		remedy = "did you mean " + near + "?"
	}
	r.report(p.at, "unknown key "+shown(p.key), remedy)
}

// setting reads the value of a key that the environment and flags know as well.
func (r *reader) setting(s Setting, p pair) {
	values := []value{}
	switch {
	case s.Key == "headers":
		values = r.headers(p)
	case s.List:
		list, ok := p.value.(*ast.SequenceNode)
		if !ok {
			r.wrongKind(p, "a list", "write "+p.key+": [first, second]")
			return
		}
		for _, item := range list.Values {
			if v, ok := r.scalar(pair{key: p.key, at: place(item), value: item}, s.kind); ok {
				values = append(values, v)
			}
		}
	default:
		v, ok := r.scalar(p, s.kind)
		if !ok {
			return
		}
		values = append(values, v)
	}
	o := origin{file: r.doc}
	for _, v := range values {
		if bad := s.takes(&r.config, v.text); bad != nil {
			subject := p.key + ": " + s.subject(v.source)
			if s.secret {
				subject = s.subject(v.source)
				r.doc.veil(v.at.line, v.at.column)
			}
			r.report(v.at, subject+" "+bad.problem, bad.remedy)
			continue
		}
		o.marks = append(o.marks, v.at)
	}
	r.config.remember(s.Key, o)
}

// checkPages holds the file's pages against the file's own target.
func (r *reader) checkPages() {
	if r.config.Target == "" || len(r.errs) > 0 {
		return
	}
	for i, p := range r.config.Pages {
		if _, bad := pageURL(r.config.Target, p); bad != nil {
			r.report(r.config.origins["pages"].marks[i], "pages: "+shown(p)+" "+bad.problem, bad.remedy)
		}
	}
}

// value is one scalar of the file.
type value struct {
	at     mark
	source string // as written, for messages
	text   string // with variables filled in
}

// scalar reads a single value and holds its YAML type against what is wanted.
func (r *reader) scalar(p pair, want kind) (value, bool) {
	v := value{at: place(p.value)}
	wanted := map[kind]string{text: "text", number: "a number", boolean: "true or false", span: "a duration such as 60s"}[want]
	switch n := p.value.(type) {
	case *ast.StringNode:
		v.source = n.Value
		expanded, bad := r.expand(n.Value)
		if bad != nil {
			r.report(v.at, p.key+": "+bad.problem, bad.remedy)
			return v, false
		}
		v.text = expanded
		if expanded == n.Value && want == number {
			r.report(v.at, p.key+": "+shown(n.Value)+" is text, not a number", "write a number, without quotes")
			return v, false
		}
		if expanded == n.Value && want == boolean {
			r.report(v.at, p.key+": "+shown(n.Value)+" is neither true nor false", "write true or false, without quotes")
			return v, false
		}
		return v, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		v.source = n.GetToken().Value
		v.text = v.source
		_, isBool := n.(*ast.BoolNode)
		if want == text || isBool != (want == boolean) {
			remedy := "write " + wanted
			if want == text {
				remedy = "put it in quotes"
			}
			r.report(v.at, p.key+": "+shown(v.source)+" is "+describe(n)+", not "+wanted, remedy)
			return v, false
		}
		return v, true
	}
	r.wrongKind(p, wanted, "write one value")
	return v, false
}

// wrongKind reports a value of another shape than its key takes. The value itself is not repeated.
func (r *reader) wrongKind(p pair, wanted, remedy string) {
	switch p.value.Type() {
	case ast.NullType:
		r.report(p.at, p.key+" has no value", "write "+wanted+", or leave the key out")
	case ast.AnchorType, ast.AliasType, ast.TagType, ast.MergeKeyType, ast.LiteralType:
		r.report(place(p.value), p.key+": "+describe(p.value)+" is not part of this format", "write the value out, in quotes where it begins with &, *, ! or |")
	default:
		r.report(place(p.value), p.key+" is "+describe(p.value)+", not "+wanted, remedy)
	}
}

var variable = regexp.MustCompile(`\$?\$\{[^}]*\}?`)

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// expand fills in ${NAME} from the environment; $${NAME} stands for itself.
func (r *reader) expand(s string) (string, *flaw) {
	var bad *flaw
	expanded := variable.ReplaceAllStringFunc(s, func(ref string) string {
		if strings.HasPrefix(ref, "$$") {
			return ref[1:]
		}
		name, closed := strings.CutSuffix(ref[2:], "}")
		if !closed || !variableName.MatchString(name) {
			bad = &flaw{"a ${ is not followed by a name and a }", "write ${NAME}, or $${ for the characters themselves"}
			return ""
		}
		value, ok := r.lookup(name)
		if !ok {
			bad = &flaw{"${" + name + "} is not set in the environment", "set it: export " + name + "=…"}
		}
		return value
	})
	return expanded, bad
}
