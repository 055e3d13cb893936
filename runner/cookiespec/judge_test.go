package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// TestARecordingIsClaimed by a config that it was gathered by, as far as that can be known.
func TestARecordingIsClaimed(t *testing.T) {
	t.Parallel()
	read := func(text string) config.Config {
		c, err := config.Parse("cookiespec.yaml", []byte("version: 1\ntarget: http://localhost:8000/\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := read("cookies: {a: {role: session}}\n")
	whole := recording.Target{Digest: c.Digest(), Asked: c.Asked()}
	old := recording.Target{Digest: c.Digest()} // by a program that did not keep the single settings
	for name, row := range map[string]struct {
		target recording.Target
		config config.Config
		want   string // part of the error; empty: there is none
	}{
		"the same":                            {whole, c, ""},
		"other cookies":                       {whole, read("cookies: {b: {}}\n"), ""},
		"another page":                        {whole, read("pages: [/b]\n"), "seen.json was not gathered as cookiespec.yaml says: pages changed since"},
		"the same, of digests as a whole":     {old, c, ""},
		"another page, of digests as a whole": {old, read("pages: [/b]\n"), "seen.json was not gathered as cookiespec.yaml says: something changed since"},
		"no config":                           {whole, config.Default(), ""},
	} {
		seen := &recording.Recording{Target: row.target, Declared: []recording.Declaration{{Name: "then"}}}
		err := claim(seen, row.config, "seen.json")
		if row.want == "" && err != nil || row.want != "" && (err == nil || !strings.Contains(err.Error(), row.want)) {
			t.Errorf("%s: %v", name, err)
		}
		want := []recording.Declaration{{Name: "then"}}
		if err == nil && row.config.File != "" {
			want = row.config.Cookies
		}
		if diff := cmp.Diff(want, seen.Declared, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: declared is\n%s", name, diff)
		}
	}
}
