package serve

import (
	"os"
	"os/exec"
	"path/filepath"
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

// findPython prefers the virtual environment that lies beside the sources.
func findPython(folder string) (string, error) {
	var candidates []string
	for _, venv := range []string{".venv", "venv", "env"} {
		candidates = append(candidates, filepath.Join(folder, venv, "bin", "python"))
	}
	for _, name := range append(candidates, "python3", "/usr/bin/python3", "python") {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if path, err = filepath.Abs(path); err == nil && hasDjango(path, folder) {
			return path, nil
		}
	}
	hint := "install it: python3 -m pip install django"
	if _, err := os.Stat(filepath.Join(folder, "requirements.txt")); err == nil {
		hint = "install what it needs beside it: python3 -m venv .venv && .venv/bin/pip install -r requirements.txt"
	}
	return "", &Failure{What: "it has a manage.py, and no Python with Django is found", Hint: hint}
}

// hasDjango tells whether a Python finds Django where the application is. A folder of that name is no Django.
func hasDjango(python, folder string) bool {
	c := exec.Command(python, "-c", "import django.conf")
	c.Dir = folder
	return c.Run() == nil
}
