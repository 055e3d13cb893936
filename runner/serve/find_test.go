package serve_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/serve"
)

// TestFind holds what lies in a folder to how it is started.
func TestFind(t *testing.T) {
	t.Parallel()
	const server = "package main\nimport \"net/http\"\nfunc main() { http.ListenAndServe(%s, nil) }\n"
	source := func(address, more string) string { return strings.Replace(server, "%s", address, 1) + more }
	for name, c := range map[string]struct {
		files   map[string]string
		kind    string
		command string
		port    int
		dir     string
		fails   string
	}{
		"a port in the source":        {map[string]string{"go.mod": "module a", "main.go": source(`":8080"`, "")}, "go", "./cookiespec-application", 8080, "", ""},
		"a port of the variable":      {map[string]string{"go.mod": "module a", "main.go": source(`":"+os.Getenv("PORT")`, "")}, "go", "./cookiespec-application", 0, "", ""},
		"a flag for the address":      {map[string]string{"go.mod": "module a", "main.go": source(`*a`, `var a = flag.String("addr", ":8080", "where")`)}, "go", "./cookiespec-application -addr=127.0.0.1:{port}", 0, "", ""},
		"a flag for the port":         {map[string]string{"go.mod": "module a", "main.go": source(`*a`, `var p = flag.Int("port", 8080, "where")`)}, "go", "./cookiespec-application -port={port}", 0, "", ""},
		"the program lies in cmd":     {map[string]string{"go.mod": "module a", "lib.go": "package a", "cmd/web/main.go": source(`":9000"`, "")}, "go", "./cookiespec-application", 9000, "", ""},
		"a folder in the archive":     {map[string]string{"README.txt": "hello", "work [1/go.mod": "module a", "work [1/main.go": source(`":80"`, "")}, "go", "./cookiespec-application", 80, "work [1", ""},
		"a program without module":    {map[string]string{"server.go": source(`":8080"`, ""), "more.go": "package main", "server_test.go": "package main"}, "go", "./cookiespec-application", 8080, "", ""},
		"a library without module":    {map[string]string{"lib.go": "package a"}, "", "", 0, "", "nothing is found"},
		"a module without main":       {map[string]string{"go.mod": "module a", "lib.go": "package a"}, "", "", 0, "", "nothing is found"},
		"a start script":              {map[string]string{"package.json": `{"scripts": {"start": "node app.js"}}`}, "node", "npm start --silent", 0, "", ""},
		"nothing to start":            {map[string]string{"package.json": `{"name": "a"}`}, "", "", 0, "", "nothing is found"},
		"a main file":                 {map[string]string{"package.json": `{"main": "src/index.js"}`, "src/index.js": ""}, "node", "node src/index.js", 0, "", ""},
		"a usual name":                {map[string]string{"package.json": `{}`, "server.js": ""}, "node", "node server.js", 0, "", ""},
		"a script that watches":       {map[string]string{"package.json": `{"scripts": {"start": "nodemon app.js"}}`, "app.js": ""}, "node", "node app.js", 0, "", ""},
		"no package.json":             {map[string]string{"app.js": "require('http').createServer().listen(3000)"}, "node", "node app.js", 0, "", ""},
		"a script for browsers":       {map[string]string{"app.js": "document.title"}, "", "", 0, "", "nothing is found"},
		"the one that listens":        {map[string]string{"go.mod": "module a", "main.go": "package main\nfunc main() {}", "cmd/web/main.go": source(`":9000"`, "")}, "go", "./cookiespec-application", 9000, "", ""},
		"it runs where its files are": {map[string]string{"go.mod": "module a", "cmd/web/main.go": source(`":9000"`, `var t = "templates/*.html"`), "cmd/web/templates/a.html": ""}, "go", "../../cookiespec-application", 9000, "", ""},
		"modules of Node missing":     {map[string]string{"package.json": `{"scripts": {"start": "node app.js"}, "dependencies": {"express": "5"}}`}, "node", "npm start --silent", 0, "", ""},
		"code of others alone":        {map[string]string{"node_modules/a/package.json": `{"scripts": {"start": "node app.js"}}`}, "", "", 0, "", "nothing is found"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for path, text := range c.files {
				path = filepath.Join(dir, path)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			p, err := serve.Find(dir)
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("%+v, %v", p, err)
				}
				return
			}
			if err != nil || p.Kind != c.kind || p.Command.String() != c.command || p.Port != c.port || p.Dir != filepath.Join(dir, c.dir) {
				t.Errorf("%+v, %v", p, err)
			}
		})
	}
}

