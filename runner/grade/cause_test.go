package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/serve"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestWhyItDidNotStart holds what programs print to the reason that is given, and to whose fault it is.
func TestWhyItDidNotStart(t *testing.T) {
	t.Parallel()
	const trace = "Traceback (most recent call last):\n  File \"manage.py\", line 8, in <module>\n  File \"/usr/lib/python3/django/apps.py\", line 5, in x\n"
	for name, c := range map[string]struct {
		output, what string
		own          bool
	}{
		"a module of Python":          {trace + "ModuleNotFoundError: No module named 'tabler_icons'\n", "this machine lacks the Python module tabler_icons", false},
		"a module of its own":         {trace + "  File \"shop/urls.py\", line 2, in <module>\nModuleNotFoundError: No module named 'shop.viewz'\n", "shop/urls.py, line 2: ModuleNotFoundError: No module named 'shop.viewz'", true},
		"another Django":              {trace + "  File \"shop/urls.py\", line 2, in <module>\nImportError: cannot import name 'ugettext' from 'django.utils.translation' (/x)\n", "it needs another version of Django: ugettext is not in the one of this machine", false},
		"an empty setting":            {trace + "django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.\n", "its settings ask for a value of SECRET_KEY, which is not set here: give the variable in serve.env of the rubric", false},
		"a variable":                  {trace + "  File \"shop/settings.py\", line 3, in <module>\n    KEY = os.environ[\"TOKEN\"]\nKeyError: 'TOKEN'\n", "it asks for the variable TOKEN, which is not set here: give TOKEN in serve.env of the rubric", false},
		"the system check":            {trace + "django.core.management.base.SystemCheckError: SystemCheckError: System check identified some issues:\n\nERRORS:\nshop.Order.buyer: (fields.E304) Reverse accessor clashes.\n\tHINT: Add it.\n", "Django's system check: shop.Order.buyer: (fields.E304) Reverse accessor clashes.", true},
		"a package of Node":           {"Error: Cannot find module '@handout/helper/lib'\nRequire stack:\n- /x/app.js\n", "this machine lacks the Node package @handout/helper", false},
		"a module of Node, imported":  {"Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'express' imported from /x/app.mjs\n", "this machine lacks the Node package express", false},
		"a module of Go":              {"main.go:6:2: no required module provides package github.com/gorilla/mux; to add it:\n\tgo get github.com/gorilla/mux\n", "this machine lacks the Go module github.com/gorilla/mux", false},
		"no sum of it":                {"main.go:6:2: missing go.sum entry for module providing package github.com/gorilla/mux; to add:\n", "this machine lacks the Go module github.com/gorilla/mux", false},
		"a proxy that is off":         {"go: github.com/gorilla/mux@v1.7.1: module lookup disabled by GOPROXY=off\n", "this machine lacks the Go module github.com/gorilla/mux", false},
		"a compiler":                  {"# shop\n./main.go:9:2: declared and not used: x\n", "./main.go:9:2: declared and not used: x", true},
		"a program of the machine":    {"2026/11/30 12:00:00 exec: \"motto\": executable file not found in $PATH\n", "this machine lacks the program motto", false},
		"PostgreSQL, from Go":         {"2026/11/30 12:00:00 failed to initialize database: dial tcp 127.0.0.1:5432: connect: connection refused\nexit status 1\n", "it needs PostgreSQL, and nothing answers on port 5432 of this machine; it printed: 2026/11/30 12:00:00 failed to initialize database: dial tcp 127.0.0.1:5432: connect: connection refused: write services: {postgres: {}} in the rubric", false},
		"PostgreSQL, from Python":     {"psycopg2.OperationalError: connection to server at \"localhost\" (127.0.0.1), port 5432 failed: Connection refused\n", "it needs PostgreSQL, and nothing answers on port 5432 of this machine; it printed: psycopg2.OperationalError: connection to server at \"localhost\" (127.0.0.1), port 5432 failed: Connection refused: write services: {postgres: {}} in the rubric", false},
		"MongoDB":                     {"Error: connect ECONNREFUSED 127.0.0.1:27017\n", "it needs MongoDB, and nothing answers on port 27017 of this machine; it printed: Error: connect ECONNREFUSED 127.0.0.1:27017", false},
		"a host":                      {"Error: getaddrinfo ENOTFOUND db.example.org\n    errno: -3008, syscall: 'getaddrinfo', hostname: 'db.example.org'\n", "it connects to the host db.example.org, which is not reachable here; it printed: Error: getaddrinfo ENOTFOUND db.example.org", false},
		"an error in JavaScript":      {"ReferenceError: foo is not defined\n    at Object.<anonymous> (app.js:5:1)\n", "app.js, line 5: ReferenceError: foo is not defined", true},
		"words that nobody can place": {"something\nis wrong\n", "it ended before it answered; it printed: is wrong", false},
		"nothing":                     {"", "it ended before it answered", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.Mkdir(filepath.Join(dir, "shop"), 0o755); err != nil {
				t.Fatal(err)
			}
			l := &look{dir: dir, grade: &reports.Grade{}, secrets: recording.NewMasker(), output: c.output}
			if got := l.why(&serve.Failure{What: "it ended before it answered: exit status 1"}); strings.TrimSuffix(got.what+": "+got.advice, ": ") != c.what || got.own != c.own {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestAClassOfZerosIsHandedOutToNobody(t *testing.T) {
	t.Parallel()
	grade := func(name, why, outcome string) reports.Grade {
		return reports.Grade{Submission: name, NotStarted: why, Parts: []reports.Mark{{Outcome: outcome}}}
	}
	for want, class := range map[string][]reports.Grade{
		"":                             {grade("a", "no x", reports.Inconclusive), grade("b", "", reports.Pass)},
		"a could not be started: no x": {grade("a", "no x", reports.Inconclusive)},
		"all 2 submissions could not be started: no x":                                                 {grade("a", "no x", reports.Inconclusive), grade("b", "no x", reports.Inconclusive)},
		"all 2 submissions could not be started: … is wrong":                                           {grade("a", "a is wrong", reports.Fail), grade("b", "b is wrong", reports.Fail)},
		"1 of 2 submissions could not be started: no x; 1 of 2 submissions could not be started: no y": {grade("a", "no x", reports.Inconclusive), grade("b", "no y", reports.Inconclusive)},
	} {
		if got := NoneStarted(class); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, class := range [][]reports.Grade{{grade("a", "a bug", reports.Fail)}, {grade("a", "a bug", reports.Fail), grade("b", "another", reports.Fail)}, nil} {
		if got := NoneStarted(class); got != "" {
			t.Errorf("%q: each by its own fault", got)
		}
	}
}
