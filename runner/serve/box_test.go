//go:build unix

package serve

import (
	"fmt"
	"os"

	"testing"
)

// TestOfTheHomeFolderProgramsAloneAreSeen: where other things lie beside them, tokens perhaps, nothing but them and their libraries.
func TestOfTheHomeFolderProgramsAloneAreSeen(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for folder, want := range map[string][]string{
		"/usr/bin":                     nil,
		home:                           nil,
		home + "/bin":                  {home + "/bin", home + "/lib"},
		home + "/.cargo/bin":           {home + "/.cargo/bin", home + "/.cargo/lib"},
		home + "/.local/bin":           {home + "/.local/bin", home + "/.local/lib"},
		home + "/.pyenv/shims":         {home + "/.pyenv"},
		home + "/sdk/go1.26/bin":       {home + "/sdk/go1.26"},
		os.TempDir() + "/unpacked/bin": {os.TempDir() + "/unpacked"},
	} {
		if got := programs(folder); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %q, want %q", folder, got, want)
		}
	}
}