// TestNothingOfASubmissionIsRunToFindIt: what lies there could be anything, and nothing keeps it apart yet.
func TestNothingOfASubmissionIsRunToFindIt(t *testing.T) {
	t.Parallel()
	dir, mark := t.TempDir(), filepath.Join(t.TempDir(), "mark")
	trap := "open(" + strconv.Quote(mark) + ", 'w')\n"
	for path, text := range map[string]string{
		"manage.py": "", "django/__init__.py": trap, "django/conf.py": trap, "sys.py": trap, "os.py": trap, "sitecustomize.py": trap,
		".venv/bin/python": "#!/bin/sh\ntouch " + mark + "\n", ".venv/lib/python3.13/site-packages/django/conf/__init__.py": "",
		"venv/bin/python": "#!/bin/sh\ntouch " + mark + "\n", ".python-version": "0.0.1\n",
	} {
		path = filepath.Join(dir, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o755)); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = serve.Find(dir) // whether this machine has a Django of its own is another matter
	if _, err := os.Stat(mark); err == nil {
		t.Error("something of it was run")
	}
}

// TestAVirtualEnvironmentOfAnotherVersionIsNone: its Python would find nothing there.
func TestAVirtualEnvironmentOfAnotherVersionIsNone(t *testing.T) {
	t.Parallel()
	for version, taken := range map[string]bool{"3.99": true, "3.98": false} {
		dir, machine := t.TempDir(), t.TempDir()
		python := filepath.Join(machine, "python3.99")
		conf := filepath.Join(dir, ".venv/lib/python"+version+"/site-packages/django/conf")
		link := filepath.Join(dir, ".venv/bin/python")
		if err := errors.Join(
			os.WriteFile(filepath.Join(dir, "manage.py"), nil, 0o644), os.WriteFile(python, []byte("#!/bin/sh\n"), 0o755),
			os.MkdirAll(filepath.Dir(link), 0o755), os.Symlink(python, link),
			os.MkdirAll(conf, 0o755), os.WriteFile(filepath.Join(conf, "__init__.py"), nil, 0o644),
		); err != nil {
			t.Fatal(err)
		}
		p, err := serve.Find(dir)
		if got := err == nil && p.Command.Words[0] == link; got != taken {
			t.Errorf("%s: %v, %v", version, p.Command, err)
		}
	}
}

// TestALinkToADeviceIsNoSource: to read one would never end.
func TestALinkToADeviceIsNoSource(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"package.json", "main.go"} {
		dir := t.TempDir()
		if err := errors.Join(os.WriteFile(filepath.Join(dir, "go.mod"), nil, 0o644), os.Symlink("/dev/zero", filepath.Join(dir, name))); err != nil {
			t.Fatal(err)
		}
		if p, err := serve.Find(dir); err == nil || !strings.Contains(err.Error(), "nothing is found") {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
}

// TestOfSeveralApplicationsTheOthersAreNamed: a folder of many submissions may have been taken for one.
func TestOfSeveralApplicationsTheOthersAreNamed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"a/main.go", "b/web/main.go", "c/main.go", "d/go.mod"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("package main"), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	p, err := serve.Find(dir)
	if err != nil || p.Dir != filepath.Join(dir, "a") || !slices.Equal(p.Others, []string{filepath.Join(dir, "c")}) || p.Setup[0].String() != "go build -o cookiespec-application main.go" {
		t.Errorf("%+v, %v", p, err)
	}
}
