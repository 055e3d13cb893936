package junit_test

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	gojunit "github.com/joshdk/go-junit"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/junit"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

// many are runs of targets that a slug alone does not tell apart, and one that found nothing.
func many() []reports.Run {
	shop, twin, named := reporttest.Sample(), reporttest.Sample(), reporttest.Sample()
	twin.Target += "?"
	named.Name = "members"
	return []reports.Run{shop, twin, named, {Target: "http://lost.test/", Trouble: []string{"there are no results: see log.txt"}, Exit: 4}}
}

// TestManyRunsAreASuiteEach, whose tests no reader takes for those of another, and what is around them is their sum.
func TestManyRunsAreASuiteEach(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := junit.WriteAll(&b, slices.Values(many()), junit.Options{}); err != nil {
		t.Fatal(err)
	}
	suites, err := gojunit.Ingest(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"localhost-8000", "localhost-8000-2", "members", "lost-test"}
	names, sum := map[string]bool{}, map[gojunit.Status]int{}
	for i, s := range suites {
		if s.Package != want[i] {
			t.Errorf("suite %d is of %s", i, s.Package)
		}
		for _, c := range s.Tests {
			sum[c.Status]++
			if key := c.Classname + " " + c.Name; names[key] {
				t.Errorf("%s comes twice", key)
			} else {
				names[key] = true
			}
		}
	}
	one := reporttest.Sample().Count()
	if sum[gojunit.StatusFailed] != 3*one.Fail || sum[gojunit.StatusError] != 3*one.Inconclusive+1 || len(suites) != len(want) {
		t.Errorf("%d suites with %v", len(suites), sum)
	}
	var root struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Skipped  int `xml:"skipped,attr"`
	}
	if err := xml.Unmarshal(b.Bytes(), &root); err != nil {
		t.Fatal(err)
	}
	if root.Tests != len(names) || root.Failures != sum[gojunit.StatusFailed] || root.Errors != sum[gojunit.StatusError] || root.Skipped != sum[gojunit.StatusSkipped] {
		t.Errorf("%+v is not the sum, %v", root, sum)
	}
}

// TestOneOfManyIsWrittenAsItIsAlone, so that readers of the one form read the other.
func TestOneOfManyIsWrittenAsItIsAlone(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := junit.WriteAll(&b, slices.Values(many()[:2]), junit.Options{}); err != nil {
		t.Fatal(err)
	}
	_, suite, _ := strings.Cut(string(written(t, many()[0])), "\n  <testsuite ")
	suite, _, _ = strings.Cut(suite, "</testsuites>")
	if suite == "" || !strings.Contains(b.String(), "\n  <testsuite "+suite) {
		t.Error(b.String())
	}
}
