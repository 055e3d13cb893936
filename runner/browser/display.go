package browser

import (
	"os"
	"runtime"
)

// HasDisplay tells whether a window can be shown.
func HasDisplay() bool {
	return runtime.GOOS == "darwin" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
