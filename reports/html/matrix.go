package html

import (
	"slices"

	"github.com/cookiespec/cookiespec/reports"
)

// matrix is check x cookie, of the checks that said something.
type matrix struct {
	Columns []string
	Areas   []matrixArea
	Hidden  int // columns that are left out
}

type matrixArea struct {
	Name string
	Rows []matrixRow
}

type matrixRow struct {
	ID, Severity string
	Gates        bool
	Cells        []cell
}

// cell is what a check said of a cookie.
type cell struct{ Word, Tone, Anchor string }

// mostColumns bounds the cookies that are shown side by side.
const mostColumns = 40

func newMatrix(run reports.Run, labels map[reports.Subject]string, all ...[]finding) matrix {
	var m matrix
	columns := map[reports.Subject]int{}
	enter := func(s reports.Subject) {
		if _, ok := columns[s]; ok {
			return
		}
		columns[s] = len(columns)
		if len(columns) > mostColumns {
			m.Hidden++
			return
		}
		m.Columns = append(m.Columns, line(labels[s]))
	}
	telling := map[string]bool{}
	for _, r := range run.Results {
		telling[r.ID] = telling[r.ID] || r.Outcome != reports.NotApplicable
	}
	for _, kind := range []string{"cookie", "site"} { // the site comes last
		for _, r := range run.Results {
			if telling[r.ID] && (r.Subject.Kind == kind) {
				enter(r.Subject)
			}
		}
	}
	anchors := map[string]string{}
	for _, f := range slices.Concat(all...) {
		anchors[f.First.ID] = f.Anchor
	}
	for _, r := range run.Results {
		column, ok := columns[r.Subject]
		if !telling[r.ID] || !ok || column >= mostColumns {
			continue
		}
		row := m.row(r)
		row.Gates = row.Gates || r.Gating
		row.Cells[column] = cellOf(r, anchors[r.ID])
	}
	return m
}

// row is the row of a result's check, which is the last one or begins here.
func (m *matrix) row(r reports.Result) *matrixRow {
	if n := len(m.Areas); n == 0 || m.Areas[n-1].Name != r.Area() {
		m.Areas = append(m.Areas, matrixArea{Name: r.Area()})
	}
	area := &m.Areas[len(m.Areas)-1]
	if n := len(area.Rows); n == 0 || area.Rows[n-1].ID != r.ID {
		area.Rows = append(area.Rows, matrixRow{ID: r.ID, Severity: r.Severity, Cells: make([]cell, len(m.Columns))})
	}
	return &area.Rows[len(area.Rows)-1]
}

func cellOf(r reports.Result, anchor string) cell {
	switch {
	case r.Outcome == reports.Pass:
		return cell{"pass", "pass", ""}
	case r.Excuse() != "":
		return cell{"accepted", "warn", anchor}
	case r.Warning():
		return cell{"warning", "warn", anchor}
	case r.Outcome == reports.Fail:
		return cell{"fail", "fail", anchor}
	case r.Outcome == reports.NotApplicable:
		return cell{"n/a", "none", ""}
	}
	return cell{"inconclusive", "open", "untested"}
}
