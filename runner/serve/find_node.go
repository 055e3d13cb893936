package serve

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
)

// manifest is what a package.json says of how it is started, and of what it needs.
type manifest struct {
	Main         string            `json:"main,omitempty"`
	Type         string            `json:"type,omitempty"`
	Scripts      map[string]string `json:"scripts,omitempty"`
	Dependencies map[string]string `json:"dependencies,omitempty"`
	Development  map[string]string `json:"devDependencies,omitempty"`
}

// entries are the names that programs of Node usually have.
var entries = []string{"server.js", "app.js", "index.js", "main.js", "src/server.js", "src/app.js", "src/index.js", "server.mjs", "app.mjs", "index.mjs"}

// watched is a start script that starts the program again whenever a file changes, which only its author needs.
var watched = regexp.MustCompile(`^(?:npx )?(?:nodemon|node --watch)\s+(\S+)$`)

// node is started by its start script, else by its main file, and is told its port by PORT. Where it listens on another one that is found.
func node(folder string) (Plan, error) {
	text, err := textOf(filepath.Join(folder, "package.json"))
	if err != nil {
		return Plan{}, err
	}
	var m manifest
	if json.Unmarshal(text, &m) != nil {
		return Plan{}, errNotThis
	}
	plan := Plan{Kind: "node", Command: Command{Words: []string{"npm", "start", "--silent"}}}
	start := m.Scripts["start"]
	if found := watched.FindStringSubmatch(start); found != nil {
		m.Main, start = found[1], ""
	}
	if start != "" {
		return plan, nil
	}
	for _, name := range append([]string{m.Main, m.Main + ".js", filepath.Join(m.Main, "index.js")}, entries...) {
		if info, err := os.Stat(filepath.Join(folder, name)); name != "" && filepath.IsLocal(name) && err == nil && info.Mode().IsRegular() {
			plan.Command.Words = []string{"node", name}
			return plan, nil
		}
	}
	return Plan{}, errNotThis
}

// servesItself is a program of Node that listens: other scripts are for browsers.
var servesItself = regexp.MustCompile(`\.listen\s*\(`)

// script is a program of Node without a package.json.
func script(folder string) (Plan, error) {
	for _, name := range entries {
		if text, err := textOf(filepath.Join(folder, name)); err == nil && servesItself.Match(text) {
			return Plan{Kind: "node", Command: Command{Words: []string{"node", name}}}, nil
		}
	}
	return Plan{}, errNotThis
}
