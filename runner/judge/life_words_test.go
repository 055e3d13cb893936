package judge_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestStagesSpeakTheWordsOfReports: what the table of stages says of a browser is written into a report as it is.
func TestStagesSpeakTheWordsOfReports(t *testing.T) {
	t.Parallel()
	lines := map[string]bool{reports.First: true, reports.Leaving: true, reports.Remembered: true}
	after := map[string]bool{
		"": true, reports.Restarted: true, reports.Crashed: true, reports.Restored: true, reports.Aged: true, reports.Waited: true,
	}
	for _, stage := range recording.Told.Each() {
		if f := stage.Facts(); !lines[string(f.Life)] || !after[string(f.Begins)] {
			t.Errorf("%s: no report knows the browser %q, or that it begins by %q", stage, f.Life, f.Begins)
		}
	}
}
