//go:build unix

package grade_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/reports"
)

// inClass holds the table and the page of the class to the grades.
func inClass(t *testing.T, out string, grades []reports.Grade) {
	t.Helper()
	file, err := os.Open(filepath.Join(out, "class.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) != len(grades)+1 {
		t.Fatalf("class.csv has %d rows: %v", len(rows), err)
	}
	page, err := os.ReadFile(filepath.Join(out, "class.html"))
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range grades {
		want := []string{g.Submission, strconv.Itoa(g.Score()), strconv.Itoa(g.Points())}
		sum := fmt.Sprintf(`%d of %d</td>`, g.Score(), g.Points())
		if !g.Graded() {
			want[1], sum = "", fmt.Sprintf("not graded, of %d</td>", g.Points())
		}
		var marks []string
		for _, m := range g.Parts {
			mark := strconv.Itoa(m.Score)
			if m.Outcome == reports.Inconclusive {
				mark = ""
			}
			want, marks = append(want, mark), append(marks, `<td class="n">`+mark)
		}
		want = append(want, strconv.Itoa(g.Unjudged()))
		if diff := cmp.Diff(want, rows[i+1][:len(rows[i+1])-1]); diff != "" {
			t.Errorf("class.csv of %s: %s", g.Submission, diff)
		}
		_, row, _ := strings.Cut(string(page), `<a href="`+g.Submission+`/feedback.md">`)
		row, _, _ = strings.Cut(row, "</tr>")
		if !strings.Contains(row, sum) {
			t.Errorf("class.html of %s has no %q in %s", g.Submission, sum, row)
		}
		for _, mark := range marks {
			before, after, there := strings.Cut(row, mark)
			if row = after; !there {
				t.Errorf("class.html of %s has no %s after %s", g.Submission, mark, before)
			}
		}
	}
}
