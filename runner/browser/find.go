package browser

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// ErrNoChrome says that no Chrome was found. [InstallHint] says how to get one.
var ErrNoChrome = errors.New("no Chrome or Chromium found")

// pathVariables name a Chrome in the environment, the project's own first, then those of other tools.
var pathVariables = []string{"COOKIESPEC_CHROME_PATH", "COOKIESPEC_CHROME", "CHROME_PATH", "CHROME_BIN"}

// names are looked up on PATH. headless-shell is not among them: it is not the reference for verdicts, see
// [Browser.Shell].
var names = []string{"google-chrome-stable", "google-chrome", "chromium", "chromium-browser"}

var places = map[string][]string{
	"darwin": {
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
	},
}

// Find returns the path of the Chrome to drive: the one given, the one that the environment names, the first on PATH, the
// first at the system's usual place. A Chrome that was named but cannot be run is an error, not a reason to look further.
// Snaps are passed over unless they are named: they have a /tmp of their own, and so cannot use the profiles there.
func Find(given string) (string, error) {
	if given != "" {
		return executable(given, "--chrome")
	}
	for _, name := range pathVariables {
		if path := os.Getenv(name); path != "" {
			return executable(path, name)
		}
	}
	passedOver := ""
	for _, name := range slices.Concat(names, places[runtime.GOOS]) {
		path, err := exec.LookPath(name)
		switch {
		case err != nil:
		case isSnap(path):
			passedOver = path
		default:
			return path, nil
		}
	}
	if passedOver != "" {
		return "", fmt.Errorf("%w: %s is a snap, which cannot use profiles in /tmp; %s", ErrNoChrome, passedOver, InstallHint())
	}
	return "", fmt.Errorf("%w: %s", ErrNoChrome, InstallHint())
}

// isSnap tells a snap, or the wrapper that a distribution's package puts on PATH in its place.
func isSnap(path string) bool {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if strings.HasPrefix(path, "/snap/") || filepath.Base(path) == "snap" {
		return true
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, 4096) // a wrapper is a short script
	n, _ := io.ReadFull(file, head)
	return bytes.HasPrefix(head[:n], []byte("#!")) && bytes.Contains(head[:n], []byte("/snap/bin/chromium"))
}

func executable(path, from string) (string, error) {
	found, err := exec.LookPath(path)
	if err != nil {
		return "", fmt.Errorf("%w: %s says %q, which cannot be run (%v); give the path of a Chrome or Chromium binary",
			ErrNoChrome, from, path, err)
	}
	return found, nil
}

// InstallHint is the one command that installs a Chrome on this system.
func InstallHint() string {
	release, _ := os.ReadFile("/etc/os-release")
	return installHint(runtime.GOOS, string(release))
}

func installHint(system, release string) string {
	command := installCommand(release)
	if system == "darwin" {
		command = "brew install --cask google-chrome"
	}
	if command == "" {
		return "install it with your package manager (the package is called chromium or google-chrome-stable)"
	}
	return "install it with `" + command + "`"
}

// installCommand picks the command by the ID of os-release(5), else by its ID_LIKE; empty: neither is known. Ubuntu's own
// chromium is a snap; distributions that are like Ubuntu have it as a package.
func installCommand(release string) string {
	fields := map[string]string{}
	for line := range strings.Lines(release) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		fields[key] = strings.Trim(value, `"'`)
	}
	if fields["ID"] == "ubuntu" {
		file := "google-chrome-stable_current_" + runtime.GOARCH + ".deb"
		return "curl -fLO https://dl.google.com/linux/direct/" + file + " && sudo apt-get install ./" + file
	}
	for _, id := range strings.Fields(fields["ID"] + " " + fields["ID_LIKE"]) {
		switch id {
		case "debian", "ubuntu":
			return "sudo apt-get update && sudo apt-get install --yes chromium"
		case "fedora", "rhel", "centos":
			return "sudo dnf install --assumeyes chromium"
		case "alpine":
			return "sudo apk add chromium"
		case "arch":
			return "sudo pacman -S chromium"
		case "suse", "opensuse":
			return "sudo zypper install chromium"
		}
	}
	return ""
}
