package serve

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// django is migrated and run by its development server.
func django(folder string) (Plan, error) {
	python, err := findPython(folder)
	if err != nil {
		return Plan{}, err
	}
	manage := func(words ...string) Command { return Command{Words: append([]string{python, "manage.py"}, words...)} }
	return Plan{
		Kind: "django", Setup: []Command{manage("migrate", "--noinput")},
		Command: manage("runserver", "--noreload", "127.0.0.1:{port}"),
	}, nil
}

// findPython prefers the virtual environment that lies beside the sources. Nothing that lies there is run for it.
func findPython(folder string) (string, error) {
	for _, venv := range []string{".venv", "venv", "env"} {
		if python := filepath.Join(folder, venv, "bin", "python"); environment(python) {
			return filepath.Abs(python)
		}
	}
	for _, name := range []string{"python3", "/usr/bin/python3", "python"} {
		if python := ours(name); python != "" {
			return python, nil
		}
	}
	hint := "install it: python3 -m pip install django"
	if _, err := os.Stat(filepath.Join(folder, "requirements.txt")); err == nil {
		hint = "install what it needs beside it: python3 -m venv .venv && .venv/bin/pip install -r requirements.txt"
	}
	return "", &Failure{What: "it has a manage.py, and no Python with Django is found", Hint: hint}
}

// environment tells whether a Python is one of this machine that finds Django in a virtual environment: one that came from
// another machine often leads to none, or to one of another version.
func environment(python string) bool {
	if _, err := exec.LookPath(python); err != nil {
		return false
	}
	real, err := filepath.EvalSymlinks(python)
	if err != nil {
		return false
	}
	version := filepath.Base(real) // python3.13
	if !strings.Contains(version, ".") {
		version = "python3*"
	}
	return holds(filepath.Dir(filepath.Dir(python)), "lib/"+version+"/site-packages/django/conf/__init__.py")
}

// ours is the path of a Python of this machine that has Django; empty: it has none. It is asked far from the sources: what lies
// there would be taken for its modules, and a version that they name for its own.
func ours(name string) string {
	c := exec.Command(name, "-c", "import sys, django.conf; print(sys.executable)")
	c.Dir, c.Env = "/", Environment(os.Environ())
	path, err := c.Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(path))
}
