package gather

import (
	"errors"
	"fmt"
	"os"
)

// newRoom makes the folder that holds every browser profile of a run.
func newRoom() (string, error) {
	dir, err := os.MkdirTemp("", "cookiespec-")
	if err == nil {
		return dir, nil
	}
	reason := "it cannot be written to"
	switch {
	case errors.Is(err, os.ErrNotExist):
		reason = "it does not exist"
	case errors.Unwrap(err) != nil:
		reason = errors.Unwrap(err).Error()
	}
	if os.Getenv("TMPDIR") == "" {
		return "", &Trouble{What: fmt.Sprintf("no browser profile can be made in %s: %s", os.TempDir(), reason), Hint: "set TMPDIR to a folder that is yours"}
	}
	return "", &Trouble{What: fmt.Sprintf("no browser profile can be made in %s, which TMPDIR names: %s", os.TempDir(), reason), Hint: "create the folder, or unset TMPDIR"}
}
