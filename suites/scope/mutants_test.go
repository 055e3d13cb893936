package scope

import (
	"os"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check/checktest"
)

func TestMain(m *testing.M) {
	os.Exit(checktest.Mutations(m, checktest.Reads{
		"scope/cross-site-link":         "answers jars probes requests sent",
		"scope/cross-site-post":         "jars requests sent",
		"scope/cross-site-subrequest":   "jars requests sent",
		"scope/forged-request":          "memories",
		"scope/host-only":               "jars",
		"scope/overlay":                 "jars lines",
		"scope/partitioned":             "lines requests",
		"scope/path":                    "jars lines",
		"scope/samesite-none-justified": "jars lines requests",
		"scope/third-parties":           "lines",
	}, nil))
}
