package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// inOrder are the keys of a map.
func inOrder[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// rowsBy reads a CSV file as maps from columns to cells, by the cell of one column.
func rowsBy(file, column string) (map[string]map[string]string, error) {
	text, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	lines, err := csv.NewReader(text).ReadAll()
	if err != nil || len(lines) == 0 {
		return nil, errors.Join(err, fmt.Errorf("%s is no table", file))
	}
	rows := map[string]map[string]string{}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		if _, twice := rows[row[column]]; twice {
			return nil, fmt.Errorf("%s has %s twice", file, row[column])
		}
		rows[row[column]] = row
	}
	return rows, nil
}

// row is the student's in class.csv, where the name stands as in the roster.
func (s student) row(rows map[string]map[string]string) map[string]string {
	if row := rows[s.name()]; row != nil {
		return row
	}
	return rows[s.last+", "+s.first]
}

// wrongMarks are the students whose row of class.csv is other than it should be. Marks are those of the parts, separated by spaces.
func wrongMarks(out string, class []student, parts []string, marks map[string]string) (wrong []string, err error) {
	rows, err := rowsBy(filepath.Join(out, "class.csv"), "student")
	if err != nil {
		return nil, err
	}
	for _, s := range class {
		row := s.row(rows)
		var got []string
		for _, p := range parts {
			got = append(got, row[p])
		}
		want := marks[filepath.Base(s.folder)]
		if s.folder == "" {
			want = strings.Repeat(" ", len(parts)-1)
		}
		if sum := total(want); row == nil || strings.Join(got, " ") != want || row["score"] != sum {
			wrong = append(wrong, fmt.Sprintf("class.csv: %s has %q, %s points, want %q, %s: %s", s.name(), strings.Join(got, " "), row["score"], want, sum, row["trouble"]))
		}
	}
	return wrong, nil
}

// wrongGrades are the students whose row of a file to import is other than it should be, by the rules of the platform's importer.
func wrongGrades(file, id string, class []student, idOf func(student) string, marks map[string]string) (wrong []string, err error) {
	rows, err := rowsBy(file, id)
	if err != nil {
		return nil, err
	}
	for _, s := range class {
		row := rows[idOf(s)]
		grade, found := row["Grade"] // Moodle
		if !found {
			grade = row["Cookies and sessions (4711)"] // Canvas
		}
		if want := total(marks[filepath.Base(s.folder)]); row == nil || grade != want {
			wrong = append(wrong, fmt.Sprintf("%s: %s has %q, want %q", filepath.Base(file), s.name(), grade, want))
		}
		if modified, moodle := row["Last modified (grade)"]; id == "Identifier" && (!moodle || (modified == "-") != (grade == "")) {
			wrong = append(wrong, fmt.Sprintf("%s: %s was last modified %q", filepath.Base(file), s.name(), modified))
		}
	}
	return wrong, nil
}

// total is the sum of marks; of none it is empty.
func total(marks string) string {
	sum := 0
	for _, m := range strings.Fields(marks) {
		n, err := strconv.Atoi(m)
		if err != nil {
			panic(err) // they are ours
		}
		sum += n
	}
	if strings.TrimSpace(marks) == "" {
		return ""
	}
	return strconv.Itoa(sum)
}
