package ci_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestTheImagesBasesArePinned to a version, so that an image is not another one tomorrow without anybody's doing.
func TestTheImagesBasesArePinned(t *testing.T) {
	t.Parallel()
	text := read(t, "container/Containerfile")
	bases := regexp.MustCompile(`(?m)^FROM \$(\w+)`).FindAllStringSubmatch(text, -1)
	if len(bases) != strings.Count(text, "\nFROM ") || len(bases) == 0 {
		t.Fatal("a base is no argument, so that nobody can pin it by digest")
	}
	for _, base := range bases {
		if !regexp.MustCompile(`(?m)^ARG ` + base[1] + `=\S+:\d+\.\d+\S*$`).MatchString(text) {
			t.Errorf("%s has no version", base[1])
		}
	}
}
