package gather

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed page.js
var pageScript string

// look is what a page shows of being logged in or not.
type look struct {
	URL      string
	Title    string
	Password bool // a password is asked for
	Logout   *logoutControl
	Form     *loginForm
	Hidden   *struct{ Name, Value string }
	Lines    []string // of its text, each once
	Has      bool     // the selector of a given oracle
	Says     bool     // its text
	Read     *string  // what the selector that was asked to be read shows; nil: there is no such element
}

// loginForm is a form that was recognised, as selectors.
type loginForm struct{ User, Password, Submit, Remember string }

// logoutControl is a way to log out that was recognised.
type logoutControl struct {
	Way, Method, URL, Selector string
	Shown                      bool
}

// keepings are what a page keeps in the browser, and its markup.
type keepings struct {
	Markup string
	Kept   []struct{ Area, Key, Value string }
}

// do calls one of the functions of page.js in the tab's page.
func do[T any](ctx context.Context, t *tab, function string, arguments ...any) (T, error) {
	coded := make([]string, len(arguments))
	for i, a := range arguments {
		text, err := json.Marshal(a)
		if err != nil {
			panic(err) // strings, and maps of them
		}
		coded[i] = string(text)
	}
	return script[T](ctx, t, fmt.Sprintf("%s.%s(%s)", strings.TrimSpace(pageScript), function, strings.Join(coded, ", ")))
}
