package terminal_test

import (
	"bytes"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

func TestADifferenceIsShownAsTheGoldenFilesSay(t *testing.T) {
	t.Parallel()
	all := reporttest.Sample().Results
	other := all[1]
	other.Subject.Path = "/other"
	for name, d := range map[string]reports.Difference{
		"difference":      {New: all[:1], Fixed: []reports.Result{all[1], other}, Remaining: all[1:2], Untested: all[:1]},
		"difference-none": {},
	} {
		var b bytes.Buffer
		if err := terminal.Difference(&b, d, len(d.New), terminal.Options{}); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.String())
	}
}
