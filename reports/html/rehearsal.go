package html

import (
	"fmt"
	"html/template"
	"io"

	"github.com/cookiespec/cookiespec/reports"
)

// WriteRehearsal writes a login that was tried as a page of the same look as that of a run.
func WriteRehearsal(w io.Writer, r reports.Rehearsal) error {
	view := struct {
		reports.Rehearsal
		Style    template.CSS
		Security string
		Tone     string
		Shots    []shot
	}{r, style, policy, "pass", shots(r.Pictures)}
	if !r.Worked() {
		view.Tone = "fail"
	}
	if err := pages.ExecuteTemplate(w, "rehearsal.html", view); err != nil {
		return fmt.Errorf("cannot write the page of the login: %w", err)
	}
	return nil
}
