//go:build unix

package serve

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// installing is what was installed, or could not be, in this process: once for each distinct set.
var installing = struct {
	sync.Mutex
	of map[string]bool
}{of: map[string]bool{}}

// install gets what an application depends on, into a cache that all share, and returns notes about it. What cannot be had is found out
// when the application starts without it. Nothing of the application's own code runs.
func install(ctx context.Context, p *Plan) []string {
	installing.Lock()
	defer installing.Unlock()
	switch p.Kind {
	case "django":
		return python(ctx, p)
	case "go":
		return gomod(ctx, p)
	case "node":
		return packages(ctx, p)
	}
	return nil
}

// get runs a command that downloads, in a folder that it can write to.
func get(ctx context.Context, p *Plan, folder string, words ...string) error {
	at := *p
	at.Dir, at.Env, at.Timeout = folder, nil, BuildTimeout
	return setUp(ctx, at, Command{Words: words, get: words[0], Env: []string{"GOFLAGS=-mod=mod", "npm_config_fund=false", "npm_config_audit=false"}})
}

// folderOf is the folder of the cache for a set of dependencies, and whether it is there, whole.
func folderOf(kind string, parts ...string) (folder string, whole bool, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", false, err
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	folder = filepath.Join(cache, "cookiespec", "dependencies", kind+"-"+hex.EncodeToString(sum[:12]))
	_, err = os.Stat(filepath.Join(folder, complete))
	return folder, err == nil, os.MkdirAll(folder, 0o755)
}

// complete is a file in a folder of the cache in which everything is.
const complete = ".complete"

// share makes a folder of the cache one that the application reads.
func (p *Plan) share(folder string) { p.shared = append(p.shared, folder) }

// once fills a folder of the cache, and remembers in this process that it could not.
func once(folder string, whole bool, fill func() error) bool {
	if whole || installing.of[folder] {
		return whole
	}
	installing.of[folder] = true
	if fill() != nil {
		return false
	}
	return os.WriteFile(filepath.Join(folder, complete), nil, 0o644) == nil
}

// satisfied tells whether a Python has all of some requirements: by name, and by version where one is asked for exactly.
const satisfied = `
import re, sys
from importlib.metadata import version, PackageNotFoundError
for line in sys.argv[1:]:
    if ";" in line: continue
    name, wanted = re.match(r"([A-Za-z0-9._-]+)", line)[1], re.search(r"===?\s*([\w.]+)", line)
    try: here = version(name)
    except PackageNotFoundError: sys.exit(1)
    if wanted and wanted[1] != here: sys.exit(1)
`

// has asks a Python far from the sources, see [ours].
func has(ctx context.Context, program string, requirements []string) bool {
	c := exec.CommandContext(ctx, program, append([]string{"-c", satisfied}, requirements...)...)
	c.Dir, c.Env = "/", Environment(os.Environ())
	return c.Run() == nil
}

