package browser

import (
	"encoding/json"
	"net"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestCopyRunsBesideTheOriginal: the copies of a profile can go different ways at the same time.
func TestCopyRunsBesideTheOriginal(t *testing.T) {
	parallel(t, 2)
	s := newSite(t, httptest.NewServer)
	profile := newProfile(t)
	b := start(t, profile)
	open(t, b, s.URL+"/"+both)
	quit(t, b)
	copied, err := CopyProfile(profile)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Dir(copied) != filepath.Dir(profile) {
		t.Errorf("%s was copied to %s", profile, copied)
	}

	original, twin := start(t, profile), start(t, copied)
	if a, b := facts(must(original.Jar(t.Context()))), facts(must(twin.Jar(t.Context()))); len(a) != 1 || !slices.Equal(a, b) {
		t.Errorf("the jar of the original is\n%s\nand of its copy\n%s", a, b)
	}
	open(t, original, s.URL+"/?set=original%3D1%3BMax-Age%3D600")
	open(t, twin, s.URL+"/?set=persistent%3D%3BMax-Age%3D0")
	want(t, "the original's jar", jar(t, original), "original", "persistent")
	want(t, "the copy's jar", jar(t, twin))
	quit(t, original)
	quit(t, twin)
	again := start(t, profile)
	want(t, "the original's jar at the next start", jar(t, again), "original", "persistent")
	quit(t, again)
}

func TestCopyProfileTakesFilesAlone(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	profile := filepath.Join(parent, "p")
	for path, text := range map[string]string{
		"Local State": "a", "Default/Cookies": "b", "Default/Sessions/1": "c", "Default/Cache/data": "d", "Default/Code Cache/js/x": "e", "Crash Reports/pending/x.dmp": "f",
	} {
		path = filepath.Join(profile, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("host-1234", filepath.Join(profile, "SingletonLock")); err != nil {
		t.Fatal(err)
	}
	copied, err := CopyProfile(profile)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	filepath.WalkDir(copied, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, strings.TrimPrefix(path, copied+"/"))
			if info, err := entry.Info(); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v, %v", path, info.Mode(), err)
			}
		}
		return err
	})
	want(t, "copied", files, "Default/Cookies", "Default/Sessions/1", "Local State")
}

func TestProfilesThatCannotBe(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	if dir, err := NewProfile(filepath.Join(parent, "nowhere")); dir != "" || err == nil || !strings.HasPrefix(err.Error(), "making a profile: ") {
		t.Errorf("NewProfile: %q, %v", dir, err)
	}
	if dir, err := CopyProfile(filepath.Join(parent, "nothing")); dir != "" || err == nil || !strings.HasPrefix(err.Error(), "copying the profile: ") {
		t.Errorf("CopyProfile: %q, %v", dir, err)
	}
	if left, _ := os.ReadDir(parent); len(left) > 0 {
		t.Errorf("%v is left behind", left)
	}
	if err := ContinueWhereLeftOff(parent); err == nil || !strings.HasPrefix(err.Error(), "reading the profile's preferences: ") {
		t.Errorf("ContinueWhereLeftOff: %v", err)
	}
}

func TestContinueWhereLeftOffChangesNothingElse(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, before, want string }{
		{"no session yet", `{"profile":{"a":true}}`, `{"profile":{"a":true},"session":{"restore_on_startup":1}}`},
		{"a session", `{"session":{"b":2,"restore_on_startup":5}}`, `{"session":{"b":2,"restore_on_startup":1}}`},
		{"times of many digits", `{"at":13400000000000001,"session":1}`, `{"at":13400000000000001,"session":{"restore_on_startup":1}}`},
		{"broken", `{"session"`, ""},
		{"no object", `[1]`, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			profile := t.TempDir()
			if err := os.Mkdir(filepath.Join(profile, "Default"), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(preferencesOf(profile), []byte(row.before), 0o600); err != nil {
				t.Fatal(err)
			}
			err := ContinueWhereLeftOff(profile)
			got, _ := os.ReadFile(preferencesOf(profile))
			if row.want == "" && (err == nil || string(got) != row.before) || row.want != "" && (err != nil || string(got) != row.want) {
				t.Errorf("%s became %s, %v", row.before, got, err)
			}
		})
	}
}

// TestSameSiteAloneDecides: in a fresh profile no setting keeps cookies of third parties away, or a check of SameSite would
// pass whatever the target does.
func TestSameSiteAloneDecides(t *testing.T) {
	parallel(t, 1)
	s := newSite(t, httptest.NewTLSServer)
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	third := "https://third.test:" + port + "/"
	lines := url.Values{"set": {"none=1; Secure; SameSite=None", "lax=1; Secure; SameSite=Lax", "strict=1; Secure; SameSite=Strict", "unspecified=1; Secure"}}
	profile := newProfile(t)
	b := start(t, profile, resolve, trust(s))
	open(t, b, third+"set?"+lines.Encode())
	want(t, "in the jar", jar(t, b), "lax", "none", "strict", "unspecified")
	embed := url.Values{"body": {`<img src="` + third + `img"><iframe src="` + third + `frame?set=late%3D1%3BSecure%3BSameSite%3DNone"></iframe>`}}
	open(t, b, "https://first.test:"+port+"/?"+embed.Encode(), third+"top")
	want(t, "sent for an image of a third party", s.sent("third.test:"+port+"/img"), "none")
	want(t, "sent for a frame of a third party", s.sent("third.test:"+port+"/frame"), "none")
	want(t, "sent to the third party itself", s.sent("third.test:"+port+"/top"), "late", "lax", "none", "strict", "unspecified")
	quit(t, b)

	var preferences struct {
		Profile map[string]any `json:"profile"`
	}
	if err := json.Unmarshal(must(os.ReadFile(preferencesOf(profile))), &preferences); err != nil {
		t.Fatal(err)
	}
	if blocked := preferences.Profile["block_third_party_cookies"]; blocked == true {
		t.Error("Chrome has set its profile to block third-party cookies")
	}
}
