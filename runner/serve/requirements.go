package serve

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf16"
)

// requirement is a package of Python by its name, with versions: no address, no file, no option, which could be anything.
var requirement = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*(?:\[[\w,. -]*\])?\s*(?:(?:[<>=!~]=?=?|===)\s*[\w.*+!-]+(?:\s*,\s*[<>=!~]=?=?\s*[\w.*+!-]+)*)?(?:\s*;[^@]*)?$`)

// requirements are the packages that a project of Python asks for: by requirements.txt, Pipfile or pyproject.toml, in the folder or above.
func requirements(folder string) (all []string) {
	for _, dir := range []string{folder, filepath.Dir(folder)} {
		for _, name := range []string{"requirements.txt", "requirements/base.txt", "Pipfile", "pyproject.toml"} {
			text, err := textOf(filepath.Join(dir, name))
			if err != nil {
				continue
			}
			for _, line := range lists[filepath.Ext(name)](decoded(text)) {
				if line = strings.TrimSpace(line); requirement.MatchString(line) {
					all = append(all, line)
				}
			}
			if len(all) > 0 {
				return all
			}
		}
	}
	return nil
}

// lists read the requirements of a file, by the ending of its name.
var lists = map[string]func(string) []string{
	".txt": func(text string) (lines []string) {
		for line := range strings.Lines(text) {
			line, _, _ = strings.Cut(line, "#")
			line, _, _ = strings.Cut(line, " --")
			lines = append(lines, line)
		}
		return lines
	},
	"": func(text string) (lines []string) { // [packages] of a Pipfile: name = "*", or "==1.2"
		inside := false
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, "[") {
				inside = line == "[packages]"
				continue
			}
			if name, value, ok := strings.Cut(line, "="); ok && inside {
				lines = append(lines, strings.Trim(strings.TrimSpace(name), `"`)+strings.TrimPrefix(strings.Trim(strings.TrimSpace(value), `"'`), "*"))
			}
		}
		return lines
	},
	".toml": func(text string) (lines []string) {
		if found := dependencies.FindStringSubmatch(text); found != nil {
			for _, one := range quotedText.FindAllStringSubmatch(found[1], -1) {
				lines = append(lines, one[1])
			}
		}
		return lines
	},
}

var (
	dependencies = regexp.MustCompile(`(?ms)^dependencies\s*=\s*\[(.*?)^?\s*\]\s*$`)
	quotedText   = regexp.MustCompile(`["']([^"'\n]+)["']`)
)

// decoded is a text that Windows may have written: UTF-16, or UTF-8 with a mark at its beginning.
func decoded(text []byte) string {
	for _, order := range []struct {
		mark      string
		high, low int
	}{{"\xff\xfe", 1, 0}, {"\xfe\xff", 0, 1}} {
		if rest, ok := bytes.CutPrefix(text, []byte(order.mark)); ok {
			var units []uint16
			for i := 0; i+1 < len(rest); i += 2 {
				units = append(units, uint16(rest[i+order.high])<<8|uint16(rest[i+order.low]))
			}
			return string(utf16.Decode(units))
		}
	}
	return string(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))
}
