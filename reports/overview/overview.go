// Package overview writes what runs on many targets found as one page, with a way to the report of each.
package overview

import (
	"embed"
	"fmt"
	"html/template"
	"io"

	"github.com/cookiespec/cookiespec/reports"
)

//go:embed overview.html
var files embed.FS

var page = template.Must(template.New("overview.html").Funcs(template.FuncMap{
	"line": func(s string) string { return reports.Line(s, 300) },
	"word": word,
}).ParseFS(files, "overview.html"))

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
		reports.Fleet
		Passed int
	}{Fleet: f}
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
