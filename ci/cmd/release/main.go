// Command release builds what is released of a version, the same to the byte each time it is built of one commit: an archive and a list of
// its dependencies for each platform, the changes, and the checksums. Run by ci/release.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"runtime"
	"strings"
)

const usage = `usage: ci/release [-out FOLDER] [-platforms OS/ARCH,...] VERSION

VERSION is the tag that the release will have, such as v1.4.0.
`

var form = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	r, err := asked(os.Args[1:])
	if err != nil {
		fmt.Fprintf(os.Stderr, "release: %v\n%s", err, usage)
		os.Exit(2)
	}
	if err := r.make(ctx); err != nil {
		fmt.Fprintf(os.Stderr, "release: %v\n", err)
		os.Exit(1)
	}
}

// asked is the release that the command line asks for.
func asked(arguments []string) (r release, err error) {
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.SetOutput(new(strings.Builder)) // what it says comes back as an error
	out := flags.String("out", "", "")
	platforms := flags.String("platforms", "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64", "")
	if err := flags.Parse(arguments); err != nil {
		return r, err
	}
	if flags.NArg() != 1 || !form.MatchString(flags.Arg(0)) {
		return r, fmt.Errorf("%q is no version", strings.Join(flags.Args(), " "))
	}
	r = release{version: flags.Arg(0), out: *out}
	if r.out == "" {
		r.out = ".bin/release-" + r.version
	}
	for name := range strings.SplitSeq(*platforms, ",") {
		system, architecture, ok := strings.Cut(name, "/")
		if !ok || system == "" || architecture == "" {
			return r, fmt.Errorf("%q is no platform: write it as linux/arm64", name)
		}
		r.platforms = append(r.platforms, platform{system, architecture})
	}
	return r, nil
}

// platform is what an archive is for, in Go's words.
type platform struct{ system, architecture string }

var here = platform{runtime.GOOS, runtime.GOARCH}

// run runs a program and returns what it prints on stdout, without the line feed at its end.
func run(ctx context.Context, environment []string, name string, arguments ...string) (string, error) {
	command := exec.CommandContext(ctx, name, arguments...)
	command.Env = append(os.Environ(), environment...)
	out, err := command.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = fmt.Errorf("%s %s: %w\n%s", name, strings.Join(arguments, " "), err, exit.Stderr)
	}
	return strings.TrimRight(string(out), "\n"), err
}
