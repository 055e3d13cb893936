// Package sheet reads the CSV files that people write in spreadsheets and that learning platforms export: separated by commas,
// semicolons or tabs, with a byte order mark or without, in UTF-8, UTF-16 (Excel's "Unicode text") or the encoding that Excel writes in
// the West.
package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/cookiespec/cookiespec/runner/config"
)

// Sheet is a table whose first row names the columns.
type Sheet struct {
	File    string
	Columns []string // as they stand in the file, without the spaces around them
	Rows    []Row    // those that are not empty
}

// Row is one line of a sheet.
type Row struct {
	Line  int // in the file, from 1
	cells []string
}

// largest is how long a sheet may be, in bytes. A course of 10,000 students needs less than a tenth.
const largest = 10 << 20

// Read reads a sheet. The error is a [*config.Error].
func Read(path string) (Sheet, error) {
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return Sheet{}, &config.Error{File: path, Problem: "there is no such file", Remedy: "check the path"}
	}
	if err != nil {
		return Sheet{}, unreadable(path, err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, largest+1))
	if err != nil {
		return Sheet{}, unreadable(path, err)
	}
	if len(text) > largest {
		return Sheet{}, &config.Error{File: path, Problem: fmt.Sprintf("is larger than %d MiB", largest>>20), Remedy: "export it as CSV, with the columns that are needed"}
	}
	return Parse(path, text)
}

func unreadable(path string, err error) error {
	var failed *os.PathError
	if errors.As(err, &failed) {
		err = failed.Err
	}
	return &config.Error{File: path, Problem: "cannot be read: " + err.Error(), Remedy: "name a CSV file"}
}

// Parse is [Read] of a file whose text is at hand.
func Parse(path string, text []byte) (Sheet, error) {
	if decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(text); err == nil { // it has a mark of either order
		text = decoded
	}
	text, comma := separated(bytes.TrimPrefix(text, []byte("\ufeff")))
	if bytes.HasPrefix(text, []byte("PK\x03\x04")) || bytes.IndexByte(text, 0) >= 0 {
		return Sheet{}, &config.Error{File: path, Problem: "is not CSV", Remedy: "in the spreadsheet, save it as CSV UTF-8"}
	}
	if !utf8.Valid(text) {
		text, _ = charmap.Windows1252.NewDecoder().Bytes(text) // every byte is a character of it
	}
	if line := unclosed(text, comma); line > 0 {
		return Sheet{}, &config.Error{File: path, Line: line, Problem: "a cell begins with a quote that is not closed, so that the rest of the file would be in it", Remedy: "close it, or remove it"}
	}
	s, r := Sheet{File: path}, reader(text, comma)
	for {
		cells, err := r.Read()
		if err == io.EOF {
			break
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			return s, &config.Error{File: path, Line: wrong.Line, Problem: wrong.Err.Error(), Remedy: "save it as CSV again"}
		}
		if err != nil {
			return s, unreadable(path, err)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		line, _ := r.FieldPos(0)
		switch empty := !slices.ContainsFunc(cells, func(c string) bool { return c != "" }); {
		case s.Columns == nil && !empty:
			s.Columns = cells
		case !empty:
			s.Rows = append(s.Rows, Row{line, cells})
		}
	}
	if s.Columns == nil {
		return s, &config.Error{File: path, Problem: "is empty", Remedy: "name the columns in its first line"}
	}
	return s, nil
}

func reader(text []byte, comma rune) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	return r
}

// separated is a sheet, and what separates its cells: what Excel's line "sep=;" says, else that which its first line has most of.
func separated(text []byte) ([]byte, rune) {
	first, rest, _ := bytes.Cut(bytes.TrimLeft(text, "\r\n"), []byte("\n"))
	if said, ok := bytes.CutPrefix(bytes.Trim(first, "\"\r"), []byte("sep=")); ok && len(said) == 1 && strings.Contains(",;\t", string(said)) {
		return append([]byte("\n"), rest...), rune(said[0]) // the numbers of the lines stay what they are
	}
	best := ','
	for _, other := range ";\t" {
		if strings.Count(string(first), string(other)) > strings.Count(string(first), string(best)) {
			best = other
		}
	}
	return text, best
}

// unclosed is the line of a quote that swallows the rest of the file, as the reader passes over its end; 0: there is none.
func unclosed(text []byte, comma rune) (line int) {
	const end = "\x01end"
	r := reader(append(bytes.Clone(text), "\n"+end...), comma)
	for {
		cells, err := r.Read()
		if err != nil {
			return 0
		}
		if last := len(cells) - 1; cells[last] != end && strings.HasSuffix(cells[last], end) {
			line, _ := r.FieldPos(last)
			return line
		}
	}
}

// Column is the index of the first column that has one of some names, whatever the case; -1: none has.
func (s Sheet) Column(names ...string) int {
	for _, name := range names {
		if i := slices.IndexFunc(s.Columns, func(c string) bool { return strings.EqualFold(c, name) }); i >= 0 {
			return i
		}
	}
	return -1
}

// Several are the columns that have one of some names, if these are more than one: nobody can tell which of them counts.
func (s Sheet) Several(names ...string) (several []string) {
	for _, c := range s.Columns {
		if slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(c, name) }) {
			several = append(several, c)
		}
	}
	if len(several) < 2 {
		return nil
	}
	return several
}

// Cell is the text in a column; empty where the row or the sheet has no such column.
func (r Row) Cell(column int) string {
	if column < 0 || column >= len(r.cells) {
		return ""
	}
	return r.cells[column]
}

// Reject is the error for a row that says something wrong.
func (s Sheet) Reject(r Row, problem, remedy string) *config.Error {
	return &config.Error{File: s.File, Line: r.Line, Problem: problem, Remedy: remedy}
}
