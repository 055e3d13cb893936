// Package frame is what every page that is written begins with: a head whose policy allows no script and loads nothing, and one style.
package frame

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
)

//go:embed base.css
var base string

//go:embed head.html
var head string

// Frame is what the template "head" is executed with.
type Frame struct {
	Title    string
	Skip     string // where the link leads that keyboards meet first: "the report"
	Style    template.CSS
	Security string // a Content-Security-Policy
}

// New is the frame of a page whose own style comes behind that of all.
func New(title, skip, own string) Frame {
	css := base + own
	hash := sha256.Sum256([]byte(css))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'; img-src data:; base-uri 'none'; form-action 'none'"
	return Frame{title, skip, template.CSS(css), policy}
}

// Template is one with "head", which opens the document and its body, that pages are added to.
func Template(functions template.FuncMap) *template.Template {
	return template.Must(template.New("").Funcs(functions).Parse(head))
}
