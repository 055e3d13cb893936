//go:build unix

package ci_test

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestARelease: two checkouts of one commit give the same files, and what is in them works.
func TestARelease(t *testing.T) {
	t.Parallel()
	const version = "v1.4.0"
	name := "cookiespec-" + version + "-" + runtime.GOOS + "-" + runtime.GOARCH
	var out [2]string
	for i := range out {
		checkout := filepath.Join(t.TempDir(), strings.Repeat("long", i+1))
		out[i] = filepath.Join(t.TempDir(), version)
		if text, err := exec.Command("git", "clone", "-q", "..", checkout).CombinedOutput(); err != nil {
			t.Skipf("the tests do not run in a checkout: %v\n%s", err, text)
		}
		build := exec.Command(filepath.Join(checkout, "ci/release"), "-out", out[i], "-platforms", runtime.GOOS+"/"+runtime.GOARCH, version)
		if text, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
	if one, other := read(t, filepath.Join(out[0], "SHA256SUMS")), read(t, filepath.Join(out[1], "SHA256SUMS")); one != other || strings.Count(one, "\n") != 3 {
		t.Errorf("checksums:\n%s\nand again:\n%s", one, other)
	}
	folder := t.TempDir()
	get := exec.Command("./get", version, folder)
	get.Env = append(get.Environ(), "COOKIESPEC_RELEASES=file://"+filepath.Dir(out[0]))
	if text, err := get.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if said, err := exec.Command(filepath.Join(folder, "cookiespec"), "version").Output(); err != nil || !strings.HasPrefix(string(said), "cookiespec "+version+" (") {
		t.Errorf("%s, %v", said, err)
	}
	packed, err := exec.Command("tar", "-tzf", filepath.Join(out[0], name+".tar.gz")).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"cookiespec", "README.md", "LICENSE", "runner/README.md", "runner/config/README.md", "reports/html/report.png", "man/man1/cookiespec.1", "completions/_cookiespec"} {
		if !strings.Contains(string(packed), name+"/"+file+"\n") {
			t.Errorf("%s is not in the archive:\n%s", file, packed)
		}
	}
	var made struct {
		BomFormat  string
		Components []struct{ Name, Version string }
	}
	if err := json.Unmarshal([]byte(read(t, filepath.Join(out[0], name+".cdx.json"))), &made); err != nil {
		t.Fatal(err)
	}
	listed := false
	for _, c := range made.Components {
		listed = listed || c.Name == "github.com/chromedp/chromedp" && c.Version != ""
	}
	if made.BomFormat != "CycloneDX" || !listed {
		t.Errorf("%+v", made)
	}
}

func TestAReleaseIsRefused(t *testing.T) {
	t.Parallel()
	for _, arguments := range [][]string{nil, {"1.4.0"}, {"v1.4"}, {"v1.4.0", "v1.4.1"}, {"-platforms", "linux", "v1.4.0"}, {"-nothing", "v1.4.0"}} {
		refused := exec.Command("./release", arguments...)
		if out, err := refused.CombinedOutput(); refused.ProcessState.ExitCode() != 2 || !strings.Contains(string(out), "usage: ci/release") {
			t.Errorf("%q: %v\n%s", arguments, err, out)
		}
	}
}
