package config

import (
	"path/filepath"
	"reflect"
	"testing"
)

func TestWaivers(t *testing.T) {
	t.Parallel()
	c, err := Parse("cookiespec.yaml", []byte(`version: 1
waivers:
  - {check: set/http-only, cookie: csrftoken, reason: "read by a script", until: 2027-06-30}
  - check: set/secure
    cookie: "_ga*"
    reason: " no TLS in the lab "
    until: "2027-06-30"
  - {check: expiry/server-clock, reason: 'known'}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Waiver{
		{"set/http-only", "csrftoken", "read by a script", "2027-06-30", "cookiespec.yaml", 3},
		{"set/secure", "_ga*", "no TLS in the lab", "2027-06-30", "cookiespec.yaml", 4},
		{"expiry/server-clock", "", "known", "", "cookiespec.yaml", 8},
	}
	if !reflect.DeepEqual(c.Waivers, want) {
		t.Errorf("got %+v", c.Waivers)
	}
	const rejected = `cookiespec.yaml:4:12: "set/secure" is no check
  4 |   - check: set/secure
    |            ^
  did you mean?`
	if got := c.Reject("waivers", 1, "set/secure", "is no check", "did you mean?").Error(); got != rejected {
		t.Errorf("got %s", got)
	}
}

// TestABaselineIsWhereItWasSaid: in the file by its folder, elsewhere by the working directory.
func TestABaselineIsWhereItWasSaid(t *testing.T) {
	t.Parallel()
	c, err := Parse(filepath.Join("ci", "cookiespec.yaml"), []byte("version: 1\nbaseline: known.json\n"))
	if got := c.BaselineFile(); err != nil || got != filepath.Join("ci", "known.json") {
		t.Errorf("%q, %v", got, err)
	}
	if err := c.Set("baseline", "flag.json"); err != nil || c.BaselineFile() != "flag.json" {
		t.Errorf("%q, %v", c.BaselineFile(), err)
	}
	if none := Default(); none.BaselineFile() != "" {
		t.Errorf("%q where there is none", none.BaselineFile())
	}
}
