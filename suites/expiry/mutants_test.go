package expiry

import (
	"os"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check/checktest"
)

func TestMain(m *testing.M) {
	os.Exit(checktest.Mutations(m, checktest.Reads{
		"expiry/absolute-timeout":            "probes",
		"expiry/as-declared":                 "answers jars lines requests sent",
		"expiry/client-cannot-extend":        "probes",
		"expiry/idle-timeout":                "probes",
		"expiry/lifetime-cap":                "answers lines requests",
		"expiry/max-age-agrees-with-expires": "answers lines requests",
		"expiry/on-time":                     "jars lines requests sent",
		"expiry/on-time-aged":                "jars lines requests sent",
		"expiry/persistence-class":           "jars lines requests",
		"expiry/server-clock":                "answers requests",
		"expiry/server-enforces":             "probes",
		"expiry/sliding-coherent":            "answers jars lines probes requests sent",
	}, checktest.Spares{
		"expiry/on-time-aged aged": "the jar itself shows when the cookie ends; how far it was moved is told",
	}))
}
