package redact

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// TestAFoldedPathIsTheSameInLineAndJar, and shows the second cookie's value in neither.
func TestAFoldedPathIsTheSameInLineAndJar(t *testing.T) {
	t.Parallel()
	m := New()
	line := m.Lines("a=1; Path=/, b=topsecret", nil)[0]
	kept := m.Cookie(&network.Cookie{Name: "a", Value: "1", Domain: "a.test", Path: "/, b=topsecret"})
	if _, path, _ := strings.Cut(line.Text, "Path="); path != kept.Path {
		t.Errorf("the line says %q, the jar %q", path, kept.Path)
	}
	if text, err := json.Marshal([]any{line, kept}); err != nil || strings.Contains(string(text), "topsecret") {
		t.Errorf("%s, %v", text, err)
	}
}
