package session

import (
	"os"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check/checktest"
)

func TestMain(m *testing.M) {
	os.Exit(checktest.Mutations(m, checktest.Reads{
		"session/back-button":                 "probes",
		"session/concurrent-logins":           "jars probes",
		"session/failed-login-grants-nothing": "probes",
		"session/isolated":                    "memories probes",
		"session/load-bearing":                "probes",
		"session/logout-clears-client":        "jars kept probes",
		"session/logout-ends-server-side":     "jars probes",
		"session/logout-reach":                "controls probes",
		"session/no-adoption":                 "jars probes",
		"session/not-accepted-in-url":         "probes",
		"session/remember-me-ends-at-logout":  "probes",
		"session/wrong-password-ends-nothing": "probes",
		"session/no-churn":                    "jars lines probes requests",
		"session/not-in-url":                  "probes requests",
		"session/old-id-dead":                 "jars probes",
		"session/other-tabs":                  "probes",
		"session/password-change":             "probes",
		"session/privilege-step":              "jars probes",
		"session/relogin-is-new":              "jars probes",
		"session/remembers":                   "memories",
		"session/rotates-at-login":            "jars probes",
		"session/tamper-rejected":             "probes",
	}, checktest.Spares{
		"session/not-in-url leaks": "a leak of another value stays one whatever is altered of it",
	}))
}
