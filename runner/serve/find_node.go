package serve

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// node is started by its start script, which is told its port by PORT.
func node(folder string) (Plan, error) {
	text, err := textOf(filepath.Join(folder, "package.json"))
	if err != nil {
		return Plan{}, err
	}
	var manifest struct {
		Scripts      map[string]string `json:"scripts"`
		Dependencies map[string]string `json:"dependencies"`
	}
	if json.Unmarshal(text, &manifest) != nil || manifest.Scripts["start"] == "" {
		return Plan{}, errNotThis
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil && len(manifest.Dependencies) > 0 {
		return Plan{}, &Failure{What: "its package.json has dependencies, and they are not installed", Hint: "run npm ci in its folder first, or as serve.setup"}
	}
	return Plan{Kind: "node", Command: Command{Words: []string{"npm", "start", "--silent"}}}, nil
}
