package gather

import (
	"errors"
	"fmt"
	"os"

	"github.com/cookiespec/cookiespec/runner/browser"
)

// newRoom is [browser.NewRoom], with errors that say what to do.
func newRoom() (*browser.Room, error) {
	room, err := browser.NewRoom()
	if err == nil {
		return room, nil
	}
	reason := "it cannot be written to"
	switch {
	case errors.Is(err, os.ErrNotExist):
		reason = "it does not exist"
	case errors.Unwrap(err) != nil:
		reason = errors.Unwrap(err).Error()
	}
	if os.Getenv("TMPDIR") == "" {
		return nil, &Trouble{What: fmt.Sprintf("no browser profile can be made in %s: %s", os.TempDir(), reason), Hint: "set TMPDIR to a folder that is yours"}
	}
	return nil, &Trouble{What: fmt.Sprintf("no browser profile can be made in %s, which TMPDIR names: %s", os.TempDir(), reason), Hint: "create the folder, or unset TMPDIR"}
}
