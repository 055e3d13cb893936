// Package overview writes what runs on many targets found as one page, with a way to the report of each.
package overview

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/frame"
)

//go:embed overview.html
var text string

//go:embed overview.css
var style string

var page = template.Must(frame.Template(template.FuncMap{
	"line": func(s string) string { return reports.Line(s, 300) },
	"word": word,
}).Parse(text))

// word is what an exit code means.
func word(exit int) string {
	switch exit {
	case 0:
		return "passed"
	case 1:
		return "failed"
	case 3:
		return "inconclusive"
	}
	return fmt.Sprintf("error (exit %d)", exit)
}

// Write writes the page.
func Write(w io.Writer, f reports.Fleet) error {
	view := struct {
		frame.Frame
		reports.Fleet
		Passed int
	}{Frame: frame.New(fmt.Sprintf("Cookies of %d targets", len(f.Runs)), "the table", style), Fleet: f}
	for _, r := range f.Runs {
		if r.Exit == 0 {
			view.Passed++
		}
	}
	if err := page.Execute(w, view); err != nil {
		return fmt.Errorf("cannot write the overview: %w", err)
	}
	return nil
}
