package config

import (
	"strings"
	"testing"
	"time"
)

func TestParseLifetime(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for text, want := range map[string]Lifetime{
		"session": {Session: true}, "60s": {Length: time.Minute}, "20m": {Length: 20 * time.Minute}, "12h": {Length: 12 * time.Hour}, "14d": {Length: 14 * day},
		"2w": {Length: 14 * day}, "1w2d3h4m5s6ms": {Length: 9*day + 3*time.Hour + 4*time.Minute + 5*time.Second + 6*time.Millisecond},
		"1.5h": {Length: 90 * time.Minute}, "0.5s": {Length: time.Second / 2}, "0h1s": {Length: time.Second}, "5200w": {Length: 5200 * 7 * day}, "007s": {Length: 7 * time.Second},
	} {
		if got, err := ParseLifetime(text); err != nil || got != want {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"": "is not a lifetime", "60": "has no unit", "1.5": "has no unit", "60 s": "is not a lifetime", " 60s": "is not a lifetime", "14x": "is not a lifetime", "-5s": "is not a lifetime", "+5s": "is not a lifetime",
		"5S": "is not a lifetime", "Session": "is not a lifetime", "s": "is not a lifetime", "1.s": "is not a lifetime", ".5s": "is not a lifetime", "1e3s": "is not a lifetime", "5us": "is not a lifetime",
		"0s": "is no time at all", "0w0d": "is no time at all", "5201w": "is too long", strings.Repeat("9", 400) + "w": "is too long", "60s\n": "is not a lifetime", "٣s": "is not a lifetime",
	} {
		_, err := ParseLifetime(text)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "\n  write ") {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	if d, err := ParseDuration("0s"); err != nil || d != 0 {
		t.Errorf("0s: %v, %v", d, err)
	}
}

func FuzzParseLifetime(f *testing.F) {
	for _, text := range []string{"session", "60s", "1h30m", "2w", "60 s", "9999999w", "0.0000001ms"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseLifetime(text)
		if err == nil && got.Session != (text == "session") {
			t.Errorf("%q is %+v", text, got)
		}
		if err == nil && !got.Session && (got.Length <= 0 || got.Length > longest) {
			t.Errorf("%q is %v", text, got.Length)
		}
		if err != nil && len(err.Error()) > 600 {
			t.Errorf("an error of %d bytes", len(err.Error()))
		}
		// What Go reads in units of ours means the same here, to a rounding.
		if theirs, bad := time.ParseDuration(text); bad == nil && err == nil && (got.Length-theirs).Abs() > time.Microsecond {
			t.Errorf("%q is %v, and %v in Go", text, got.Length, theirs)
		}
	})
}
