package serve

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRequirements: packages by name and version, nothing else, however they are written down.
func TestRequirements(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ file, text, want string }{
		"as usual":               {"requirements.txt", "# all\nDjango>=3.2,<5\nhandout-toolbox==1.2  # ours\r\npsycopg[binary]\n", "Django>=3.2,<5 handout-toolbox==1.2 psycopg[binary]"},
		"what could be anything": {"requirements.txt", "-e .\n-r more.txt\n--index-url http://evil/\ngit+https://evil/x\nx @ http://evil/x.whl\n../x\nok\n", "ok"},
		"as Windows writes it":   {"requirements.txt", "\xff\xfeo\x00k\x00=\x00=\x001\x00\r\x00\n\x00", "ok==1"},
		"a Pipfile":              {"Pipfile", "[packages]\ndjango = \"*\"\nx = \"==1.2\"\n[dev-packages]\ny = \"*\"\n", "django x==1.2"},
		"a project":              {"pyproject.toml", "[project]\nname = \"a\"\ndependencies = [\n  \"django>=4\",\n  'x',\n]\n", "django>=4 x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "project")
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(requirements(dir), " "); got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}
