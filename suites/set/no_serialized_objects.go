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
	Explain: check.Explanation{
		Rule:   "A cookie's value is no object as a language writes it: Java's ObjectOutputStream, PHP's serialize with a class, Python's pickle, .NET's BinaryFormatter, Ruby's Marshal; or text that names a class to make: YAML with such a tag, Json.NET's $type, jsonpickle, a function of node-serialize.",
		Reason: "Whoever has the browser writes the cookie. A server that makes objects of it makes those that an attacker chose, and with the classes of common libraries that runs code of the attacker's.",
		Fails:  "The whole value, plain, percent-encoded or in Base64, is such an object (high). One with a signature behind it is not meant.",
		Django: "SESSION_SERIALIZER = \"django.contrib.sessions.serializers.JSONSerializer\"  # the default; not PickleSerializer",
		Go:     "json.NewEncoder(&text).Encode(state) // and sign it, or keep it on the server and give out an id",
		Limits: "The object is recognised by how it begins, or by the class that it names. Whether the server makes an object of it again is not tried: that would change what runs there. An object that is encrypted, or within another format, is not seen.",
	},
}
