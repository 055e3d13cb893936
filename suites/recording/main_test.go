package recording_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain makes the draws the same each time, unless -rapid.seed asks for others.
func TestMain(m *testing.M) {
	flag.Parse()
	if seed := flag.Lookup("rapid.seed"); seed.Value.String() == seed.DefValue {
		flag.Set("rapid.seed", "1")
	}
	flag.Set("rapid.nofailfile", "true")
	os.Exit(m.Run())
}
