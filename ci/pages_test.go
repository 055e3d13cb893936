package ci_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// pages are the Markdown files that people read, by their paths from this folder.
func pages(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch hidden := strings.HasPrefix(d.Name(), ".") && path != ".."; {
		case err != nil:
			return err
		case d.IsDir() && (hidden || d.Name() == "testdata" || d.Name() == "node_modules"):
			return filepath.SkipDir
		case filepath.Ext(path) == ".md":
			all[path] = read(t, path)
		}
		return nil
	})
	if err != nil || len(all) < 8 {
		t.Fatalf("%d pages, %v", len(all), err)
	}
	return all
}

var (
	code    = regexp.MustCompile("(?ms)^```.*?^```|`[^`\n]*`")
	link    = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
)

// TestLinks: each link of a page leads to a file, and to a heading of it, that is there.
func TestLinks(t *testing.T) {
	t.Parallel()
	linked := map[string]bool{"../README.md": true}
	for page, text := range pages(t) {
		for _, found := range link.FindAllStringSubmatch(withoutCode(text), -1) {
			path, anchor, _ := strings.Cut(found[1], "#")
			if strings.HasPrefix(path, "https://") {
				continue
			}
			target := page
			if path != "" {
				target = filepath.Join(filepath.Dir(page), path)
			}
			linked[target] = true
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s: %v", page, found[1], err)
			} else if anchor != "" && !slices.Contains(anchors(read(t, target)), anchor) {
				t.Errorf("%s links to %s, and there is no such heading", page, found[1])
			}
		}
	}
	for page := range pages(t) {
		if !linked[page] && !strings.Contains(page, "applications") {
			t.Errorf("no page links to %s", page)
		}
	}
}

// withoutCode keeps the words of links, which may be code.
func withoutCode(text string) string {
	return code.ReplaceAllStringFunc(text, func(s string) string { return strings.Map(keepBrackets, s) })
}

func keepBrackets(r rune) rune {
	if strings.ContainsRune("[]()", r) {
		return -1
	}
	return r
}

// anchors are those that GitHub gives the headings of a page.
func anchors(page string) (all []string) {
	for _, h := range heading.FindAllStringSubmatch(code.ReplaceAllStringFunc(page, func(s string) string {
		if strings.HasPrefix(s, "```") {
			return "" // a comment of a shell is no heading
		}
		return s
	}), -1) {
		all = append(all, strings.Map(func(r rune) rune {
			switch {
			case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
				return unicode.ToLower(r)
			case r == ' ':
				return '-'
			}
			return -1
		}, h[1]))
	}
	return all
}
