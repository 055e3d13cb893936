package grade

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cookiespec/cookiespec/runner/config"
)

// TestWithin: a submission is started in a folder of its own, whatever it links to.
func TestWithin(t *testing.T) {
	t.Parallel()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(root, "work", "src"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(root, filepath.Join(root, "work", "out")); err != nil {
		t.Fatal(err)
	}
	work := filepath.Join(root, "work")
	for dir, want := range map[string]string{"": work, ".": work, "src": filepath.Join(work, "src"), "nowhere": "", "..": "", "out": "", root: "", "src/../..": ""} {
		if got, err := within(work, &config.Serve{Dir: dir}); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", dir, got, err, want)
		}
	}
}
