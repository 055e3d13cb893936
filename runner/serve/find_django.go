package serve

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// django is migrated and run by its development server. A migration that fails is a note: there may be no database to migrate.
func django(folder string) (Plan, error) {
	python, err := findPython(folder)
	if err != nil {
		return Plan{}, err
	}
	manage := func(words ...string) Command { return Command{Words: append([]string{python, "manage.py"}, words...)} }
	migrate := manage("migrate", "--noinput")
	migrate.Optional = "manage.py migrate failed"
	return Plan{
		Kind: "django", Setup: []Command{migrate},
		Command: manage("runserver", "--noreload", "127.0.0.1:{port}"),
	}, nil
}

// interpreters are the names of a Python that are tried, in this order.
var interpreters = []string{"python3", "/usr/bin/python3", "python", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python3.9", "python3.8"}

// findPython prefers the virtual environment that lies beside the sources, then a Python whose Django is of the version that is asked for.
// Nothing that lies there is run for it. Where no Python has Django the first is taken: it may be installed.
func findPython(folder string) (string, error) {
	for _, venv := range []string{".venv", "venv", "env"} {
		if python := filepath.Join(folder, venv, "bin", "python"); environment(python) {
			return filepath.Abs(python)
		}
	}
	wanted := ""
	for _, r := range requirements(folder) {
		if found := pinnedDjango.FindStringSubmatch(r); found != nil {
			wanted = found[1]
		}
	}
	first, any := "", ""
	for _, name := range interpreters {
		python, version := ours(name)
		switch {
		case python == "":
			continue
		case version != "" && (wanted == "" || strings.HasPrefix(version+".", wanted+".")):
			return python, nil
		case version != "" && first == "":
			first = python
		case any == "":
			any = python
		}
	}
	if python := cmp.Or(first, any); python != "" {
		return python, nil
	}
	return "", &Failure{What: "it has a manage.py, and no Python is found", Hint: "install it: apt-get install python3-django"}
}

// pinnedDjango is the major and minor version of Django that a requirement asks for exactly.
var pinnedDjango = regexp.MustCompile(`(?i)^django\s*[=~]=\s*(\d+\.\d+)`)

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

// known are the interpreters that were asked.
var known = struct {
	sync.Mutex
	of map[string][2]string
}{of: map[string][2]string{}}

// ours is the path of a Python of this machine, empty: there is none, and the version of its Django, empty: it has none. It is asked far
// from the sources: what lies there would be taken for its modules, and a version that they name for its own.
func ours(name string) (python, django string) {
	where, err := exec.LookPath(name)
	if err != nil {
		return "", ""
	}
	known.Lock()
	defer known.Unlock()
	if answer, ok := known.of[where]; ok {
		return answer[0], answer[1]
	}
	const script = "import sys\nprint(sys.executable)\ntry:\n    import django\n    print(django.get_version())\nexcept ImportError:\n    pass"
	c := exec.Command(where, "-c", script)
	c.Dir, c.Env = "/", Environment(os.Environ())
	answer := [2]string{}
	if text, err := c.Output(); err == nil {
		copy(answer[:], strings.Fields(string(text)))
	}
	known.of[where] = answer
	return answer[0], answer[1]
}
