package driver

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Trouble is why the target could not be used: not a verdict on its cookies, but the lack of one.
type Trouble struct {
	What string // what happened, in a sentence, and what is wrong with the application, where that is known
	Hint string // what whoever runs the audit can do: with the call, the config or the machine
	Kind error  // what it is a case of, for [errors.Is]; may be nil
}

func (t *Trouble) Unwrap() error { return t.Kind }

func (t *Trouble) Error() string {
	if t.Hint == "" {
		return t.What
	}
	return t.What + ": " + t.Hint
}

// netErrors explains Chrome's words for a navigation that failed. The first that is contained counts.
var netErrors = []struct{ code, what, hint string }{
	{"ERR_NAME_NOT_RESOLVED", "its host name is not known", "check the spelling, or name its address with --resolve HOST:ADDR"},
	{"ERR_CONNECTION_REFUSED", "nothing listens there", "start the application first, and check the port"},
	{"ERR_CONNECTION_TIMED_OUT", "it does not answer", "check the address and the network"},
	{"ERR_CONNECTION_RESET", "it closed the connection", "check whether it speaks http or https on this port"},
	{"ERR_EMPTY_RESPONSE", "it closed the connection without an answer", "check whether it speaks http or https on this port"},
	{"ERR_CONNECTION_CLOSED", "it closed the connection", "check whether it speaks http or https on this port"},
	{"ERR_ADDRESS_UNREACHABLE", "its address cannot be reached", "check the network"},
	{"ERR_INTERNET_DISCONNECTED", "there is no network", "check the network"},
	{"ERR_PROXY", "the proxy does not answer", "check the proxy's settings"},
	{"ERR_CERT", "its certificate is not trusted", "use -k to accept it all the same"},
	{"ERR_SSL", "TLS could not be agreed on", "check whether it speaks https on this port"},
	{"ERR_TOO_MANY_REDIRECTS", "it redirects in a circle", "open it with curl -L to see where, and name a page that answers"},
	{"ERR_UNSAFE_PORT", "Chrome refuses to use this port", "serve it on another one"},
	{"ERR_INVALID_HTTP_RESPONSE", "it does not speak http", "check the port"},
	{"ERR_RESPONSE_HEADERS_TOO_BIG", "its headers are larger than Chrome accepts", "it probably sets too many cookies"},
	{"ERR_BLOCKED_BY_CLIENT", "never: names it, so that it was not requested", "change never:, or name another page"},
	{"ERR_INVALID_AUTH_CREDENTIALS", "it wants a user and password", "give them with --http-user"},
	{"ERR_ABORTED", "it answers with no page: a download, or no content", "name a page of it"},
}

// NavigationTrouble explains why an address could not be opened, by Chrome's code.
func NavigationTrouble(url, code string) *Trouble {
	for _, e := range netErrors {
		if strings.Contains(code, e.code) {
			return &Trouble{What: fmt.Sprintf("%s cannot be opened: %s (%s)", url, e.what, code), Hint: e.hint}
		}
	}
	return &Trouble{What: fmt.Sprintf("%s cannot be opened: Chrome says %s", url, code)}
}

// Empty tells of an error of [Tab.Visit] whether the target did answer: with an error status and no page, for which Chrome shows one of
// its own.
func Empty(err error) bool { return strings.Contains(err.Error(), "ERR_HTTP_RESPONSE_CODE_FAILURE") }

// Advised is an error in a line, without what whoever runs the audit can do about it, and that.
func Advised(err error) (what, advice string) {
	if trouble := (*Trouble)(nil); errors.As(err, &trouble) {
		return OneLine(&Trouble{What: trouble.What}), OneLine(errors.New(trouble.Hint))
	}
	return OneLine(err), ""
}

// OneLine is an error in a line, and in words that a user understands.
func OneLine(err error) string {
	switch {
	case errors.Is(err, context.Canceled): // a call to a Chrome that is gone says so
		return ErrChromeExited.Error()
	case errors.Is(err, context.DeadlineExceeded):
		return "it took too long"
	}
	return strings.Join(strings.Fields(err.Error()), " ")
}
