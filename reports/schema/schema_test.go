package schema_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	reflector "github.com/invopop/jsonschema"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/reports/schema"
)

var update = flag.Bool("update", false, "write the schema anew")

// words are what some fields can be, beside what their types say.
var words = map[string][]any{
	"Result.outcome":    {reports.Pass, reports.Fail, reports.NotApplicable, reports.Inconclusive},
	"Result.severity":   {"info", "low", "medium", "high", "critical"},
	"Subject.kind":      {"cookie", "site"},
	"Requirement.state": {reports.Verified, reports.Partly, reports.Violated, reports.NotVerified, reports.NotVerifiable},
}

// linked are names of Go in comments, as its documentation links them.
var linked = regexp.MustCompile(`\[([A-Z][A-Za-z.]*)\]`)

// TestTheSchemaIsThatOfTheTypes, with the comments of their fields as descriptions.
func TestTheSchemaIsThatOfTheTypes(t *testing.T) {
	t.Chdir("../..") // comments are found by the paths of packages
	r := &reflector.Reflector{BaseSchemaID: "https://github.com/cookiespec/cookiespec", AllowAdditionalProperties: true}
	if err := r.AddGoComments("github.com/cookiespec/cookiespec", "reports"); err != nil {
		t.Fatal(err)
	}
	s := r.Reflect(reports.Run{})
	s.Title = "cookiespec report"
	for name, d := range s.Definitions {
		d.Description = linked.ReplaceAllString(d.Description, "$1")
		for p := d.Properties.Oldest(); p != nil; p = p.Next() {
			p.Value.Description = linked.ReplaceAllString(p.Value.Description, "$1")
			p.Value.Enum = words[name+"."+p.Key]
			delete(words, name+"."+p.Key)
		}
	}
	if len(words) > 0 {
		t.Errorf("there are no fields %v", words)
	}
	s.Definitions["Run"].Properties.Value("version").Const = reports.Version
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(s); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(filepath.Join("reports", "schema", "report.json"), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(b.Bytes(), schema.Report) {
		t.Error("reports/schema/report.json is not that of the types any more: go test ./reports/schema -update writes it anew")
	}
}

func compiled(t testing.TB) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Report))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("report.json", document); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("report.json")
}

// check holds the JSON form of a run to the schema, after a change to its text.
func check(t testing.TB, s *jsonschema.Schema, run reports.Run, old, new string) error {
	t.Helper()
	var b bytes.Buffer
	if err := jsonreport.Write(&b, run); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), old) {
		t.Fatalf("there is no %s in the report", old)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.Replace(b.String(), old, new, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(value)
}

func TestReportsAreValid(t *testing.T) {
	t.Parallel()
	s := compiled(t)
	for _, run := range []reports.Run{{}, reporttest.Sample()} {
		if err := check(t, s, run, "", ""); err != nil {
			t.Error(err)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		run := reporttest.Any(rapid.Map(reporttest.Text(), func(s string) string { return strings.ToValidUTF8(s, "?") })).Draw(r, "run")
		for i := range run.Results {
			run.Results[i].Severity = "high"
		}
		for _, document := range run.Coverage {
			for i := range document.Requirements {
				document.Requirements[i].State = reports.Verified
			}
		}
		if err := check(t, s, run, "", ""); err != nil {
			r.Fatal(err)
		}
	})
}

// TestTheSchemaTellsWhatIsWrong, and lets keys of a later program through.
func TestTheSchemaTellsWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := compiled(t)
	for name, row := range map[string]struct {
		old, new string
		right    bool
	}{
		"a key more":             {`"version": 2,`, `"version": 2, "colour": "red",`, true},
		"a key less":             {`"exit": 1,`, ``, false},
		"another version":        {`"version": 2,`, `"version": 1,`, false},
		"an outcome of its own":  {`"outcome": "pass"`, `"outcome": "good"`, false},
		"a severity of its own":  {`"severity": "high"`, `"severity": "awful"`, false},
		"a number that is text":  {`"exit": 1,`, `"exit": "1",`, false},
		"a time that is no time": {`"started": "2026-11-23T18:00:00Z"`, `"started": "yesterday"`, false},
		"no list":                {`"results": [`, `"results": null, "other": [`, false},
	} {
		if err := check(t, s, reporttest.Sample(), row.old, row.new); (err == nil) != row.right {
			t.Errorf("%s: %v", name, err)
		}
	}
}
