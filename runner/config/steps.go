package config

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/net/http/httpguts"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// What a step can do, and what a fetch can say.
var (
	actions   = []string{"goto", "fill", "click", "press", "select", "wait_for", "fetch"}
	stepKeys  = append(slices.Clone(actions), "timeout", "optional")
	fetchKeys = []string{"url", "method", "headers", "json", "body"}
	methods   = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
)

const stepExample = `{click: "#next"}`

// steps reads a list of steps.
func (r *reader) steps(p pair) []recipe.Step {
	list, ok := p.value.(*ast.SequenceNode)
	if !ok {
		r.wrongKind(p, "a list of steps", "write "+p.key+": ["+stepExample+"]")
		return nil
	}
	if len(list.Values) == 0 {
		r.report(p.at, p.key+" lists no step", "write "+p.key+": ["+stepExample+"]")
	}
	var all []recipe.Step
	for _, item := range list.Values {
		all = append(all, r.step(item)...)
	}
	return all
}

// step reads one. The fields of a fill are a step each.
func (r *reader) step(item ast.Node) (steps []recipe.Step) {
	pairs, ok := r.pairs(item, "a step", "a mapping with one action, such as "+stepExample)
	if !ok {
		return nil
	}
	var action, timeout, optional *pair
	for _, p := range pairs {
		switch {
		case !slices.Contains(stepKeys, p.key):
			r.strange(p, stepKeys)
		case p.key == "timeout":
			timeout = &p
		case p.key == "optional":
			optional = &p
		case action != nil:
			r.report(p.at, "a step has "+p.key+" beside "+action.key, "write each action as a step of its own")
		default:
			action = &p
			steps = r.action(p)
		}
	}
	if action == nil && len(r.errs) == 0 {
		r.report(place(item), "a step does nothing", "write one of "+strings.Join(actions, ", "))
	}
	if timeout != nil {
		r.expect(*timeout, span, func(s string) *flaw {
			d, bad := positive(s)
			for i := range steps {
				steps[i].Timeout = d
			}
			return bad
		})
	}
	if optional != nil {
		r.expect(*optional, boolean, func(s string) *flaw {
			for i := range steps {
				steps[i].Optional = s == "true"
			}
			return nil
		})
	}
	return steps
}

func (r *reader) action(p pair) []recipe.Step {
	one := recipe.Step{Kind: recipe.StepKind(p.key)}
	switch one.Kind {
	case recipe.Goto:
		r.word(p, &one.Text, page)
	case recipe.Press:
		r.word(p, &one.Text, nil)
	case recipe.Click, recipe.WaitFor:
		r.word(p, &one.Selector, selector)
	case recipe.Fetch:
		r.fetch(&one, p)
	case recipe.FillIn, recipe.Select:
		var all []recipe.Step
		for _, f := range r.fill(p) {
			all = append(all, recipe.Step{Kind: one.Kind, Selector: f.Selector, Text: f.Text})
		}
		return all
	}
	return []recipe.Step{one}
}

// fill reads fields and what goes into them, which no message repeats.
func (r *reader) fill(p pair) []recipe.Fill {
	pairs, ok := r.pairs(p.value, p.key, p.key+`: {"#field": "${NAME}"}`)
	if !ok {
		return nil
	}
	if len(pairs) == 0 {
		r.report(p.at, p.key+" names no field", `write `+p.key+`: {"#field": "${NAME}"}`)
	}
	var all []recipe.Fill
	for _, f := range pairs {
		if strings.TrimSpace(f.key) == "" || selector(f.key) != nil {
			r.report(f.at, p.key+": this is no selector of a field", "write a selector of CSS, such as #id or input[name=user]")
			continue
		}
		if v, ok := r.scalar(pair{key: p.key, at: f.at, value: quoted(f.value)}, text); ok {
			r.glean(f.value)
			all = append(all, recipe.Fill{Selector: f.key, Text: v.text})
		}
	}
	return all
}

