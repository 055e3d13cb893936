//go:build unix

package grade_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
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
		cells := []string{fmt.Sprintf("%d of %d", g.Score(), g.Points())}
		if !g.Graded() {
			want[1], cells[0] = "", fmt.Sprintf("not graded, of %d", g.Points())
		}
		for _, m := range g.Parts {
			mark := strconv.Itoa(m.Score)
			if m.Outcome == reports.Inconclusive {
				mark = ""
			}
			want, cells = append(want, mark), append(cells, mark)
		}
		want = append(want, strconv.Itoa(g.Unjudged()))
		if diff := cmp.Diff(want, rows[i+1][:len(want)]); diff != "" {
			t.Errorf("class.csv of %s: %s", g.Submission, diff)
		}
		_, row, _ := strings.Cut(string(page), `<a href="`+g.Submission+`/feedback.md">`)
		row, _, _ = strings.Cut(row, "</tr>")
		var shown []string
		for _, found := range cell.FindAllStringSubmatch(row, -1) {
			shown = append(shown, found[1])
		}
		if diff := cmp.Diff(cells, shown); diff != "" {
			t.Errorf("class.html of %s: %s", g.Submission, diff)
		}
	}
}

// cell is one with a number in the table of a class, or the first of its texts.
var cell = regexp.MustCompile(`<td class="n[^"]*">([^<]*)`)
