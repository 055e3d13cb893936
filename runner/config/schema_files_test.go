package config

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestFilesFit: those of this repository, which are read by tests elsewhere, and those of the pages.
func TestFilesFit(t *testing.T) {
	t.Parallel()
	all := forms(t)
	const root = "../../"
	for pattern, name := range map[string]string{
		"fixtures/*/cookiespec.yaml": "config", "fixtures/*/*/rubric.yaml": "rubric", "runner/cookiespec/rubrics/*.yaml": "rubric",
	} {
		paths, err := filepath.Glob(root + pattern)
		if err != nil || len(paths) == 0 {
			t.Errorf("there is no %s, %v", pattern, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			all[name].fits(t, path, string(text))
		}
	}
	var pages []string
	var err error
	for _, pattern := range []string{"README.md", "*/README.md", "runner/*/README.md", "fixtures/*/README.md", "suites/CONTRIBUTING.md"} {
		some, wrong := filepath.Glob(root + pattern)
		pages, err = append(pages, some...), errors.Join(err, wrong)
	}
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	for _, page := range pages {
		read, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range strings.Split(string(read), "```yaml\n")[1:] {
			text, _, _ := strings.Cut(block, "```")
			if strings.Contains(text, "\njobs:") || strings.Contains(text, "\n  script:") {
				continue // of GitHub and GitLab: see the tests of ci
			}
			if !strings.HasPrefix(text, "version: 1\n") {
				text = "version: 1\n" + text
			}
			name := "config"
			if strings.Contains(text, "\nparts:") {
				name = "rubric"
			}
			all[name].fits(t, "a block of "+page, text)
			blocks++
		}
	}
	if blocks < 10 {
		t.Errorf("the pages have %d configs", blocks)
	}
}

// beyond are the mistakes that no schema of this kind can tell.
var beyond = map[string]string{
	"a target with an impossible port":              "a number in a text",
	"a page of another site, beside a password":     "two keys are compared",
	"a page of another site":                        "two keys are compared",
	"an idle time that never comes to pass":         "two keys are compared",
	"an action whose forgery looks as it was meant": "two keys are compared",
	"targets that are called alike":                 "two keys are compared",
	"a variable that is not set":                    "the environment is not known",
	"a variable that is no header":                  "the environment is not known",
	"a field whose variable is missing":             "the environment is not known",
	"variables that are none or do not fit":         "the environment is not known",
	"a state that is not there":                     "another file is not known",
	"a state that is none":                          "another file is not known",
	"a header as a block of text":                   "how a value is written is not seen",
	"anchors, aliases and merge keys":               "how a value is written is not seen",
	"two documents":                                 "each is looked at by itself",
	"a directive":                                   "it is no value",
}

// TestTheSchemaTellsMistakes, but for those that are beyond it.
func TestTheSchemaTellsMistakes(t *testing.T) {
	t.Parallel()
	f := forms(t)["config"]
	_, all := mistakes(t)
	named := maps.Clone(beyond)
	for _, m := range all {
		_, excused := named[m.name]
		delete(named, m.name)
		if err := f.check(m.file); (err == nil) != excused {
			t.Errorf("%s: beyond the schema: %v, and it says: %v", m.name, excused, err)
		}
	}
	if len(named) > 0 {
		t.Errorf("there are no such mistakes: %v", named)
	}
}

// TestTheSchemaRefusesNothingThatIsRead, whatever slip of one character is made.
func TestTheSchemaRefusesNothingThatIsRead(t *testing.T) {
	t.Parallel()
	f := forms(t)["config"]
	texts := append(slices.Clone(logins), sample)
	for key, files := range f.examples() {
		if key == "waivers" || strings.HasPrefix(key, "targets/") {
			continue // which checks there are, the reader does not ask; and what is alike needs no second look
		}
		for _, file := range files {
			texts = append(texts, written(t, file))
		}
	}
	right := 0
	slips := []string{"", "0", "x", "$", " ", "-", "\"", ".", ":", "/", "*"}
	for _, text := range texts {
		for i := range text {
			slip := slips[i%len(slips)]
			slipped := text[:i] + slip + text[i:]
			if slip == "" {
				slipped = text[:i] + text[i+1:]
			}
			if f.read(slipped) != nil {
				continue
			}
			right++
			if err := f.check(slipped); err != nil {
				t.Errorf("%v\n%s", err, slipped)
			}
		}
	}
	if right < 500 {
		t.Errorf("only %d slips made no mistake", right)
	}
}
