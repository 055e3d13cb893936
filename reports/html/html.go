// Package html writes a run as one page for people: a file that needs no script, no network and no other file.
package html

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/frame"
)

//go:embed templates
var files embed.FS

//go:embed style.css
var style string

var pages = template.Must(frame.Template(template.FuncMap{
	"line": line, "long": long, "lines": lines, "prose": prose, "linked": linked, "moment": timeOfDay, "states": states, "day": day, "named": func(name string, all []group) namedGroups { return namedGroups{name, all} }, "add": func(a, b int) int { return a + b },
}).ParseFS(files, "templates/*.html"))

// Write writes the run in its normal form, see [reports.Run.Normal].
func Write(w io.Writer, run reports.Run) error {
	return execute(w, "page.html", newPage(run.Normal()), "the HTML report")
}

func execute(w io.Writer, template string, page any, what string) error {
	if err := pages.ExecuteTemplate(w, template, page); err != nil {
		return fmt.Errorf("cannot write %s: %w", what, err)
	}
	return nil
}

// Bounds of texts, in characters.
const (
	lineLength = 240
	longLength = 2000
	mostLines  = 60
)

func line(s string) string { return reports.Line(s, lineLength) }
func long(s string) string { return reports.Line(s, longLength) }

// lines is text of several lines, as code has.
func lines(s string) string {
	all := strings.Split(strings.Trim(s, "\n"), "\n")
	if more := len(all) - mostLines; more > 0 {
		all = append(all[:mostLines], fmt.Sprintf("and %d lines more", more))
	}
	for i := range all {
		all[i] = long(strings.ReplaceAll(all[i], "\t", "    "))
	}
	return strings.Join(all, "\n")
}

// piece is a part of a sentence: code, or words.
type piece struct {
	Code bool
	Text string
}

// prose is a text in which backquotes set code apart.
func prose(s string) (pieces []piece) {
	for i, part := range strings.Split(long(s), "`") {
		if part != "" {
			pieces = append(pieces, piece{i%2 == 1, part})
		}
	}
	return pieces
}

// linked tells whether an address may be linked to.
func linked(url string) bool { return strings.HasPrefix(url, "https://") && len(url) < longLength }
