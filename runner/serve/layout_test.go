//go:build unix

package serve_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/serve"
)

// TestNothingOfOthersIsReadInAnyLayout: wherever a teacher keeps the class, the rubric, the marks and the programs, an isolated
// submission reads none of it but the programs.
func TestNothingOfOthersIsReadInAnyLayout(t *testing.T) {
	if !serve.Boxed() {
		t.Skip("there is no bwrap that works")
	}
	here, err := os.MkdirTemp(".", "layout-") // below neither the home folder nor a temporary one, where the sources are not
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(here) })
	if here, err = filepath.Abs(here); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ root, home, onPath string }{
		"in the home folder":            {"home/teaching", "home", ""},
		"in a temporary folder":         {"teaching", "home", ""},
		"elsewhere":                     {here + "/teaching", "home", ""},
		"tools on PATH beside it":       {here + "/a", "home", "tools"},
		"programs on PATH beside it":    {here + "/b", "home", "bin"},
		"the folder itself is on PATH":  {here + "/c", "home", "."},
		"a toolchain inside the class":  {"home/d", "home", "class/bin"},
		"programs in a folder of class": {"e", "home", "class/other/bin"},
	} {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			in := func(path string) string {
				if filepath.IsAbs(path) {
					return path
				}
				return filepath.Join(base, path)
			}
			root, home := in(c.root), in(c.home)
			secrets := []string{
				root + "/class/other/main.go", root + "/class/other", root + "/rubric.yaml", root + "/grades/class.csv", root + "/grades/other/grade.json",
				root + "/grades", home + "/.netrc", "/etc/shadow",
			}
			var script strings.Builder
			for _, path := range secrets {
				if filepath.Ext(path) != "" || filepath.Base(path) == ".netrc" {
					if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("secret"), 0o644)); err != nil {
						t.Fatal(err)
					}
				}
				script.WriteString(`[ -n "$(cat '` + path + `' 2>/dev/null; ls -A '` + path + `' 2>/dev/null | grep -v shadow)" ] && echo "READ ` + path + "\"\n")
			}
			t.Setenv("HOME", home)
			if c.onPath != "" {
				folder := filepath.Join(root, c.onPath)
				if err := os.MkdirAll(folder, 0o755); err != nil {
					t.Fatal(err)
				}
				t.Setenv("PATH", folder+":"+os.Getenv("PATH"))
			}
			p := plan(t, "good")
			p.Isolate, p.Hide = true, []string{root + "/class/other", root + "/rubric.yaml", root + "/grades"}
			p.Command = serve.Shell(script.String() + "exit 7")
			_, err := serve.Start(t.Context(), p)
			if err == nil || strings.Contains(err.Error(), "READ") || !strings.Contains(err.Error(), "exit status 7") {
				t.Error(err)
			}
		})
	}
}
