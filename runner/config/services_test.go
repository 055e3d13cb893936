package config

import (
	"fmt"
	"strings"
	"testing"
)

// TestServices are read, and what is none is said.
func TestServices(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"{postgres: {user: shop, database: goods}, redis: {}}": "[{postgres shop goods} {redis  }]",
		"{postgres: {}}": "[{postgres  }]",
		"{}":             "[]",
		"{postgress: {}}": `unknown key "postgress"
did you mean postgres?`,
		"{redis: {database: goods}}":          `redis has no keys`,
		"{postgres: {database: My Shop}}":     `database: "My Shop" is not a name that PostgreSQL takes without quotes`,
		"{postgres: {user: \"a'; DROP --\"}}": `is not a name that PostgreSQL takes without quotes`,
		"{postgres: {user: ''}}":              "is empty",
		"postgres":                            "services",
		"{postgres: shop}":                    "postgres",
	} {
		r, err := ParseRubric("r.yaml", []byte("version: 1\nparts: [{title: a, points: 1, checks: [set]}]\nservices: "+text+"\n"))
		got := fmt.Sprint(r.Services)
		if err != nil {
			got = err.Error()
		}
		for line := range strings.Lines(want) {
			if line = strings.TrimSpace(line); !strings.Contains(got, line) || err == nil && got != want {
				t.Errorf("%s: got %s, want %s", text, got, want)
			}
		}
		if err == nil != strings.HasPrefix(want, "[") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
