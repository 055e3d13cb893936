package set_test

import (
	"os"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check/checktest"
)

func TestMain(m *testing.M) {
	os.Exit(checktest.Mutations(m, checktest.Reads{
		"set/attributes-as-stored":           "answers jars lines requests",
		"set/declared":                       "jars lines sent",
		"set/deletion-deletes":               "answers jars lines requests sent",
		"set/domain-covers-host":             "jars lines requests",
		"set/grammar":                        "jars lines requests sent",
		"set/http-only":                      "jars lines requests sent",
		"set/jar-budget":                     "jars sent",
		"set/no-readable-secrets":            "jars probes sent",
		"set/no-serialized-objects":          "jars lines",
		"set/not-folded":                     "jars lines requests",
		"set/one-line-per-cookie":            "jars lines requests sent",
		"set/only-by-header":                 "jars lines probes requests",
		"set/prefix-contract":                "jars lines requests sent",
		"set/prefix-used":                    "jars lines requests",
		"set/samesite-explicit":              "jars lines probes requests sent",
		"set/samesite-none-is-secure":        "jars lines requests",
		"set/secure":                         "jars lines requests sent",
		"set/secure-from-trustworthy-origin": "jars lines requests",
		"set/size-limits":                    "jars lines requests",
		"set/stored":                         "answers jars lines requests sent",
	}, checktest.Spares{
		"set/http-only scripts":    "the names that scripts read are others",
		"set/only-by-header leaks": "a leak of another value stays one whatever is altered of it",
	}))
}
