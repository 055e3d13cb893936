package html

import (
	"io"

	"github.com/cookiespec/cookiespec/reports"
)

// rehearsal is a login that was tried, as its template reads it.
type rehearsal struct {
	opening
	reports.Rehearsal
	Shots []shot
}

// Answer is the page's own, as the title has it.
func (r rehearsal) Answer() string { return r.opening.Answer }

// WriteRehearsal writes a login that was tried as a page of the same look as that of a run.
func WriteRehearsal(w io.Writer, r reports.Rehearsal) error {
	tone := "pass"
	if !r.Worked() {
		tone = "fail"
	}
	return execute(w, "rehearsal.html", rehearsal{newOpening(r.Answer(), tone), r, shots(r.Pictures)}, "the page of the login")
}
