package ci_test

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/standard"
)

var update = flag.Bool("update", false, "rewrite the generated parts of the pages")

// TestGenerated holds the lists of checks, stages and config keys to what they list. With -update it writes them.
func TestGenerated(t *testing.T) {
	for page, list := range map[string]string{
		"../suites/README.md": checkLists(), "../runner/README.md": stageList(), "../runner/config/README.md": keyLists(t),
	} {
		text := read(t, page)
		head, rest, begins := strings.Cut(text, " -update -->\n")
		_, tail, ends := strings.Cut(rest, "<!-- end -->\n")
		if !begins || !ends {
			t.Errorf("%s has no generated part", page)
			continue
		}
		want := head + " -update -->\n\n" + list + "\n<!-- end -->\n" + tail
		if *update {
			if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
				t.Error(err)
			}
		} else if text != want {
			t.Errorf("%s is not current: go test ./ci -run TestGenerated -update", page)
		}
	}
}

// checkLists are a table for each area, with the words of its package.
func checkLists() string {
	var b strings.Builder
	all := suites.Catalogue()
	for _, area := range all.Areas() {
		fmt.Fprintf(&b, "\n## %s\n\n| ID | severity | ASVS | when it passes | source |\n|---|---|---|---|---|\n", area)
		for _, c := range all {
			if c.Area() != area {
				continue
			}
			var sources []string
			for _, cite := range c.Cites {
				sources = append(sources, fmt.Sprintf("[%s](%s)", cite, cite.URL))
			}
			level := "-"
			if l := standard.Level(c.Cites); l > 0 {
				level = fmt.Sprintf("L%d", l)
			}
			row(&b, fmt.Sprintf("[`%s`](%s.md)", c.ID, strings.ReplaceAll(c.ID, "-", "_")), c.Severity.String(), level, c.Title, strings.Join(sources, ", "))
		}
	}
	return strings.TrimPrefix(b.String(), "\n")
}

func stageList() string {
	var b strings.Builder
	fmt.Fprint(&b, "| stage | browser | needs a login | |\n|---|---|---|---|\n")
	for _, stage := range recording.Stages {
		f, login := stage.Facts(), ""
		if f.Login {
			login = "yes"
		}
		row(&b, "`"+f.Name+"`", string(f.Process), login, f.Doc)
	}
	return b.String()
}

func row(b *strings.Builder, cells ...string) {
	for _, cell := range cells {
		b.WriteString("| " + strings.ReplaceAll(cell, "|", `\|`) + " ")
	}
	b.WriteString("|\n")
}

// form is what the JSON Schema says of a key.
type form struct {
	Description      string
	Ref              string `json:"$ref"`
	Enum             []any
	AnyOf            []form
	Minimum, Maximum *int
	Properties       map[string]form
	Items            *form
	Definitions      map[string]form `json:"$defs"`
}

// keyLists are a table of the keys, one of those of a cookie, and one of those of a step.
func keyLists(t *testing.T) string {
	t.Helper()
	var schema form
	if err := json.Unmarshal(config.Schema(nil, nil), &schema); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("| key | flag | |\n|---|---|---|\n")
	flags := map[string]string{}
	for _, s := range config.Settings() {
		if s.Flag != "" {
			flags[s.Key] = "`--" + s.Flag + "`"
		}
	}
	targets := schema.Properties["targets"].Items.Properties
	for key := range schema.Properties {
		delete(targets, key) // each of them can be said of one target
	}
	for _, key := range order(schema.Properties) {
		schema.tell(key, schema.Properties[key], func(key, text string) { row(&b, "`"+key+"`", flags[key], text) })
	}
	for _, part := range []struct {
		title, before string
		form          form
	}{
		{"Keys of a cookie", "Below the name of a cookie in `cookies`:", schema.Definitions["expectations"]},
		{"Steps", "Each of `steps`, `set` and `undo` is a list of these, one action in each:", *schema.Definitions["steps"].Items},
	} {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n| key | |\n|---|---|\n", part.title, part.before)
		for _, key := range slices.Sorted(maps.Keys(part.form.Properties)) {
			schema.tell(key, part.form.Properties[key], func(key, text string) { row(&b, "`"+key+"`", text) })
		}
	}
	return b.String()
}

// order is that of the settings, then that of the alphabet.
func order(properties map[string]form) []string {
	at := map[string]int{}
	for i, s := range config.Settings() {
		key, _, _ := strings.Cut(s.Key, ".")
		if at[key] == 0 {
			at[key] = i + 1
		}
	}
	return slices.SortedFunc(maps.Keys(properties), func(a, b string) int {
		return cmp.Or(cmp.Compare(cmp.Or(at[a], 1000), cmp.Or(at[b], 1000)), strings.Compare(a, b))
	})
}

// tell tells of a key, and of the keys below it.
func (schema form) tell(key string, f form, row func(key, text string)) {
	text := f.Description
	if words := f.words(); len(words) > 0 {
		text += " One of " + strings.Join(words, ", ") + "."
	}
	if f.Minimum != nil && f.Maximum != nil {
		text += fmt.Sprintf(" From %d to %d.", *f.Minimum, *f.Maximum)
	}
	row(key, text)
	if f.Items != nil {
		f, key = *f.Items, key+"[]"
	}
	if f.Ref == "#/$defs/read" {
		f = schema.Definitions["read"]
	}
	for _, name := range slices.Sorted(maps.Keys(f.Properties)) {
		schema.tell(key+"."+name, f.Properties[name], row)
	}
}

// words are the values of a key that takes some only.
func (f form) words() (words []string) {
	for _, one := range append([]form{f}, f.AnyOf...) {
		for _, word := range one.Enum {
			words = append(words, fmt.Sprintf("`%v`", word))
		}
	}
	return words
}
