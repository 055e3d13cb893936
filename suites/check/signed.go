package check

import "strings"

// SignatureSuffix ends the name of the cookie into which Koa's and Express' cookie-session put the signature of another.
const SignatureSuffix = ".sig"

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
	if state, is := strings.CutSuffix(k.Key.Name, SignatureSuffix); is {
		beside.Name = state
	} else {
		beside.Name += SignatureSuffix
	}
	for _, other := range c.Cookies {
		if other.Key == beside && other.Live() {
			return true
		}
	}
	return false
}
