package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Load reads a config file over the defaults. The error is [Errors] for what is wrong in the file, else an [*Error].
func Load(path string) (Config, error) {
	return (&reader{lookup: os.LookupEnv, many: true}).load(path)
}

// LoadToJudge is [Load] for those who do not log in: the variables and the state that a login is made with need not be there.
func LoadToJudge(path string) (Config, error) {
	return (&reader{lookup: os.LookupEnv, blind: true, many: true}).load(path)
}

func (r *reader) load(path string) (Config, error) {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return Config{}, &Error{File: path, Problem: "there is no such file", Remedy: "check the path, or leave --config out"}
	case err != nil:
		return Config{}, &Error{File: path, Problem: "cannot be read: " + reason(err)}
	}
	return r.read(path, data)
}

// Parse is [Load] of a file whose text is at hand. Errors name it as file.
func Parse(file string, data []byte) (Config, error) { return parse(file, data, os.LookupEnv) }

// reason is err without the path that [os] puts before it.
func reason(err error) string {
	if inner := errors.Unwrap(err); inner != nil {
		return inner.Error()
	}
	return err.Error()
}

// Bounds on a file that a person writes: what is beyond them is another file, or was made to do harm. The parser's cost
// grows with their square.
const (
	mostOctets = 64 << 10
	mostDepth  = 64 // of brackets opened in the whole file and not closed, and of list items in one line
)

func parse(file string, data []byte, lookup func(string) (string, bool)) (Config, error) {
	return (&reader{lookup: lookup, many: true}).read(file, data)
}

func (r *reader) read(file string, data []byte) (Config, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	doc := newDocument(file, data)
	if e := doc.unreadable(data); e != nil {
		return Config{}, Errors{e}
	}
	body, e := doc.body(data)
	if e != nil {
		doc.illustrate(e)
		return Config{}, Errors{e}
	}
	r.doc, r.config = doc, Default()
	r.config.File = file
	r.config.mention = ownVariable.FindAllString(string(data), -1)
	r.root(body)
	if len(r.errs) > 0 {
		slices.SortStableFunc(r.errs, func(a, b *Error) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
		for _, e := range r.errs {
			doc.illustrate(e)
		}
		return Config{}, r.errs
	}
	return r.config, nil
}

// unreadable finds what is no text, before a parser sees it.
func (d *document) unreadable(data []byte) *Error {
	if len(data) > mostOctets {
		return &Error{File: d.file, Problem: "is larger than a config file can be (64 KiB)", Remedy: "check the path"}
	}
	at, depth, items := mark{1, 1}, 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		problem := ""
		switch {
		case r == utf8.RuneError && size == 1:
			problem = "a byte that is not UTF-8"
		case r < ' ' && r != '\n' && r != '\r' && r != '\t', r >= 0x7f && r < 0xa0, r == 0xfeff:
			problem = "a control character"
		case r == '[' || r == '{':
			depth++
		case (r == ']' || r == '}') && depth > 0:
			depth--
		case r == '-':
			items++
		case r != ' ':
			items = 0
		}
		remedy := "save the file as UTF-8 text, without it"
		if depth > mostDepth || items > mostDepth {
			problem, remedy = "lists and mappings are nested too deep", "check what is in the file"
		}
		if problem != "" {
			e := d.problem(at, problem, remedy)
			d.veilUnread(e.Line)
			d.illustrate(e)
			return e
		}
		at.column++
		if r == '\n' {
			at = mark{at.line + 1, 1}
		}
		data = data[size:]
	}
	return nil
}

// body parses the file and returns its one document.
func (d *document) body(data []byte) (body ast.Node, e *Error) {
	defer func() {
		if recover() != nil {
			d.veilLine(1)
			body, e = nil, d.problem(mark{1, 1}, "this cannot be read as YAML", "")
		}
	}()
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, d.syntax(err)
	}
	for _, document := range file.Docs {
		switch {
		case document.Body == nil:
		case document.Body.Type() == ast.DirectiveType:
			return nil, d.problem(place(document.Body), "YAML directives are not part of this format", "leave the line out")
		case body != nil:
			d.veilUnread(place(document.Body).line)
			return nil, d.problem(place(document.Body), "a second document begins", "write one document: leave out the --- before it")
		default:
			body = document.Body
		}
	}
	if body == nil {
		d.veilLine(1) // a comment, perhaps on a secret
		return nil, d.problem(mark{1, 1}, "the file is empty", "begin with version: 1")
	}
	return body, nil
}

// syntaxProblems are the parser's words, and ours.
var syntaxProblems = []struct{ theirs, problem, remedy string }{
	{"'}' must be specified", "before this, a { is not closed or a comma is missing", "close it with }, and put a comma between entries"},
	{"']' must be specified", "before this, a [ is not closed or a comma is missing", "close it with ], and put a comma between entries"},
	{"found character '\t'", "a tab stands where blanks belong", "indent with blanks"},
	{"mapping value is not allowed", "this line has a second key, or the next is indented too far", "put a value that holds \": \" in quotes, and indent keys alike"},
	{"could not find end character", "a quote is opened here and never closed", "close it"},
	{"is a reserved character", "a value cannot begin with this character", "put the value in quotes"},
	{"unexpected directive", "a value cannot begin with this character", "put the value in quotes"},
	{"unknown escape", "there is no such escape in double quotes", "double the backslash, or use single quotes"},
	{"value is not allowed in this context", "this does not belong here", "check the indentation and the brackets"},
	{"undefined anchor", "anchors and aliases are not part of this format", "put a value that begins with & or * in quotes"},
}

func (d *document) syntax(err error) *Error {
	at, theirs := mark{1, 1}, ""
	var known yaml.Error
	if errors.As(err, &known) {
		theirs = known.GetMessage()
		if token := known.GetToken(); token != nil && token.Position != nil {
			at = mark{token.Position.Line, token.Position.Column}
		}
	}
	e := d.problem(at, "this is not valid YAML", "check the indentation, the quotes and the brackets")
	for _, p := range syntaxProblems {
		if strings.Contains(theirs, p.theirs) {
			e.Problem, e.Remedy = p.problem, p.remedy
			break
		}
	}
	if strings.Contains(d.lines[e.Line-1], "${") {
		e.Remedy = fmt.Sprintf("put %s in quotes inside { } and [ ]", "${NAME}")
	}
	d.veilUnread(e.Line)
	return e
}
