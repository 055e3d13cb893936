package reports

import "testing"

func TestTheExitCodeOfAFleet(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		runs []FleetRun
		exit int
	}{
		"all passed":                            {[]FleetRun{{}, {}}, 0},
		"a failure outweighs":                   {[]FleetRun{{Exit: 3}, {Exit: 1}, {Exit: 4}}, 1},
		"an interruption":                       {[]FleetRun{{}, {Exit: 130}}, 130},
		"one that is optional is not there":     {[]FleetRun{{}, {Exit: 3, Optional: true}}, 0},
		"one that is optional fails":            {[]FleetRun{{}, {Exit: 1, Optional: true}}, 0},
		"nothing passed, and all were optional": {[]FleetRun{{Exit: 3, Optional: true}}, 3},
		"no target":                             {nil, 3},
	} {
		if got := (Fleet{Runs: row.runs}).Exit(); got != row.exit {
			t.Errorf("%s: exit code %d", name, got)
		}
	}
}
