package browser

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// NewProfile makes an empty profile directory below parent in which the SameSite rules alone decide about third-party
// cookies, as they do in a browser whose user has blocked nothing.
func NewProfile(parent string) (string, error) {
	dir, err := os.MkdirTemp(parent, "profile-")
	if err != nil {
		return "", fmt.Errorf("making a profile: %w", err)
	}
	preferences := map[string]any{
		"profile": map[string]any{"cookie_controls_mode": 0, "block_third_party_cookies": false},
	}
	if err := writePreferences(dir, preferences); err != nil {
		os.RemoveAll(dir)
		return "", err
	}
	return dir, nil
}

// crashes is the folder of a profile for the memory of what crashed.
const crashes = "Crash Reports"

// CopyProfile copies a profile that no browser has open. Caches and crashes stay behind: no cookie is restored from them.
func CopyProfile(profile string) (string, error) {
	copied, err := os.MkdirTemp(filepath.Dir(profile), "profile-")
	if err != nil {
		return "", fmt.Errorf("copying the profile: %w", err)
	}
	err = filepath.WalkDir(profile, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(profile, path)
		if err != nil {
			return err
		}
		target := filepath.Join(copied, relative)
		switch {
		case entry.IsDir() && leftBehind[entry.Name()]:
			return filepath.SkipDir
		case entry.IsDir():
			return os.MkdirAll(target, 0o700)
		case !entry.Type().IsRegular(): // sockets and the links of a lock
			return nil
		}
		return copyFile(path, target)
	})
	if err != nil {
		os.RemoveAll(copied)
		return "", fmt.Errorf("copying the profile: %w", err)
	}
	return copied, nil
}

var leftBehind = map[string]bool{
	"Cache": true, "Code Cache": true, "GPUCache": true, "DawnGraphiteCache": true, "DawnWebGPUCache": true,
	"GrShaderCache": true, "ShaderCache": true, "GraphiteDawnCache": true, "component_crx_cache": true,
	crashes: true,
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}

// ForgetHSTS makes the next start on a closed profile know of no site that it wants https: what was heard of it would keep requests
// from going over http, as it does not for a first visitor.
func ForgetHSTS(profile string) error {
	return filepath.WalkDir(profile, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && entry.Name() == "TransportSecurity" {
			return os.Remove(path)
		}
		return err
	})
}

// ContinueWhereLeftOff makes the next start on a closed profile take up the last session, as the setting of that name does.
func ContinueWhereLeftOff(profile string) error {
	data, err := os.ReadFile(preferencesOf(profile))
	if err != nil {
		return fmt.Errorf("reading the profile's preferences: %w", err)
	}
	preferences := map[string]any{}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber() // times have more digits than a float
	if err := decoder.Decode(&preferences); err != nil {
		return fmt.Errorf("reading the profile's preferences: %w", err)
	}
	session, _ := preferences["session"].(map[string]any)
	if session == nil {
		session = map[string]any{}
	}
	session["restore_on_startup"] = 1
	preferences["session"] = session
	return writePreferences(profile, preferences)
}

func writePreferences(profile string, preferences map[string]any) error {
	data, err := json.Marshal(preferences)
	if err != nil {
		return err
	}
	path := preferencesOf(profile)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("writing the profile's preferences: %w", err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return fmt.Errorf("writing the profile's preferences: %w", err)
	}
	return nil
}

func preferencesOf(profile string) string { return filepath.Join(profile, "Default", "Preferences") }
