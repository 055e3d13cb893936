package main

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// columns is how wide a terminal is, in characters.
func columns(w io.Writer) int {
	const usual = 80
	file, ok := w.(*os.File)
	if !ok {
		return usual
	}
	size, err := unix.IoctlGetWinsize(int(file.Fd()), unix.TIOCGWINSZ)
	if err != nil || size.Col == 0 {
		return usual
	}
	return int(size.Col)
}
