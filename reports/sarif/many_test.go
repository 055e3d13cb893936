package sarif_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/reports/sarif"
)

// TestManyRunsAreACategoryEach: GitHub refuses a file that has one twice.
func TestManyRunsAreACategoryEach(t *testing.T) {
	t.Parallel()
	shop, twin, named := reporttest.Sample(), reporttest.Sample(), reporttest.Sample()
	twin.Target += "?"
	named.Name, named.Config = "members", "other.yaml"
	var b bytes.Buffer
	place := func(r reports.Run) sarif.Options { return sarif.Options{Config: "ci/" + r.Config} }
	if err := sarif.WriteAll(&b, slices.Values([]reports.Run{shop, twin, named}), place); err != nil {
		t.Fatal(err)
	}
	if err := valid(b.Bytes()); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			AutomationDetails struct{ ID string }
			Results           []struct {
				Locations []struct {
					PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
				}
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range log.Runs {
		got = append(got, r.AutomationDetails.ID+" "+r.Results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI)
	}
	if want := []string{"cookiespec/localhost-8000/ ci/cookiespec.yaml", "cookiespec/localhost-8000-2/ ci/cookiespec.yaml", "cookiespec/members/ ci/other.yaml"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestNoRunsAreSARIFToo(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := sarif.WriteAll(&b, slices.Values([]reports.Run{}), nil); err != nil {
		t.Fatal(err)
	}
	if err := valid(b.Bytes()); err != nil {
		t.Error(err)
	}
}
