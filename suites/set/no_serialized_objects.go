package set

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// NoSerializedObjects: "The product deserializes untrusted data without sufficiently ensuring that the resulting data will be valid" (CWE-502).
var NoSerializedObjects = check.Check{
	ID:       "set/no-serialized-objects",
	Title:    "the cookie holds no serialized object",
	Failure:  "the cookie holds a serialized object, and no signature",
	Severity: check.High,
	Cites:    []check.Citation{check.CWE("502"), check.WSTG("SESS-01")},
	Needs:    recording.Visit,
	Subjects: check.LiveCookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		if by, at := firstThat(c, s.Cookie, func(v recording.Value) string { return v.Serialized }); by != "" {
			return check.Fail("a value that makes no object of a class", "an object as "+by+" writes it, which whoever has the browser can replace by another", at)
		}
		seen, at := firstThat(c, s.Cookie, func(recording.Value) string { return "a value" })
		if seen == "" {
			return unset(s.Cookie)
		}
		return check.Pass("none of its values is an object of Java, PHP, Python, .NET, Ruby or node-serialize", at)
	},
}
