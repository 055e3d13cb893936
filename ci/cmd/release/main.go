// Command release builds a reproducible release of one commit: an archive and an SBOM for each platform, the changes, and the checksums.
// It is run by ci/release.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

const usage = `usage: ci/release [-out FOLDER] [-platforms OS/ARCH,...] VERSION

VERSION is the tag that the release will have, such as v1.4.0.
`

// How versions and platforms are written.
var (
	versions  = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)
	platforms = regexp.MustCompile(`^([a-z0-9]+)/([a-z0-9]+)$`)
)

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

// asked parses the command line.
func asked(arguments []string) (r release, err error) {
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.SetOutput(new(strings.Builder))     // what it says comes back as an error
	source := flags.String("source", ".", "") // given by ci/release
	out := flags.String("out", "", "")
	wanted := flags.String("platforms", "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64", "")
	if err := flags.Parse(arguments); err != nil {
		return r, err
	}
	if flags.NArg() != 1 || !versions.MatchString(flags.Arg(0)) {
		return r, fmt.Errorf("invalid version %q: want one such as v1.4.0", strings.Join(flags.Args(), " "))
	}
	r = release{repository: *source, version: flags.Arg(0), out: cmp.Or(*out, filepath.Join(*source, ".bin", "release-"+flags.Arg(0)))}
	for name := range strings.SplitSeq(*wanted, ",") {
		found := platforms.FindStringSubmatch(name)
		if found == nil {
			return r, fmt.Errorf("invalid platform %q: want OS/ARCH, such as linux/arm64", name)
		}
		if p := (platform{found[1], found[2]}); !slices.Contains(r.platforms, p) {
			r.platforms = append(r.platforms, p)
		}
	}
	return r, nil
}

// platform is what an archive is for, in Go's words.
type platform struct{ system, architecture string }

var here = platform{runtime.GOOS, runtime.GOARCH}
