package terminal_test

import (
	"bytes"
	"testing"

	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

func TestACoverageIsShownAsTheGoldenFileSays(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := terminal.Coverage(&b, reporttest.Sample(), false); err != nil {
		t.Fatal(err)
	}
	golden(t, "coverage", b.String())
}
