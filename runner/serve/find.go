package serve

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// Find tells how the application in a folder is started, by what lies there. The error is a [*Failure]. Students' archives often
// hold one folder with all in it, or a README beside it: the shallowest folder that can be started counts.
func Find(root string) (Plan, error) {
	var folders []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir():
			return err
		case path != root && (strings.HasPrefix(d.Name(), ".") || skipped[d.Name()] || depth(root, path) > deepest):
			return filepath.SkipDir
		}
		folders = append(folders, path)
		return nil
	})
	if err != nil {
		return Plan{}, err
	}
	sort.SliceStable(folders, func(i, j int) bool { return depth(root, folders[i]) < depth(root, folders[j]) })
	for _, folder := range folders {
		for _, kind := range []struct {
			file string
			plan func(folder string) (Plan, error)
		}{{"manage.py", django}, {"go.mod", golang}, {"package.json", node}, {"*.go", loose}, {"server.js", script}, {"app.js", script}, {"index.js", script}} {
			if !holds(folder, kind.file) {
				continue
			}
			plan, err := kind.plan(folder)
			if errors.Is(err, errNotThis) {
				continue
			}
			plan.Dir, plan.Timeout, plan.Limits = folder, DefaultTimeout, DefaultLimits()
			for _, other := range folders {
				if other != folder && depth(root, other) == depth(root, folder) && holds(other, kind.file) {
					plan.Others = append(plan.Others, other)
				}
			}
			return plan, err
		}
	}
	return Plan{}, &Failure{What: "nothing is found that could be started: no manage.py, no go.mod or main program of Go, no package.json with a start script or a main file",
		Hint: "say how it is started: serve: {command: …}"}
}

// deepest is how far below the folder is looked, and skipped is what holds the code of others.
const deepest = 3

var skipped = map[string]bool{"node_modules": true, "vendor": true, "venv": true, "env": true, "__pycache__": true, "__MACOSX": true}

func holds(folder, pattern string) bool { return len(glob(folder, pattern)) > 0 }

// glob are the paths below a folder that match. The folder's own name may hold anything.
func glob(folder, pattern string) (paths []string) {
	found, _ := fs.Glob(os.DirFS(folder), pattern) // only a pattern that is wrong is an error
	for _, path := range found {
		paths = append(paths, filepath.Join(folder, path))
	}
	return paths
}

func depth(root, path string) int {
	rel, err := filepath.Rel(root, path)
	if err != nil || rel == "." {
		return 0
	}
	return strings.Count(rel, string(filepath.Separator)) + 1
}

// errNotThis is that a file of a name that is known says nothing about how to start.
var errNotThis = errors.New("this is not how it is started")

// mostSource is how much of a file is looked through, in bytes.
const mostSource = 1 << 20

// textOf is the text of a file, which may be anything: a device by a link, as well.
func textOf(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > mostSource:
		return nil, errNotThis
	}
	return os.ReadFile(name)
}
