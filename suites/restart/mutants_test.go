package restart

import (
	"os"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check/checktest"
)

func TestMain(m *testing.M) {
	os.Exit(checktest.Mutations(m, checktest.Reads{
		"restart/fresh-profile-is-stranger": "jars lines requests",
		"restart/no-shadow-login":           "probes",
		"restart/persistent-survives":       "answers jars requests sent",
		"restart/remember-me":               "jars probes",
		"restart/restored":                  "jars",
		"restart/session-cookie-ends":       "jars lines requests sent",
		"restart/still-logged-in":           "probes",
		"restart/survives-crash":            "jars sent",
	}, checktest.Spares{
		"restart/no-shadow-login kept": "who is not logged in is not, whatever else is kept",
	}))
}
