package redact

import (
	"strings"
	"testing"
)

func TestSerialized(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"rO0ABXNyAARVc2VyAAAAAAAAAAECAAB4cA==":                                                         "Java",
		"rO0ABXNyAARVc2VyAAAAAAAAAAECAAB4cA%3D%3D":                                                     "Java",
		"O%3A1%3A%22A%22%3A1%3A%7Bs%3A1%3A%22n%22%3Bi%3A1%3B%7D":                                       "PHP",
		"Tzo0OiJVc2VyIjoxOntzOjU6ImFkbWluIjtiOjA7fQ==":                                                 "PHP",
		"a%3A2%3A%7Bi%3A0%3Bi%3A1%3Bi%3A1%3BO%3A1%3A%22A%22%3A1%3A%7Bs%3A1%3A%22n%22%3Bi%3A1%3B%7D%7D": "PHP",
		"a%3A1%3A%7Bi%3A0%3Bi%3A1%3B%7D":                                                               "", // an array of numbers makes no object
		"gAJ9cQAoWAQAAAB1c2VycQFLB1gFAAAAYWRtaW5xAol1Lg==":                                             "Python",
		"gASVFwAAAAAAAAB9lCiMBHVzZXKUSweMBWFkbWlulIl1Lg":                                               "Python",
		"AAEAAAD/////AQAAAAAAAAAMAgAAAA==":                                                             ".NET",
		"BAh7BkkiCXVzZXIGOgZFVGkM":                                                                     "Ruby",
		"LS0tICFydWJ5L29iamVjdDpVc2VyCmlkOiA3":                                                         "Ruby (YAML)",
		"---%20!ruby/object:User%0Aid:%207":                                                            "Ruby (YAML)",
		"user:%20!!python/object:app.User%20{id:%207}":                                                 "Python (YAML)",
		"!!javax.script.ScriptEngineManager%20[]":                                                      "Java (YAML)",
		"%7B%22%24type%22%3A%22Shop.Cart%2C%20Shop%22%2C%22n%22%3A1%7D":                                ".NET (Json.NET)",
		"{%22py/object%22:%22app.User%22,%22id%22:7}":                                                  "Python (jsonpickle)",
		"eyJpZCI6NywiZiI6Il8kJE5EX0ZVTkMkJF9mdW5jdGlvbigpe3JldHVybiAxfSJ9":                             "JavaScript (node-serialize)",
		"{%22$type%22:%22card%22,%22n%22:1}":                                                           "", // a word of the application's, and no class with its assembly
		"{%22note%22:%22see !ruby docs%22}":                                                            "",
		"eyJ1c2VyIjo3fQ":                                                                               "",
		"kq7v0d1o2m9x8c4b5n6z":                                                                         "",
		"gA":                                                                                           "",
		"":                                                                                             "",
		strings.Repeat("A", 4096):                                                                      "",
		"O:1:&quot;A":                                                                                  "",
		"H4sIAAAAAAAA/wAAAAAAAAAAAA":                                                                   "",
	} {
		if got := serialized(value); got != want {
			t.Errorf("%.60q: %q, want %q", value, got, want)
		}
	}
}

func FuzzSerialized(f *testing.F) {
	f.Add("rO0ABXNyAARVc2VyAAAAAAAAAAECAAB4cA==")
	f.Add("H4sIAAAAAAAA")
	f.Fuzz(func(t *testing.T, value string) { serialized(value) })
}
