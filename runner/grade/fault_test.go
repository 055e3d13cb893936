package grade

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestLastFault holds what programs print of a fault to the line that tells it, and to the first and the last that are shown.
func TestLastFault(t *testing.T) {
	t.Parallel()
	const python = "Internal Server Error: /set/\nTraceback (most recent call last):\n" +
		"  File \"/usr/lib/python3/dist-packages/django/core/handlers/exception.py\", line 47, in inner\n    response = get_response(request)\n" +
		"  File \"store/views.py\", line 12, in set_cookie\n    response.set_cookie('data', 'hello')\n    ^^^^^^^^\n"
	for name, c := range map[string]struct{ output, what, first, last string }{
		"nothing":       {"Watching for file changes\n[25/Nov] \"GET / HTTP/1.1\" 200 12\n", "", "", ""},
		"a view":        {python + "NameError: name 'response' is not defined\n[25/Nov] \"GET /set/ HTTP/1.1\" 500\n", "store/views.py, line 12: NameError: name 'response' is not defined", "Internal Server Error: /set/", "NameError: name 'response' is not defined"},
		"its own error": {python + "shop.errors.Broken: oh\n", "store/views.py, line 12: shop.errors.Broken: oh", "Internal Server Error: /set/", "shop.errors.Broken: oh"},
		"no text of it": {python + "AssertionError\n", "store/views.py, line 12: AssertionError", "Internal Server Error: /set/", "AssertionError"},
		"of a chain the last": {python + "KeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n" +
			"  File \"a.py\", line 3, in view\n    x\nValueError: b\n", "a.py, line 3: ValueError: b", "    response = get_response(request)", "ValueError: b"},
		"a library's": {"  File \"manage.py\", line 9, in <module>\n  File \"/usr/lib/python3/django/apps.py\", line 5, in x\nModuleNotFoundError: No module named 'crispy'\n",
			"ModuleNotFoundError: No module named 'crispy'", `  File "manage.py", line 9, in <module>`, "ModuleNotFoundError: No module named 'crispy'"},
		"a host that is not allowed": {"Invalid HTTP_HOST header: 'localhost'. You may need to add 'localhost' to ALLOWED_HOSTS.\nBad Request: /\n",
			"Invalid HTTP_HOST header: 'localhost'. You may need to add 'localhost' to ALLOWED_HOSTS.", "Invalid HTTP_HOST header: 'localhost'. You may need to add 'localhost' to ALLOWED_HOSTS.", "Bad Request: /"},
		"of a compiler the first": {"# shop\n./main.go:9:2: declared and not used: x\n./main.go:10:2: declared and not used: y\n", "./main.go:9:2: declared and not used: x", "./main.go:9:2: declared and not used: x", "./main.go:10:2: declared and not used: y"},
		"a panic":                 {"panic: assignment to entry in nil map\n\ngoroutine 1 [running]:\nmain.main()\n    main.go:42 +0x1a5\nexit status 2\n", "main.go, line 42: panic: assignment to entry in nil map", "panic: assignment to entry in nil map", "exit status 2"},
		"a panic that was caught": {"2026/11/25 18:50:35 http: panic serving 127.0.0.1:56120: nil map\ngoroutine 8 [running]:\nnet/http.(*conn).serve.func1()\n    /usr/local/go/src/net/http/server.go:1897 +0xbd\n" +
			"main.login({0x1, 0x2}, 0x3)\n    web/login.go:7 +0x1a5\n", "web/login.go, line 7: panic: nil map", "2026/11/25 18:50:35 http: panic serving 127.0.0.1:56120: nil map", "    web/login.go:7 +0x1a5"},
		"of Node": {"ReferenceError: foo is not defined\n    at Object.<anonymous> (app.js:5:1)\n    at node:internal/modules/cjs/loader:1105:14\n", "app.js, line 5: ReferenceError: foo is not defined", "ReferenceError: foo is not defined", "    at node:internal/modules/cjs/loader:1105:14"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := lastFault(c.output)
			first, last := "", ""
			if len(f.lines) > 0 {
				first, last = f.lines[0], f.lines[len(f.lines)-1]
			}
			if f.what != c.what || first != c.first || last != c.last {
				t.Errorf("got %q\nof\n%s", f.what, strings.Join(f.lines, "\n"))
			}
		})
	}
}

func TestAdvice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind   string
		status int
		given  bool
	}{
		{"django", 400, true},
		{"django", 404, false},
		{"go", 400, false},
	} {
		visit := recording.Scene{Stage: recording.Visit, Exchanges: []recording.Exchange{
			{ID: 1, TopLevel: true, Act: recording.Navigation, Status: 302}, {ID: 2, TopLevel: true, Act: recording.Navigation, Hop: 1, Status: c.status},
			{ID: 3, TopLevel: true, Act: recording.Navigation, Status: 500},
		}}
		if got := advice(c.kind, &recording.Recording{Scenes: []recording.Scene{visit}}); strings.Contains(got, "ALLOWED_HOSTS") != c.given {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
