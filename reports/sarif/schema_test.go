package sarif_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/reports/sarif"
)

// official is the schema of OASIS, errata 01, as the module go-sarif has it in its source.
var official = sync.OnceValues(func() (*jsonschema.Schema, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3").Output()
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "pkg/report/v210/sarif/schema.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	text, err := strconv.Unquote(file.Decls[0].(*ast.GenDecl).Specs[0].(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
	if err != nil {
		return nil, err
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	const id = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	if err := compiler.AddResource(id, document); err != nil {
		return nil, err
	}
	return compiler.Compile(id)
})

// valid holds a document to the schema.
func valid(document []byte) error {
	schema, err := official()
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

func TestSchema(t *testing.T) {
	t.Parallel()
	hostile := reporttest.Sample()
	for _, text := range reporttest.Hostile {
		hostile.Results = append(hostile.Results, reports.Result{
			ID: "set/secure", Outcome: reports.Fail, Title: text, Actual: text, Severity: text, Subject: reports.Subject{Name: text},
			Cites: []reports.Citation{{Text: text, URL: text}}, Evidence: []reports.Evidence{{At: text, Text: text}}, File: text, Line: -1,
			Waived: &reports.Waived{Reason: text, Until: text},
		})
	}
	for name, run := range map[string]reports.Run{"every outcome": reporttest.Sample(), "nothing": {}, "hostile": hostile} {
		document := written(t, run, here)
		if err := valid(document); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, bad := range []string{"null", `"text": ""`, `"uri": ""`, "\x1b", "\u202e"} {
			if bytes.Contains(document, []byte(bad)) {
				t.Errorf("%s: %q is in it", name, bad)
			}
		}
	}
	// The schema can tell.
	if err := valid(bytes.Replace(written(t, reporttest.Sample(), here), []byte(`"level": "error"`), []byte(`"level": "high"`), 1)); err == nil {
		t.Error("the schema takes a level that there is not")
	}
}

func TestAnyRunIsValid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		run := reporttest.Any(reporttest.Text()).Draw(r, "run")
		var b bytes.Buffer
		if err := sarif.Write(&b, run, here); err != nil {
			r.Fatal(err)
		}
		if err := valid(b.Bytes()); err != nil {
			r.Fatal(err)
		}
	})
}
