package entropy

import (
	"os"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check/checktest"
)

func TestMain(m *testing.M) {
	os.Exit(checktest.Mutations(m, checktest.Reads{
		"entropy/capacity":     "jars sampled sent",
		"entropy/default-name": "jars",
		"entropy/jwt":          "jars lines probes",
		"entropy/unique":       "jars requests",
	}, checktest.Spares{
		"entropy/unique sampled": "the values are counted one by one, as the answers gave them",
	}))
}
