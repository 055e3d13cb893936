package config

import (
	"strings"
	"testing"
)

// TestWhatMustNeverBeRequested: what the config names cannot be under never: as well, wherever it is named.
func TestWhatMustNeverBeRequested(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ file, wrong string }{
		"another address":         {"pages: [/a]\nnever: [/b, '*delete*']\n", ""},
		"a query of a page":       {"pages: [/a]\nnever: ['/a?x=1']\n", ""},
		"the target":              {"never: [/]\n", `"http://a.test/"`},
		"all of another host":     {"never: ['http://b.test/*']\n", ""},
		"all of the target":       {"never: ['http://a.test/*']\n", `"http://a.test/"`},
		"a page":                  {"pages: [/a, /b]\nnever: [/b]\n", `"/b"`},
		"the echo":                {"echo: /b\nnever: [/b]\n", `"/b"`},
		"the login":               {"login: {user: ada, url: /in}\nnever: [/in]\n", `"/in"`},
		"a step of the login":     {"login: {steps: [{goto: /in}]}\nnever: [/in]\n", `"/in"`},
		"a login nobody asks for": {"never: [/in]\n", ""},
		"a protected page":        {"login: {user: ada}\nprotected: [/a, /me]\nnever: [/me]\n", `"/me"`},
		"the logout":              {"login: {user: ada}\nlogout: {url: /out}\nnever: [/out]\n", `"/out"`},
	} {
		c, err := parse("cookiespec.yaml", []byte("version: 1\ntarget: http://a.test/\n"+row.file), environment)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		c.SetPassword("pw")
		switch err := c.Check(); {
		case row.wrong == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case row.wrong != "" && (err == nil || !strings.Contains(err.Error(), row.wrong+" must never be requested")):
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestNeverByFlag(t *testing.T) {
	t.Parallel()
	c := Default()
	if err := c.Set("never", "/a", "*b*"); err != nil {
		t.Fatal(err)
	}
	if got := c.NeverPatterns(); len(got) != 2 || got[1].String() != "*b*" {
		t.Errorf("%v", got)
	}
	if err := c.Set("never", "a"); err == nil || !strings.Contains(err.Error(), `--never: "a" is neither a path nor a URL`) {
		t.Errorf("%v", err)
	}
}