// python installs the requirements of a project into a folder that comes first on its path.
func python(ctx context.Context, p *Plan) []string {
	program := p.Command.Words[0]
	if within(program, p.Dir) {
		return nil // its own virtual environment
	}
	all := requirements(p.Dir)
	if _, django := ours(program); django == "" && !slices.ContainsFunc(all, func(r string) bool { return strings.HasPrefix(strings.ToLower(r), "django") }) {
		all = append(all, "django")
	}
	if len(all) == 0 || has(ctx, program, all) {
		return nil
	}
	folder, whole, err := folderOf("python", append([]string{program}, slices.Sorted(slices.Values(all))...)...)
	if err != nil {
		return nil
	}
	pip := []string{program, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--timeout", "15", "--retries", "1", "--upgrade", "--target", folder}
	once(folder, whole, func() error {
		err := get(ctx, p, folder, append(pip, all...)...)
		if err == nil || unreachable.MatchString(err.Error()) {
			return err
		}
		for _, one := range all { // those that can be had
			if wrong := get(ctx, p, folder, append(pip, one)...); wrong != nil && unreachable.MatchString(wrong.Error()) {
				break
			}
		}
		return err
	})
	p.Env = append(p.Env, "PYTHONPATH="+folder)
	p.share(folder)
	return nil
}

// unreachable are the words of an installer that has no network.
var unreachable = regexp.MustCompile(`(?i)connection|timed? ?out|temporary failure|name resolution|no matching distribution.*\n.*no-index`)

// gomod downloads the modules of a program, and makes a go.mod for one that has none.
func gomod(ctx context.Context, p *Plan) (notes []string) {
	mod := filepath.Join(p.Dir, "go.mod")
	text, err := textOf(mod)
	if _, vendored := os.Stat(filepath.Join(p.Dir, "vendor", "modules.txt")); vendored == nil {
		return nil
	}
	switch {
	case err == nil && !bytes.Contains(text, []byte("require")) && !importsOthers(p.Dir, p.Module):
		return nil
	case err != nil && !importsOthers(p.Dir, ""):
		return nil
	case err != nil:
		if os.WriteFile(mod, []byte("module submission\n"), 0o644) != nil {
			return nil
		}
		notes = append(notes, "it has no go.mod: one was made for this run")
		_ = get(ctx, p, p.Dir, "go", "mod", "tidy")
	default:
		if get(ctx, p, p.Dir, "go", "list", "-mod=mod", "-deps", "./...") != nil {
			_ = get(ctx, p, p.Dir, "go", "mod", "tidy", "-e")
		}
	}
	for i := range p.Setup {
		if p.Setup[i].Build {
			p.Setup[i].Env = append(p.Setup[i].Env, "GOFLAGS=-mod=mod", "GOPROXY=off")
		}
	}
	return notes
}

// importsOthers tells whether the sources in a folder import modules of others: those have a dot in the first part of their paths.
func importsOthers(folder, own string) bool {
	for _, pattern := range []string{"*.go", "*/*.go", "*/*/*.go", "*/*/*/*.go"} {
		for _, name := range glob(folder, pattern) {
			text, err := textOf(name)
			if err != nil {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
			if err != nil {
				continue
			}
			for _, spec := range file.Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				if first, _, _ := strings.Cut(path, "/"); err == nil && strings.Contains(first, ".") && (own == "" || path != own && !strings.HasPrefix(path, own+"/")) {
					return true
				}
			}
		}
	}
	return false
}

// registered is the version of a package that the registry has: all others are addresses and files, which could be anything.
var registered = regexp.MustCompile(`^[\w.*^~<>=| -]*$`)

// packages installs what a package.json asks for, by a manifest of nothing but that: its scripts are the submission's.
func packages(ctx context.Context, p *Plan) []string {
	if _, err := os.Stat(filepath.Join(p.Dir, "node_modules")); err == nil {
		return nil
	}
	text, err := textOf(filepath.Join(p.Dir, "package.json"))
	var m manifest
	if err != nil || json.Unmarshal(text, &m) != nil || len(m.Dependencies)+len(m.Development) == 0 {
		return nil
	}
	needs := manifest{Dependencies: map[string]string{}}
	for _, list := range []map[string]string{m.Development, m.Dependencies} {
		for name, version := range list {
			if registered.MatchString(version) {
				needs.Dependencies[name] = version
			}
		}
	}
	clean, err := json.Marshal(needs)
	if err != nil {
		return nil
	}
	folder, whole, err := folderOf("node", string(clean))
	if err != nil {
		return nil
	}
	flags := []string{"npm", "install", "--no-audit", "--no-fund", "--no-update-notifier"}
	if !p.Isolate {
		flags = append(flags, "--ignore-scripts") // nothing keeps what they do apart
	}
	there := once(folder, whole, func() error {
		if err := os.WriteFile(filepath.Join(folder, "package.json"), clean, 0o644); err != nil {
			return err
		}
		return get(ctx, p, folder, flags...)
	})
	if !there || os.Symlink(filepath.Join(folder, "node_modules"), filepath.Join(p.Dir, "node_modules")) != nil {
		return nil
	}
	p.share(folder)
	return nil
}
