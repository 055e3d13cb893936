package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// run runs a program in a folder and returns what it prints on stdout, without the line feed at its end.
func run(ctx context.Context, dir string, environment []string, name string, arguments ...string) (string, error) {
	command := exec.CommandContext(ctx, name, arguments...)
	command.Dir, command.Env = dir, append(os.Environ(), environment...)
	out, err := command.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = fmt.Errorf("%s %s: %w\n%s", name, strings.Join(arguments, " "), err, exit.Stderr)
	}
	return strings.TrimRight(string(out), "\n"), err
}

// git asks the repository.
func (r *release) git(ctx context.Context, arguments ...string) (string, error) {
	return run(ctx, r.repository, nil, "git", arguments...)
}

// fetching are the settings of Go that say where modules come from. All others
// are set to Go's defaults, because the user's could change the build.
var fetching = []string{"GOPROXY", "GOSUMDB", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE", "GOMODCACHE", "GOCACHE"}

// golang runs the go command in the sources.
func (r *release) golang(ctx context.Context, environment []string, arguments ...string) error {
	if r.settings == nil {
		values, err := run(ctx, r.source, nil, "go", append([]string{"env"}, fetching...)...)
		if err != nil {
			return err
		}
		for i, value := range strings.Split(values, "\n") {
			r.settings = append(r.settings, fetching[i]+"="+value)
		}
		r.settings = append(r.settings, "GOENV=off", "GOWORK=off", "GOFLAGS=", "GOEXPERIMENT=", "GOFIPS140=off", "GOAMD64=v1", "GOARM64=v8.0", "CGO_ENABLED=0")
	}
	_, err := run(ctx, r.source, append(r.settings, environment...), "go", arguments...)
	return err
}
