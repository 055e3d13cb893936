package sent

import (
	"os"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check/checktest"
)

func TestMain(m *testing.M) {
	os.Exit(checktest.Mutations(m, checktest.Reads{
		"sent/byte-exact":     "answers jars lines requests sent",
		"sent/every-request":  "answers jars lines requests sent",
		"sent/loss-tolerated": "answers drops requests",
		"sent/reaches-server": "answers echoed requests sent",
		"sent/no-twins":       "jars requests sent",
		"sent/nowhere-else":   "jars lines requests sent",
	}, nil))
}
