package suites_test

import (
	"flag"
	"os"
	"testing"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega"

	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

var (
	recorded = flag.String("recording", "../fixtures/recordings/lab.json", "a recording to judge, as `cookiespec run --recording FILE` writes it")
	policy   = flag.String("policy", string(suites.Baseline), "baseline or strict")
)

// TestConformance judges a recording with Ginkgo's own command line and reports:
//
//	ginkgo ./suites -- -recording FILE
//
// The recording kept here is of the lab's conformant site.
func TestConformance(t *testing.T) {
	file, err := os.Open(*recorded)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r, err := recording.Read(file)
	if err != nil {
		t.Fatalf("%s: %v", *recorded, err)
	}
	gomega.RegisterFailHandler(ginkgo.Fail)
	suites.Register(suites.Specs(suites.Catalogue(), check.NewCase(r), suites.Policy(*policy)), nil)
	ginkgo.RunSpecs(t, "cookiespec")
}
