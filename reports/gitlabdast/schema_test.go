package gitlabdast_test

import (
	"bytes"
	"os"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports/reporttest"
)

// required is what GitLab's schema demands of the fields that are written. GitLab's own file is not kept here.
var required = sync.OnceValues(func() (*jsonschema.Schema, error) {
	file, err := os.Open("testdata/required.json")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("required.json", document); err != nil {
		return nil, err
	}
	return compiler.Compile("required.json")
})

func valid(document []byte) error {
	schema, err := required()
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

func TestAnyRunIsValid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		runs := rapid.SliceOfN(reporttest.Any(reporttest.Text()), 1, 2).Draw(r, "runs")
		for _, document := range [][]byte{one(t, runs[0]), many(t, runs...)} {
			if err := valid(document); err != nil {
				r.Fatal(err)
			}
			for _, bad := range []string{"null", "\x1b", "\u202e"} {
				if bytes.Contains(document, []byte(bad)) {
					r.Fatalf("%q is in it", bad)
				}
			}
		}
	})
	// The schema can tell.
	if err := valid(bytes.Replace(one(t, reporttest.Sample()), []byte(`"severity": "High"`), []byte(`"severity": "high"`), 1)); err == nil {
		t.Error("a severity that GitLab does not know is taken")
	}
}
