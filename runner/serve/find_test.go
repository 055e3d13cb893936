package serve_test

import (
	"os"
	"path/filepath"
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
		"a port in the source":    {map[string]string{"go.mod": "module a", "main.go": source(`":8080"`, "")}, "go", "./cookiespec-application", 8080, "", ""},
		"a port of the variable":  {map[string]string{"go.mod": "module a", "main.go": source(`":"+os.Getenv("PORT")`, "")}, "go", "./cookiespec-application", 0, "", ""},
		"a flag for the address":  {map[string]string{"go.mod": "module a", "main.go": source(`*a`, `var a = flag.String("addr", ":8080", "where")`)}, "go", "./cookiespec-application -addr=127.0.0.1:{port}", 0, "", ""},
		"a flag for the port":     {map[string]string{"go.mod": "module a", "main.go": source(`*a`, `var p = flag.Int("port", 8080, "where")`)}, "go", "./cookiespec-application -port={port}", 0, "", ""},
		"the program lies in cmd": {map[string]string{"go.mod": "module a", "lib.go": "package a", "cmd/web/main.go": source(`":9000"`, "")}, "go", "./cookiespec-application", 9000, "", ""},
		"a folder in the archive": {map[string]string{"README.txt": "hello", "work/go.mod": "module a", "work/main.go": source(`":80"`, "")}, "go", "./cookiespec-application", 80, "work", ""},
		"a module without main":   {map[string]string{"go.mod": "module a", "lib.go": "package a"}, "", "", 0, "", "nothing is found"},
		"a start script":          {map[string]string{"package.json": `{"scripts": {"start": "node app.js"}}`}, "node", "npm start --silent", 0, "", ""},
		"no start script":         {map[string]string{"package.json": `{"name": "a"}`}, "", "", 0, "", "nothing is found"},
		"modules of Node missing": {map[string]string{"package.json": `{"scripts": {"start": "node app.js"}, "dependencies": {"express": "5"}}`}, "", "", 0, "", "not installed"},
		"code of others alone":    {map[string]string{"node_modules/a/package.json": `{"scripts": {"start": "node app.js"}}`}, "", "", 0, "", "nothing is found"},
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
