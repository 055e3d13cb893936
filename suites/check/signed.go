package check

import (
	"strings"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Signed tells whether k looks like a state that is signed, or like the signature of one: by the form of its values, or by a cookie beside
// it. Such a value names nobody by itself, and is the same for all newcomers by design.
func (c *Case) Signed(k *Cookie) bool {
	for i := range k.Settings {
		if k.Settings[i].Line.Value.Form != "" {
			return true
		}
	}
	if k.form != nil && k.form.Value.Form != "" {
		return true
	}
	beside := k.Key
	if state, is := strings.CutSuffix(k.Key.Name, recording.SignatureSuffix); is {
		beside.Name = state
	} else {
		beside.Name += recording.SignatureSuffix
	}
	for _, other := range c.Cookies {
		if other.Key == beside && other.Live() {
			return true
		}
	}
	return false
}
