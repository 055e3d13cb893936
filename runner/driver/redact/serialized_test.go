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
