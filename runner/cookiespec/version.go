package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/reports"
)

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "which cookiespec this is", Long: "Prints the version, and what it was built with.\n\nUsage:\n  cookiespec version\n\nExample:\n  cookiespec version\n", Args: takes(0, 0, "cookiespec version"),
		RunE: func(*cobra.Command, []string) error { return p.version() },
	}
}

func (p *program) version() error {
	_, err := fmt.Fprintf(p.stdout, "cookiespec %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// Set where a release is built, by ci/release.
var (
	released   string // the version, such as v1.4.0
	releasedOn string // the day of its commit, such as 2026-11-25
)

// tool is this program, as reports name it.
func tool() reports.Tool { return reports.Tool{Name: "cookiespec", Version: version()} }

// builtOn is the day of the commit that the program was built from, such as 2026-11-25, or empty where it is not known.
func builtOn() string {
	if releasedOn != "" {
		return releasedOn
	}
	info, _ := debug.ReadBuildInfo()
	if info != nil {
		for _, s := range info.Settings {
			if s.Key == "vcs.time" {
				day, _, _ := strings.Cut(s.Value, "T")
				return day
			}
		}
	}
	return ""
}

// version is that of the release, or that of the module, as Go stamps it into the program: a tag, or a commit and its time.
func version() string {
	if released != "" {
		return released
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
