package account

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// refusals are the answers of applications that do not take user and password. Other errors have nothing to do with them.
var refusals = []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusUnprocessableEntity}

// sinceSent are the exchanges since the form of the login that is under way was sent, none of them if nothing was asked for. It is nil
// where no form was sent, as by steps.
func (a *Account) sinceSent(t *driver.Tab) []recording.Exchange {
	if a.sent == 0 {
		return nil
	}
	return append([]recording.Exchange{}, wire.Exchanges(t.Since(a.sent), a.Redactor)...)
}

// unaccepted says how a form that was sent was not accepted, as far as its own request shows that; empty: it does not. Refusal: as one
// whose user or password are wrong. Sent are those of [Account.sinceSent].
func unaccepted(sent []recording.Exchange) (what string, refusal bool) {
	if sent != nil && len(sent) == 0 {
		return "no request was sent when the form's button was clicked", false
	}
	for _, e := range sent {
		switch {
		case !ofLogin(e) || e.Hop > 0:
			continue
		case e.Status == 0 && e.Error != "":
			return fmt.Sprintf("%s %s was not answered (%s)", e.Method, redact.URL(e.URL), e.Error), false
		case e.Status == 0:
			return fmt.Sprintf("%s %s was not answered", e.Method, redact.URL(e.URL)), false
		case e.Status >= http.StatusBadRequest:
			return fmt.Sprintf("%s %s was answered %d", e.Method, redact.URL(e.URL), e.Status), slices.Contains(refusals, e.Status)
		}
		return "", false
	}
	return "", false
}