func (r *reader) fetch(s *recipe.Step, p pair) {
	var body *pair
	for _, one := range r.parts(p, fetchKeys, []string{"url"}, "{url: /api/login, method: POST, json: {…}}") {
		switch one.key {
		case "url":
			r.word(one, &s.Text, page)
		case "method":
			r.expect(one, text, func(text string) *flaw { return choose(&s.Method, strings.ToUpper(text), methods) })
		case "headers":
			r.fetchHeaders(s, one)
		case "json", "body":
			if body != nil {
				r.report(one.at, "fetch has "+one.key+" beside "+body.key, "write one of them")
				continue
			}
			body = &one
			r.body(s, one)
		}
	}
	if body != nil && (s.Method == "" || s.Method == "GET" || s.Method == "HEAD") {
		r.report(body.at, "fetch: a request of this method has no body", "write method: POST beside it, or leave the body out")
	}
}

func (r *reader) fetchHeaders(s *recipe.Step, p pair) {
	pairs, _ := r.pairs(p.value, "headers", "headers: {X-Name: value}")
	for _, h := range pairs {
		if !httpguts.ValidHeaderFieldName(h.key) {
			r.report(h.at, "headers: a name has characters that no header name may hold", "write Name: value; a name is letters, digits and dashes")
			continue
		}
		v, ok := r.scalar(pair{key: "headers", at: h.at, value: quoted(h.value)}, text)
		if ok && !httpguts.ValidHeaderFieldValue(v.text) {
			r.report(v.at, "headers: a value has control characters", "write the value in one line")
		}
		if ok {
			r.glean(h.value)
			setHeader(s, h.key, v.text)
		}
	}
}

func setHeader(s *recipe.Step, name, value string) {
	if s.Headers == nil {
		s.Headers = map[string]string{}
	}
	s.Headers[name] = value
}

// body reads what a fetch sends. JSON is told to be that, unless a header says otherwise.
func (r *reader) body(s *recipe.Step, p pair) {
	if p.key == "body" {
		if v, ok := r.scalar(pair{key: p.key, at: p.at, value: quoted(p.value)}, text); ok {
			r.glean(p.value)
			s.Body = v.text
		}
		return
	}
	var b bytes.Buffer
	if r.json(&b, p.value) {
		s.Body = b.String()
	}
	for name := range s.Headers {
		if strings.EqualFold(name, "content-type") {
			return
		}
	}
	setHeader(s, "content-type", "application/json")
}

// json writes a value as JSON, its keys in the order of the file, its variables filled in.
func (r *reader) json(b *bytes.Buffer, node ast.Node) bool {
	fine := true
	put := func(value any) {
		text, err := json.Marshal(value)
		if err != nil {
			panic(err) // texts, finite numbers and booleans always encode
		}
		b.Write(text)
	}
	switch n := node.(type) {
	case *ast.NullNode:
		put(nil)
	case *ast.BoolNode:
		put(n.Value)
	case *ast.IntegerNode:
		put(n.Value)
	case *ast.FloatNode:
		put(n.Value)
	case *ast.StringNode:
		expanded, bad := r.expand(n.Value)
		if bad != nil {
			r.report(place(node), "json: "+bad.problem, bad.remedy)
			return false
		}
		r.glean(node)
		put(expanded)
	case *ast.SequenceNode:
		b.WriteByte('[')
		for i, item := range n.Values {
			if i > 0 {
				b.WriteByte(',')
			}
			fine = r.json(b, item) && fine
		}
		b.WriteByte(']')
	case ast.MapNode:
		pairs, _ := r.pairs(node, "json", "a mapping")
		b.WriteByte('{')
		for i, p := range pairs {
			if i > 0 {
				b.WriteByte(',')
			}
			put(p.key)
			b.WriteByte(':')
			fine = r.json(b, p.value) && fine
		}
		b.WriteByte('}')
	default:
		r.report(place(node), "json: "+describe(node)+" has no form in JSON", "write text, numbers, true, false, null, lists and mappings")
		return false
	}
	return fine
}
