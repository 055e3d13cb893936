package sheet_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"github.com/cookiespec/cookiespec/runner/sheet"
)

// TestSheetsAreRead as spreadsheets of several countries write them. A row is shown as its line, name and e-mail.
func TestSheetsAreRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"commas":                    {"Name,E-mail\nAmira,a@x\n", "2 Amira a@x"},
		"semicolons, of Excel":      {"\ufeffname;e-mail\r\n\"Haddad; Amira\";a@x\r\n", "2 Haddad; Amira a@x"},
		"tabs":                      {"name\te-mail\nAmira\ta@x", "2 Amira a@x"},
		"another order":             {"e-mail,number,name\na@x,1,Amira\n", "2 Amira a@x"},
		"Windows-1252":              {"name,e-mail\nJos\xe9,j@x\n", "2 José j@x"},
		"empty rows, short rows":    {"\nname,e-mail\n,\nAmira\n\n Bo , b@x \n", "4 Amira |6 Bo b@x"},
		"a cell of two lines":       {"name,e-mail\n\"a\nb\",x\nBo,y\n", "2 a\nb x|4 Bo y"},
		"quotes within a name":      {"name,e-mail\nAmira \"Ami\" H,x\n", `2 Amira "Ami" H x`},
		"no column of such a name":  {"a,b\n1,2\n", "2  "},
		"a heading and nothing":     {"name\n", ""},
		"a workbook":                {"PK\x03\x04...", "x.csv: is not CSV"},
		"UTF-16, of Excel":          {utf16("\ufeffname\te-mail\r\nJosé\tj@x\r\n"), "2 José j@x"},
		"UTF-16 without its mark":   {utf16("name,e-mail"), "x.csv: is not CSV"},
		"Excel's line sep=":         {"\ufeffsep=;\r\nname;e-mail\r\nAmira, Bo;a@x\r\n", "3 Amira, Bo a@x"},
		"another line sep=":         {"sep=;,name\n1,Amira\n", "2 Amira "},
		"nothing":                   {"\n\n", "x.csv: is empty"},
		"a quote that never closes": {"name,e-mail\n\"Amira,x\nBo,y\n", "x.csv:2: a cell begins with a quote that is not closed, so that the rest of the file would be in it"},
		"one in a later cell":       {"name,e-mail\nBo,y\nAmira,\"x\nZoe,z", "x.csv:3: a cell begins with a quote that is not closed, so that the rest of the file would be in it"},
		"a quote at the very end":   {"name,e-mail\nBo,y\nAmira,\"\n", "x.csv:3: a cell begins with a quote that is not closed, so that the rest of the file would be in it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := sheet.Parse("x.csv", []byte(c.text))
			var rows []string
			for _, r := range s.Rows {
				rows = append(rows, fmt.Sprintf("%d %s %s", r.Line, r.Cell(s.Column("name")), r.Cell(s.Column("email", "e-mail"))))
			}
			got := strings.Join(rows, "|")
			if err != nil {
				got, _, _ = strings.Cut(err.Error(), "\n")
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// utf16 is a text in UTF-16, little-endian, as Windows writes it.
func utf16(text string) string {
	encoded, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return encoded
}

func TestAFileThatIsNoneIsSaid(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	large := filepath.Join(dir, "large.csv")
	if err := os.WriteFile(large, make([]byte, 11<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{filepath.Join(dir, "nowhere.csv"): "there is no such file", dir: "cannot be read: is a directory", large: "is larger than 10 MiB"} {
		if _, err := sheet.Read(path); err == nil || !strings.Contains(err.Error(), path+": "+want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
