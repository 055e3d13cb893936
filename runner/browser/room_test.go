package browser

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestRoomsOfKilledRunsAreRemoved, and those in use, or of anything else, are not.
func TestRoomsOfKilledRunsAreRemoved(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	room := func() *Room {
		r, err := NewRoom()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	killed := room()
	if err := os.WriteFile(filepath.Join(killed.Dir, "Cookies"), []byte("sid"), 0o600); err != nil {
		t.Fatal(err)
	}
	killed.lock.Close() // as the end of its process does
	other := filepath.Join(os.TempDir(), "cookiespec-run-mine")
	if err := os.Mkdir(other, 0o700); err != nil {
		t.Fatal(err)
	}
	used := room() // removes that of the killed run
	if _, err := os.Stat(killed.Dir); !os.IsNotExist(err) {
		t.Errorf("it is there still: %v", err)
	}
	if removed, err := CleanRooms(); len(removed) > 0 || err != nil {
		t.Errorf("removed %q, %v", removed, err)
	}
	used.lock.Close()
	if removed, err := CleanRooms(); !slices.Equal(removed, []string{used.Dir}) || err != nil {
		t.Errorf("removed %q, %v", removed, err)
	}
	if _, err := os.Stat(other); err != nil {
		t.Error(err)
	}
	if err := room().Remove(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "*")); !slices.Equal(left, []string{other}) {
		t.Errorf("left: %q", left)
	}
}
