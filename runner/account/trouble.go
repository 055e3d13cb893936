package account

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// shownAgain says why a login led back to its form: a browser that did not keep the cookie of the form is a stranger to it, whatever
// the password.
func shownAgain(seen []recording.Exchange) *driver.Trouble {
	for _, e := range seen {
		for _, line := range e.Lines {
			if e.TopLevel && len(line.Blocked) > 0 {
				return &driver.Trouble{What: fmt.Sprintf("the form was shown again, and Chrome had refused the cookie %s (%s), which it may need", line.Name, strings.Join(line.Blocked, ", "))}
			}
		}
	}
	return &driver.Trouble{What: "the form was shown again: check user and password"}
}
