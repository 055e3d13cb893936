// Package manual writes a manual page in roff, as man(7) describes it.
package manual

import (
	"fmt"
	"strings"
)

// Page is a manual page. Begin it with [New]; its parts come in the order of the calls.
type Page struct {
	b     strings.Builder
	fresh bool // nothing stands under the last heading yet
}

// New begins the page of a program, in section 1. Source is the program with its version, date the day of that.
func New(program, source, date string) *Page {
	p := &Page{}
	fmt.Fprintf(&p.b, ".TH %s 1 %s %s %s\n", quoted(strings.ToUpper(program)), quoted(date), quoted(source), quoted("User Commands"))
	p.b.WriteString(".nh\n.ad l\n") // what is typed is not to be torn apart
	return p
}

func (p *Page) String() string { return p.b.String() }

// Section begins a section, such as "EXIT STATUS".
func (p *Page) Section(title string) { p.heading("SH", title) }

// Part begins a part of a section.
func (p *Page) Part(title string) { p.heading("SS", title) }

func (p *Page) heading(macro, title string) {
	fmt.Fprintf(&p.b, ".%s %s\n", macro, quoted(title))
	p.fresh = true
}

// Text adds text as a terminal shows it: paragraphs that blank lines part, and indented lines, which stay as they are.
func (p *Page) Text(text string) {
	before := "" // what kind of line: blank
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		kind := "text"
		switch {
		case line == "":
			kind = ""
		case strings.HasPrefix(line, "  "):
			kind, line = "literal", line[2:]
		}
		if kind != before {
			p.between(before, kind)
			before = kind
		}
		if kind != "" {
			p.line(line)
		}
	}
	p.between(before, "")
}

// between ends one kind of lines and begins another.
func (p *Page) between(before, kind string) {
	if before == "literal" {
		p.b.WriteString(".fi\n.RE\n")
	}
	switch {
	case kind == "literal":
		p.b.WriteString(".RS 4\n.nf\n")
	case kind == "text" && !p.fresh:
		p.b.WriteString(".PP\n")
	}
	if kind != "" {
		p.fresh = false
	}
}

// Item adds what has a name: the names in bold, comma-separated, and what stands for a value, if anything does, in italics.
func (p *Page) Item(names []string, value, text string) {
	var bold []string
	for _, n := range names {
		bold = append(bold, `\fB`+escaped(n)+`\fR`)
	}
	tag := strings.Join(bold, ", ")
	if value != "" {
		tag += ` \fI` + escaped(value) + `\fR`
	}
	p.b.WriteString(".TP\n" + tag + "\n")
	for line := range strings.Lines(text) {
		p.line(strings.TrimSpace(line))
	}
	p.fresh = false
}

// line adds a line, which must not begin as a request does.
func (p *Page) line(text string) {
	if strings.HasPrefix(text, ".") {
		p.b.WriteString(`\&`)
	}
	p.b.WriteString(escaped(text) + "\n")
}

// quoted is text as one argument of a macro.
func quoted(text string) string { return `"` + strings.ReplaceAll(escaped(text), `"`, `\(dq`) + `"` }

// signs are those that roff would make something else of: a dash that can be copied is no hyphen.
var signs = strings.NewReplacer(`\`, `\(rs`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`)

func escaped(text string) string {
	var b strings.Builder
	for _, r := range signs.Replace(text) {
		if r < 0x80 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\[u%04X]`, r)
		}
	}
	return b.String()
}
