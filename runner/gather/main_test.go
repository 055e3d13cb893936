package gather

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/fixtures/shell"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestMain fails when a test left a profile or a Chrome behind.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "gather-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Setenv("TMPDIR", dir)
	code := m.Run()
	if left, _ := os.ReadDir(dir); len(left) > 0 && code == 0 {
		fmt.Fprintln(os.Stderr, "left behind:", left)
		code = 1
	}
	if running := chromesBelow(dir); running != "" && code == 0 {
		fmt.Fprintln(os.Stderr, "still running:", running)
		code = 1
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// chromesBelow lists the processes that use a profile below dir.
func chromesBelow(dir string) string {
	out, _ := exec.Command("pgrep", "-f", "--", "--user-data-dir="+dir).Output()
	return strings.Join(strings.Fields(string(out)), " ")
}

// inChrome gathers from a URL in real Chrome.
func inChrome(t *testing.T, url string, change func(*Options)) (*recording.Recording, error) {
	t.Helper()
	return gathered(t, t.Context(), url, change)
}

// inShell is inChrome with the headless shell, where there is one and the stages are the same in it.
func inShell(t *testing.T, url string, change func(*Options)) (*recording.Recording, error) {
	t.Helper()
	return inShellWithin(t, t.Context(), url, change)
}

func inShellWithin(t *testing.T, ctx context.Context, url string, change func(*Options)) (*recording.Recording, error) {
	t.Helper()
	return gathered(t, ctx, url, func(o *Options) {
		if change != nil {
			change(o)
		}
		if !shell.Differs(o.Stages) {
			o.Chrome = cmp.Or(shell.Path(), o.Chrome)
		}
	})
}

func gathered(t *testing.T, ctx context.Context, url string, change func(*Options)) (*recording.Recording, error) {
	t.Helper()
	if testing.Short() {
		t.Skip("needs Chrome")
	}
	path, err := browser.Find("")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{
		URL: url, MaxPages: 5, Stages: recording.Visit, Patience: 5 * time.Second, Timeout: 3 * time.Minute, Jobs: 2,
		Chrome: path, Tool: "cookiespec test",
	}
	if change != nil {
		change(&o)
	}
	return Run(ctx, o)
}
