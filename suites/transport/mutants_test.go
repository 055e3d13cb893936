package transport

import (
	"os"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check/checktest"
)

func TestMain(m *testing.M) {
	os.Exit(checktest.Mutations(m, checktest.Reads{
		"transport/clear-site-data":      "answers requests",
		"transport/hsts":                 "answers lines requests",
		"transport/logout-not-cached":    "answers requests",
		"transport/no-clear-text":        "answers lines requests",
		"transport/shared-cache":         "answers jars lines requests sent",
		"transport/no-store":             "answers probes requests",
		"transport/personalised-caching": "answers probes requests",
	}, checktest.Spares{
		"transport/clear-site-data kept": "what is kept is from before the logout",
	}))
}
