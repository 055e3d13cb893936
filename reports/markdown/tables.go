package markdown

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// table is a section with a table, or nothing where it has no rows.
func table(title string, columns []string, rows [][]string) string {
	if len(rows) == 0 {
		return ""
	}
	return fmt.Sprintf("### %s\n\n", title) + grid(columns, rows)
}

// grid is a table without a title.
func grid(columns []string, rows [][]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |\n|%s\n", strings.Join(columns, " | "), strings.Repeat(" --- |", len(columns)))
	for i, row := range rows {
		if i == mostRows {
			fmt.Fprintf(&b, "\nAnd %d more.\n", len(rows)-i)
			break
		}
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
	return b.String()
}

// of are rows of the results that pick picks.
func of(run reports.Run, pick func(reports.Result) bool, row func(reports.Result) []string) (rows [][]string) {
	for _, r := range run.Results {
		if pick(r) {
			rows = append(rows, row(r))
		}
	}
	return rows
}

func warnings(run reports.Run) string {
	return table("Warnings", []string{"finding", "check", "severity", "subject", "what is so"}, of(run,
		func(r reports.Result) bool { return r.Warning() && r.Excuse() == "" },
		func(r reports.Result) []string {
			return []string{r.Number, own(r.ID), own(r.Severity), cell(r.Subject.String()), own(r.Title) + ": " + cell(r.Actual)}
		}))
}

func excused(run reports.Run) string {
	return table("Waived, or known from the baseline", []string{"finding", "check", "severity", "subject", "why it fails nothing"}, of(run,
		func(r reports.Result) bool { return r.Excuse() != "" },
		func(r reports.Result) []string {
			return []string{r.Number, own(r.ID), own(r.Severity), cell(r.Subject.String()), cell(r.Excuse())}
		}))
}

func undecided(run reports.Run) string {
	return table("Could not be decided", []string{"check", "severity", "subject", "why"}, of(run,
		func(r reports.Result) bool {
			return r.Outcome != reports.Pass && r.Outcome != reports.Fail && r.Outcome != reports.NotApplicable
		},
		func(r reports.Result) []string {
			return []string{own(r.ID), own(r.Severity), cell(r.Subject.String()), cell(r.Because())}
		}))
}

func cookies(run reports.Run) string {
	var rows [][]string
	yes := map[bool]string{true: "yes", false: "no"}
	for _, c := range run.Cookies {
		rows = append(rows, []string{
			cell(cmp.Or(c.Name, "(nameless)")), cell(c.Domain), cell(c.Path), cell(c.Lifetime), yes[c.Secure], yes[c.HTTPOnly], cell(cmp.Or(c.SameSite, "-")), own(c.Role),
		})
	}
	return table("Cookies", []string{"name", "domain", "path", "lifetime", "Secure", "HttpOnly", "SameSite", "role"}, rows)
}
